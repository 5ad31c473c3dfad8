import { badRequest, CulpritError } from '../../kit/index.ts';
import type { IngestRequest } from './request.ts';

/** What a request says of itself, from all places that may name a key. They must agree. */
export interface Credentials {
  /** 32 lower-case hex digits. */
  readonly key: string;
  /** `sentry.python/2.68.0`; empty when unsaid. */
  readonly client: string;
}

export interface Dsn {
  readonly key: string;
  readonly project: number;
}

/**
 * The key by `X-Sentry-Auth`, `Authorization: Sentry …` or `Authorization: DSN …`, query, path, and the DSN of an envelope header. Null when nobody names one.
 * Throws CulpritError: 401 when two disagree, 400 for a key that is none or an unknown protocol version. Statuses as Relay's.
 */
export const credentialsOf = (
  request: Pick<IngestRequest, 'params' | 'headers'>,
  query: URLSearchParams,
  dsn: Dsn | null,
): Credentials | null => {
  const headers = [authHeader(request.headers['x-sentry-auth']), authHeader(request.headers.authorization)];
  const fields = [...headers, queryFields(query)].filter((one) => one !== null);
  for (const { version } of fields)
    if (version !== undefined && !/^[2-7](\.\d+)?$/.test(version))
      throw badRequest(
        `The protocol version ${JSON.stringify(version.slice(0, 20))} is not supported; 2 to 7 are.`,
        'unsupported_version',
      );
  const keys = [...fields.map(({ key }) => key), request.params.key, dsn?.key].filter((key) => key !== undefined);
  const [key, ...others] = [...new Set(keys.map(publicKeyOf))];
  if (key === undefined) return null;
  if (others.length > 0)
    throw new CulpritError(
      'credentials_disagree',
      401,
      'The request names two different keys; send one, or the same twice.',
    );
  return { key, client: fields.find(({ client }) => client !== undefined)?.client ?? '' };
};

export const unauthenticated = (): CulpritError =>
  new CulpritError(
    'unauthenticated',
    401,
    'The request names no key: send it as X-Sentry-Auth header, as ?sentry_key= or as the dsn of the envelope header.',
  );

/** `{proto}://{key}[:{secret}]@{host}{/path}/{project}`; the secret is of old and ignored. Throws CulpritError 401. */
export const parseDsn = (value: unknown): Dsn => {
  const invalid = new CulpritError('bad_dsn', 401, 'The DSN is not of the form https://KEY@host/PROJECT.');
  if (typeof value !== 'string' || value.length > 2_000 || !URL.canParse(value)) throw invalid;
  const url = new URL(value);
  const project = url.pathname.split('/').findLast((part) => part !== '') ?? '';
  if (!isPublicKey(url.username) || !isProject(project)) throw invalid;
  return { key: url.username.toLowerCase(), project: Number(project) };
};

const isPublicKey = (key: string): boolean => /^[0-9a-fA-F]{32}$/.test(key);

const publicKeyOf = (key: string): string => {
  if (!isPublicKey(key)) throw badRequest('The key does not have 32 hexadecimal digits.', 'bad_key');
  return key.toLowerCase();
};

const isProject = (text: string): boolean => /^\d{1,15}$/.test(text);

/** The decimal project id in a path. Throws CulpritError 400. */
export const projectOf = (text: string): number => {
  if (isProject(text)) return Number(text);
  throw badRequest(`The project ${JSON.stringify(text.slice(0, 40))} is not a number.`, 'bad_project');
};

interface AuthFields {
  readonly key: string | undefined;
  readonly version: string | undefined;
  readonly client: string | undefined;
}

/** `Sentry sentry_version=7, sentry_key=…, …`, separated by commas or spaces in any order; null for other schemes (a proxy's own, say). */
const authHeader = (header: string | undefined): AuthFields | null => {
  if (header === undefined) return null;
  const dsn = /^DSN\s+(\S+)$/i.exec(header.trim())?.[1];
  if (dsn !== undefined) return { key: parseDsn(dsn).key, version: undefined, client: undefined };
  const text = /^Sentry\s+(.+)$/is.exec(header.trim())?.[1];
  if (text === undefined) return null;
  const fields = new Map<string, string>();
  for (const part of text.split(/[\s,]+/)) {
    const equals = part.indexOf('=');
    if (equals > 0) fields.set(part.slice(0, equals).toLowerCase(), part.slice(equals + 1).replace(/^"|"$/g, ''));
  }
  return { key: fields.get('sentry_key'), version: fields.get('sentry_version'), client: fields.get('sentry_client') };
};

const queryFields = (query: URLSearchParams): AuthFields | null => {
  if (query.size === 0) return null;
  const field = (name: string): string | undefined => query.get(name) || undefined;
  return { key: field('sentry_key'), version: field('sentry_version'), client: field('sentry_client') };
};
