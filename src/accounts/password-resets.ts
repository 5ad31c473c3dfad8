import { randomBytes } from 'node:crypto';
import type { Clock, Instant } from '../kit/index.ts';
import { CulpritError, HOUR, sha256 } from '../kit/index.ts';
import type { Queries, Storage } from '../storage/index.ts';
import { checkPassword, hashPassword } from './passwords.ts';
import { closeSessions } from './sessions.ts';
import type { AccountsTables } from './tables.ts';
import { setPassword } from './user-store.ts';

/** How long the link that sets a new password works. */
export const RESET_LIFE = HOUR;

/** A secret that sets a user's password, once, within an hour. Only its hash is kept. */
export const createReset = async (
  storage: Storage,
  clock: Clock,
  userId: number,
): Promise<{ secret: string; expiresAt: Instant }> => {
  const secret = randomBytes(32).toString('base64url');
  const now = clock.now();
  const expiresAt = now + RESET_LIFE;
  await storage.transaction(async (tx) => {
    const db = tx.as<AccountsTables>();
    await db.deleteFrom('password_reset').where('expires_at', '<=', now).execute();
    await db
      .insertInto('password_reset')
      .values({ hash: sha256(secret), user_id: userId, created_at: now, expires_at: expiresAt })
      .execute();
  });
  return { secret, expiresAt };
};

/**
 * Sets the password by such a secret. Ends all sessions of the user, for one of them may be whoever took the account, and all other open links.
 * Throws `reset_gone` 410, `weak_password`.
 */
export const useReset = async (storage: Storage, clock: Clock, secret: string, password: string): Promise<void> => {
  const hash = sha256(secret);
  // Before the password is hashed: a guessed link must cost next to nothing.
  if ((await userOf(storage, clock, hash)) === null) throw gone();
  checkPassword(password);
  const hashed = await hashPassword(password);
  await storage.transaction(async (tx) => {
    await tx.lock('accounts password resets');
    const userId = await userOf(tx, clock, hash);
    if (userId === null) throw gone();
    await changePassword(tx, userId, hashed, null);
  });
};

/** Sets a password: all sessions but the one with the secret `session` end, and so do all links that would set another. */
export const changePassword = async (
  tx: Queries,
  userId: number,
  hashed: string,
  session: string | null,
): Promise<void> => {
  await setPassword(tx, userId, hashed);
  await dropResets(tx, userId);
  await closeSessions(tx, userId, session);
};

/** Makes the open links of a user worthless. */
export const dropResets = async (queries: Queries, userId: number): Promise<void> => {
  await queries.as<AccountsTables>().deleteFrom('password_reset').where('user_id', '=', userId).execute();
};

const userOf = async (queries: Queries, clock: Clock, hash: Uint8Array): Promise<number | null> => {
  const row = await queries
    .as<AccountsTables>()
    .selectFrom('password_reset')
    .innerJoin('user_account', 'id', 'user_id')
    .select('user_id')
    .where('hash', '=', hash)
    .where('expires_at', '>', clock.now())
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  return row?.user_id ?? null;
};

const gone = () => new CulpritError('reset_gone', 410, 'This link has been used or has expired: ask for a new one.');
