import { randomBytes } from 'node:crypto';
import type { Clock, Instant } from '../kit/index.ts';
import { DAY, MINUTE, sha256, toHex } from '../kit/index.ts';
import type { Queries, Storage } from '../storage/index.ts';
import type { AccountsTables } from './tables.ts';
import type { Role, User } from './types.ts';

/** How long a session lasts after it was last used. */
export const SESSION_LIFE = 30 * DAY;

export interface OpenSession {
  readonly user: User;
  readonly expiresAt: Instant;
  readonly lastUsedAt: Instant;
}

/** Where a session is used, so that its user knows it again. */
export interface Client {
  readonly address: string;
  readonly userAgent: string | null;
}

/** A session as its user sees it in a list. */
export interface ListedSession {
  /** 16 hexadecimal digits; nobody gets in with them. */
  readonly id: string;
  readonly createdAt: Instant;
  /** To ten minutes. */
  readonly lastUsedAt: Instant;
  readonly expiresAt: Instant;
  readonly address: string | null;
  readonly userAgent: string | null;
}

/** Opens a session and returns its secret, of which only the hash is kept. Expired sessions are cleared on the way. */
export const openSession = async (storage: Storage, clock: Clock, userId: number, client: Client): Promise<string> => {
  const secret = randomBytes(32).toString('base64url');
  const now = clock.now();
  await storage.transaction(async (tx) => {
    const db = tx.as<AccountsTables>();
    await db.deleteFrom('session').where('expires_at', '<=', now).execute();
    await db
      .insertInto('session')
      .values({
        hash: sha256(secret),
        user_id: userId,
        created_at: now,
        expires_at: now + SESSION_LIFE,
        last_used_at: now,
        address: client.address,
        user_agent: client.userAgent?.slice(0, 300) ?? null,
      })
      .execute();
  });
  return secret;
};

/** Who holds this secret; null for an unknown or expired one, and for people who may not sign in any more. */
export const findSession = async (storage: Storage, clock: Clock, secret: string): Promise<OpenSession | null> => {
  const [row] = await storage.query<SessionUser>(
    'accounts session',
    `SELECT u.id, u.email, u.name, u.role, s.created_at, s.expires_at, s.last_used_at
     FROM session s JOIN user_account u ON u.id = s.user_id
     WHERE s.hash = ? AND s.expires_at > ? AND u.disabled_at IS NULL`,
    [sha256(secret), clock.now()],
  );
  if (row === undefined) return null;
  const { expires_at: expiresAt, last_used_at, created_at, ...user } = row;
  return { user, expiresAt, lastUsedAt: last_used_at ?? created_at };
};

/** Notes the use of a session every ten minutes, and lets it last on once a day. Returns whether its cookie must be sent anew. */
export const noteSessionUse = async (
  storage: Storage,
  clock: Clock,
  secret: string,
  { expiresAt, lastUsedAt }: Pick<OpenSession, 'expiresAt' | 'lastUsedAt'>,
): Promise<boolean> => {
  const now = clock.now();
  const prolong = expiresAt - now <= SESSION_LIFE - DAY;
  if (!prolong && now - lastUsedAt < 10 * MINUTE) return false;
  await storage
    .as<AccountsTables>()
    .updateTable('session')
    .set({ last_used_at: now, ...(prolong ? { expires_at: now + SESSION_LIFE } : {}) })
    .where('hash', '=', sha256(secret))
    .execute();
  return prolong;
};

export const closeSession = async (storage: Storage, secret: string): Promise<void> => {
  await storage.as<AccountsTables>().deleteFrom('session').where('hash', '=', sha256(secret)).execute();
};

/** A user's sessions that still work, the last used first. They are few: 30 days of signing in. */
export const listSessions = async (queries: Queries, clock: Clock, userId: number): Promise<ListedSession[]> => {
  const rows = await queries
    .as<AccountsTables>()
    .selectFrom('session')
    .selectAll()
    .where('user_id', '=', userId)
    .where('expires_at', '>', clock.now())
    .execute();
  const sessions = rows.map((row) => ({
    id: idOf(row.hash),
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at ?? row.created_at,
    expiresAt: row.expires_at,
    address: row.address,
    userAgent: row.user_agent,
  }));
  return sessions.sort((a, b) => b.lastUsedAt - a.lastUsedAt || a.id.localeCompare(b.id));
};

/** The id under which the session with this secret is listed. */
export const sessionIdOf = (secret: string): string => idOf(sha256(secret));

/** Ends one session of a user. Returns whether there was such a one. */
export const closeSessionById = async (queries: Queries, userId: number, id: string): Promise<boolean> => {
  const db = queries.as<AccountsTables>();
  const rows = await db.selectFrom('session').select('hash').where('user_id', '=', userId).execute();
  const found = rows.find(({ hash }) => idOf(hash) === id);
  if (found === undefined) return false;
  await db.deleteFrom('session').where('hash', '=', found.hash).execute();
  return true;
};

/** Ends all sessions of a user, but for the one with the secret `except`. */
export const closeSessions = async (queries: Queries, userId: number, except: string | null): Promise<void> => {
  let sessions = queries.as<AccountsTables>().deleteFrom('session').where('user_id', '=', userId);
  if (except !== null) sessions = sessions.where('hash', '!=', sha256(except));
  await sessions.execute();
};

type SessionUser = {
  id: number;
  email: string;
  name: string;
  role: Role;
  created_at: number;
  expires_at: number;
  last_used_at: number | null;
};

const idOf = (hash: Uint8Array): string => toHex(hash.subarray(0, 8));
