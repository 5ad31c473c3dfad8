import type { Clock } from '../kit/index.ts';
import { badRequest, conflict } from '../kit/index.ts';
import type { Queries, Storage } from '../storage/index.ts';
import { isUniqueViolation } from '../storage/index.ts';
import { joinTeams } from './memberships.ts';
import { checkPassword, hashPassword } from './passwords.ts';
import type { Account, Role } from './types.ts';
import { hasUsers, insertUser } from './user-store.ts';

export interface NewUser {
  readonly email: string;
  readonly password: string;
  readonly name?: string;
  /** Teams to join; those that do not exist are passed over. */
  readonly teamIds?: readonly number[];
}

/** Throws `bad_email`, `weak_password`, `email_taken`. `before` runs first in the same transaction. */
export const createUser = async (
  storage: Storage,
  clock: Clock,
  user: NewUser & { role: Role },
  before: (tx: Queries) => Promise<void> = async () => undefined,
): Promise<Account> => {
  const row = await toRow(user, user.role, clock);
  try {
    return await storage.transaction(async (tx) => {
      await before(tx);
      const account = await insertUser(tx, row);
      await joinTeams(tx, account.id, user.teamIds ?? []);
      return account;
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw emailTaken(row.email);
    throw error;
  }
};

/** The first user, who owns the installation. Throws `already_set_up` where there is a user, whoever comes at the same moment. */
export const createOwner = async (storage: Storage, clock: Clock, user: NewUser): Promise<Account> => {
  if (await hasUsers(storage)) throw alreadySetUp();
  const row = await toRow(user, 'owner', clock);
  return await storage.transaction(async (tx) => {
    await tx.lock('accounts first user');
    if (await hasUsers(tx)) throw alreadySetUp();
    return await insertUser(tx, row);
  });
};

/** Creates the owner at the first start; later starts change nothing. Returns whether it was created. */
export const ensureOwner = async (storage: Storage, clock: Clock, user: NewUser): Promise<boolean> => {
  try {
    await createOwner(storage, clock, user);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'already_set_up') return false;
    throw error;
  }
};

/** As addresses are kept and compared. */
export const normalEmail = (email: string): string => email.trim().toLowerCase();

/** The address as it is kept. Throws `bad_email`. */
export const checkEmail = (email: string): string => {
  const normal = normalEmail(email);
  if (/^[^\s@]+@[^\s@]+$/.test(normal) && normal.length <= 254) return normal;
  throw badRequest(`${JSON.stringify(email.slice(0, 254))} is not an e-mail address.`, 'bad_email');
};

export const emailTaken = (email: string): Error => conflict(`There is a user ${email} already.`, 'email_taken');

const toRow = async ({ email, password, name }: NewUser, role: Role, clock: Clock) => {
  const normal = checkEmail(email);
  checkPassword(password);
  return {
    email: normal,
    name: name?.trim() || (normal.split('@')[0] ?? normal),
    role,
    password: await hashPassword(password),
    createdAt: clock.now(),
  };
};

const alreadySetUp = () => conflict('The installation has its owner already: sign in.', 'already_set_up');
