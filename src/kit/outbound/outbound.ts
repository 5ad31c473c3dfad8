import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { CulpritError, messageOf } from '../errors.ts';
import { MILLISECOND, SECOND } from '../time.ts';
import { exchange } from './exchange.ts';
import type { OutboundPolicy } from './policy.ts';
import { publicOnly, refusalOf } from './policy.ts';

export interface OutboundRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  /** Lower-case names. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** For everything together: name look-up, redirects, the whole answer. Microseconds; default 10 s. */
  readonly timeout?: number;
  /** What is read of the answer's body at most; the rest is left. Default 64 KiB. */
  readonly maxBytes?: number;
  /** How many redirects are followed; default 3. A request with a body is only sent on where the answer (307, 308) says that its body comes along. */
  readonly redirects?: number;
}

export interface OutboundResponse {
  readonly status: number;
  /** Lower-case names; the first of those that came several times. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Whether the body was longer than `maxBytes`. */
  readonly truncated: boolean;
  /** Of the last request. */
  readonly url: string;
}

/** Sends HTTP to addresses that users chose. */
export interface Outbound {
  /**
   * Throws CulpritError `outbound_refused` where the policy forbids it (trying again does not help) and `outbound_failed` (502, transient) where the other side cannot
   * be reached or does not answer in time.
   */
  send(request: OutboundRequest): Promise<OutboundResponse>;
}

/** The addresses of a host. */
export type Resolve = (host: string) => Promise<readonly string[]>;

/**
 * Outbound HTTP that cannot be turned against the inside (server-side request forgery): every host is resolved once, its addresses are judged, and the connection
 * goes to one of those very addresses, so that a name which resolves to something else a moment later (DNS rebinding) gains nothing. Every redirect is judged anew.
 * No proxy, no cookies, no credentials in URLs.
 */
export const createOutbound = (policy: OutboundPolicy = publicOnly, resolve: Resolve = systemResolve): Outbound => ({
  send: async (request) => {
    const timeout = request.timeout ?? 10 * SECOND;
    const signal = AbortSignal.timeout(Math.ceil(timeout / MILLISECOND));
    try {
      return await follow(request, policy, resolve, signal);
    } catch (error) {
      if (error instanceof CulpritError) throw error;
      const host = URL.parse(request.url)?.hostname ?? '';
      const why = signal.aborted ? `no answer within ${timeout / SECOND} s` : reasonOf(error);
      throw new CulpritError('outbound_failed', 502, `${host} cannot be reached: ${why}.`, {
        cause: error,
        transient: true,
      });
    }
  },
});

const systemResolve: Resolve = async (host) => (await lookup(host, { all: true })).map(({ address }) => address);

const follow = async (
  request: OutboundRequest,
  policy: OutboundPolicy,
  resolve: Resolve,
  signal: AbortSignal,
): Promise<OutboundResponse> => {
  const { method, body, maxBytes = 64 << 10, redirects = 3 } = request;
  let url = readUrl(request.url);
  let headers = { 'user-agent': 'Culprit', ...request.headers };
  for (let left = redirects; ; left--) {
    const addresses = await pin(url, policy, resolve, signal);
    const answer = await exchange({ method, url, headers, body, addresses, maxBytes, signal });
    const next = nextUrl(url, method, answer);
    if (next === null) return { ...answer, url: url.href };
    if (left === 0) throw refused(`${url.hostname} redirects more than ${redirects} times`);
    if (url.protocol === 'https:' && next.protocol === 'http:')
      throw refused(`${url.hostname} redirects to an address without encryption`);
    if (next.origin !== url.origin) headers = withoutSecrets(headers);
    url = next;
  }
};

const readUrl = (text: string): URL => {
  const url = URL.parse(text);
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.hostname === '')
    throw refused('only http:// and https:// URLs can be called');
  if (url.username !== '' || url.password !== '') throw refused('a URL must not hold a user name or password');
  return url;
};

/** The addresses that may be connected to; at least one. */
const pin = async (
  url: URL,
  policy: OutboundPolicy,
  resolve: Resolve,
  signal: AbortSignal,
): Promise<readonly string[]> => {
  const host = url.hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
  const found = isIP(host) === 0 ? await orAborted(resolve(host), signal) : [host];
  const judged = found.map((address) => ({ address, refusal: refusalOf(policy, { host, port, address }) }));
  const good = judged.filter(({ refusal }) => refusal === null).map(({ address }) => address);
  if (good.length > 0) return good;
  const refusal = judged[0]?.refusal;
  if (refusal === undefined || refusal === null) throw new Error('the name has no address');
  throw refused(`${refusal}; whoever runs the server may allow it (CULPRIT_OUTBOUND_ALLOW)`);
};

/** A look-up cannot be stopped, only left behind. */
const orAborted = <Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> => {
  signal.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<Result>();
  const abort = (): void => reject(signal.reason as Error);
  signal.addEventListener('abort', abort, { once: true });
  work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  return promise;
};

/** Where the answer sends us; null when it is the answer. A 301, 302 or 303 would lose the body of a request, and its 200 would mean nothing. */
const nextUrl = (
  url: URL,
  method: string,
  { status, headers }: Pick<OutboundResponse, 'status' | 'headers'>,
): URL | null => {
  const followed = method === 'GET' ? [301, 302, 303, 307, 308] : [307, 308];
  const location = headers['location'];
  if (!followed.includes(status) || location === undefined) return null;
  if (!URL.canParse(location, url.href)) throw refused(`${url.hostname} redirects to what is no URL`);
  return readUrl(new URL(location, url.href).href);
};

const withoutSecrets = (headers: Readonly<Record<string, string>>) => {
  const { authorization: _authorization, cookie: _cookie, ...rest } = headers as Record<string, string>;
  return { 'user-agent': 'Culprit', ...rest };
};

const refused = (why: string): CulpritError =>
  new CulpritError('outbound_refused', 400, `The request is not sent: ${why}.`);

const reasonOf = (error: unknown): string => {
  const code = (error as { code?: unknown } | null)?.code;
  const known = typeof code === 'string' ? reasons[code] : undefined;
  return known ?? (messageOf(error) || String(code));
};

const reasons: Readonly<Record<string, string>> = {
  ENOTFOUND: 'the name does not exist',
  EAI_AGAIN: 'the name cannot be looked up for now',
  ECONNREFUSED: 'it refuses the connection',
  ECONNRESET: 'it closed the connection',
  EPIPE: 'it closed the connection',
  EHOSTUNREACH: 'there is no way to it',
  ENETUNREACH: 'there is no way to it',
  ETIMEDOUT: 'it does not answer',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
};
