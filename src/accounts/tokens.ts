import { randomBytes } from 'node:crypto';
import type { Clock, Instant } from '../kit/index.ts';
import { badRequest, CulpritError, MINUTE, SECOND, sha256 } from '../kit/index.ts';
import type { Queries, Storage } from '../storage/index.ts';
import { narrow, projectsOf, requireProject, scopesOf } from './access.ts';
import type { AccountsTables } from './tables.ts';
import type { Caller, Role, Scope } from './types.ts';

/** An API token without its secret. */
export interface Token {
  readonly id: number;
  readonly name: string;
  /** The first characters of the secret. */
  readonly prefix: string;
  readonly scopes: readonly Scope[];
  readonly projectId: number | null;
  readonly createdAt: Instant;
  readonly expiresAt: Instant | null;
  /** To the minute. */
  readonly lastUsedAt: Instant | null;
}

export interface NewToken {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly projectId: number | null;
  readonly expiresAt: Instant | null;
}

const PREFIX = 'clp_';

/** Makes a token for the caller and returns its secret, `clp_…`, which is shown once. It can do no more than the caller. */
export const createToken = async (
  storage: Storage,
  clock: Clock,
  caller: Caller,
  { name, scopes, projectId, expiresAt }: NewToken,
): Promise<{ token: Token; secret: string }> => {
  const now = clock.now();
  if (expiresAt !== null && expiresAt <= now)
    throw badRequest('The token would expire before it exists.', 'bad_expiry');
  const missing = scopes.find((scope) => !scopesOf(caller.role).includes(scope));
  if (missing !== undefined)
    throw new CulpritError('forbidden', 403, `Your role has no ${missing} access, so your token cannot have it.`);
  if (projectId !== null) requireProject(caller, projectId);
  const secret = `${PREFIX}${randomBytes(32).toString('base64url')}`;
  const row = await storage
    .as<AccountsTables>()
    .insertInto('api_token')
    .values({
      hash: sha256(secret),
      prefix: secret.slice(0, 10),
      user_id: caller.userId,
      name,
      scopes: JSON.stringify([...new Set(scopes)]),
      project_id: projectId,
      created_at: now,
      expires_at: expiresAt,
      last_used_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return { token: tokenOf(row), secret };
};

/**
 * The same token as `sentry-cli` understands it: server and organisation stand in it, so that the client needs no other setting. `url` as clients reach the
 * server; of it only the origin, for `sentry-cli` refuses an address with a path. https://github.com/getsentry/rfcs/blob/main/text/0091-ci-upload-tokens.md
 */
export const sentryCliToken = (secret: string, url: string, issuedAt: Instant): string => {
  const { origin } = new URL(url);
  const claims = { iat: Math.floor(issuedAt / SECOND), url: origin, region_url: origin, org: 'culprit' };
  const random = Buffer.from(secret.slice(PREFIX.length), 'base64url').toString('base64').replaceAll('=', '');
  return `sntrys_${Buffer.from(JSON.stringify(claims)).toString('base64')}_${random}`;
};

/** The secret that an `Authorization` header brings, in either form; null for anything else. */
export const secretIn = (authorization: string): string | null => {
  const [, plain] = /^bearer +(clp_[\w-]{1,100}) *$/i.exec(authorization) ?? [];
  if (plain !== undefined) return plain;
  const [, random] = /^bearer +sntrys_[A-Za-z0-9+/=]{1,2000}_([A-Za-z0-9+/]{1,100}) *$/i.exec(authorization) ?? [];
  return random === undefined ? null : `${PREFIX}${Buffer.from(random, 'base64').toString('base64url')}`;
};

/** The caller a secret stands for; null for an unknown or expired one. Notes the use, at most once a minute. */
export const findTokenCaller = async (storage: Storage, clock: Clock, secret: string): Promise<Caller | null> => {
  const now = clock.now();
  const [row] = await storage.query<TokenCaller>(
    'accounts token',
    `SELECT t.id, t.scopes, t.project_id, t.last_used_at, u.id AS user_id, u.email, u.role
     FROM api_token t JOIN user_account u ON u.id = t.user_id
     WHERE t.hash = ? AND coalesce(t.expires_at, ?) > ? AND u.disabled_at IS NULL`,
    [sha256(secret), now + 1, now],
  );
  if (row === undefined) return null;
  if (row.last_used_at === null || row.last_used_at <= now - MINUTE) {
    // The request does not wait for it, nor fail with it.
    noteUse(storage, row.id, now).catch(() => undefined);
  }
  const { user_id: userId, email, role, project_id: boundTo } = row;
  const scopes = narrow(JSON.parse(row.scopes) as Scope[], role);
  return {
    userId,
    email,
    role,
    scopes,
    projects: await projectsOf(storage, { userId, role }, boundTo),
    via: 'token',
    boundTo,
  };
};

/** A user's tokens, newest first; `before` is the last id of the page before. */
export const listTokens = async (queries: Queries, userId: number, before: number, limit: number): Promise<Token[]> => {
  const rows = await queries
    .as<AccountsTables>()
    .selectFrom('api_token')
    .selectAll()
    .where('user_id', '=', userId)
    .where('id', '<', before)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(tokenOf);
};

/** Returns whether the user had such a token. */
export const deleteToken = async (queries: Queries, userId: number, tokenId: number): Promise<boolean> => {
  const { numDeletedRows } = await queries
    .as<AccountsTables>()
    .deleteFrom('api_token')
    .where('user_id', '=', userId)
    .where('id', '=', tokenId)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
};

const noteUse = (storage: Storage, id: number, at: Instant): Promise<void> =>
  storage.updateMany(
    { table: 'api_token', keys: { id: 'integer' }, columns: { last_used_at: { type: 'integer', mode: 'max' } } },
    [{ id, last_used_at: at }],
  );

type TokenCaller = {
  id: number;
  scopes: string;
  project_id: number | null;
  last_used_at: number | null;
  user_id: number;
  email: string;
  role: Role;
};

const tokenOf = (row: {
  id: number;
  name: string;
  prefix: string;
  scopes: string;
  project_id: number | null;
  created_at: number;
  expires_at: number | null;
  last_used_at: number | null;
}): Token => ({
  id: row.id,
  name: row.name,
  prefix: row.prefix,
  scopes: JSON.parse(row.scopes) as Scope[],
  projectId: row.project_id,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  lastUsedAt: row.last_used_at,
});
