import type { Clock } from '../kit/index.ts';
import { conflict, notFound } from '../kit/index.ts';
import type { Storage, Transaction } from '../storage/index.ts';
import { isUniqueViolation } from '../storage/index.ts';
import { requireRank } from './access.ts';
import { dropResets } from './password-resets.ts';
import { closeSessions } from './sessions.ts';
import type { Account, Caller, Role } from './types.ts';
import { deleteUser, findUser, hasActiveOwner, updateUser } from './user-store.ts';
import { checkEmail, emailTaken } from './users.ts';

export interface UserChange {
  readonly email?: string;
  readonly name?: string;
  readonly role?: Role;
  /** False: may not sign in, and neither may their tokens. */
  readonly active?: boolean;
}

/** Whoever changes somebody; null: the command line, which stands above all roles. */
export type Actor = Pick<Caller, 'userId' | 'role'> | null;

/**
 * Changes a user. Nobody touches somebody above them or raises somebody above themselves, nobody locks themselves out, and one owner always remains.
 * Throws `not_found`, `forbidden`, `own_account`, `last_owner`, `bad_email`, `email_taken`.
 */
export const changeUser = (
  storage: Storage,
  clock: Clock,
  actor: Actor,
  userId: number,
  change: UserChange,
): Promise<Account> =>
  guarded(storage, actor, userId, async (tx, user) => {
    const email = change.email === undefined ? user.email : checkEmail(change.email);
    const role = change.role ?? user.role;
    const active = change.active ?? user.disabledAt === null;
    requireRank(actor, role);
    if (!active && actor?.userId === userId) throw ownAccount('deactivate');
    const next = {
      email,
      name: change.name?.trim() || user.name,
      role,
      disabledAt: active ? null : (user.disabledAt ?? clock.now()),
    };
    try {
      await updateUser(tx, userId, next);
    } catch (error) {
      throw isUniqueViolation(error) ? emailTaken(email) : error;
    }
    if (!active) await closeSessions(tx, userId, null);
    // A link that went to the old address must not open the account.
    if (email !== user.email) await dropResets(tx, userId);
    return { ...user, ...next };
  });

/** Removes a user with all that is theirs alone: sessions, tokens, open invitations. Throws `not_found`, `forbidden`, `own_account`, `last_owner`. */
export const removeUser = (storage: Storage, actor: Actor, userId: number): Promise<void> =>
  guarded(storage, actor, userId, async (tx) => {
    if (actor?.userId === userId) throw ownAccount('remove');
    await deleteUser(tx, userId);
  });

/** The user, where the actor is not below them. Throws `not_found`, `forbidden`. */
export const userBelow = async (storage: Storage, actor: Actor, userId: number): Promise<Account> => {
  const user = await findUser(storage, userId);
  if (user === null) throw notFound('The user');
  requireRank(actor, user.role);
  return user;
};

const guarded = <Result>(
  storage: Storage,
  actor: Actor,
  userId: number,
  work: (tx: Transaction, user: Account) => Promise<Result>,
): Promise<Result> =>
  storage.transaction(async (tx) => {
    // Two owners who demote each other at the same moment must not both succeed.
    await tx.lock('accounts users');
    const user = await findUser(tx, userId);
    if (user === null) throw notFound('The user');
    requireRank(actor, user.role);
    const result = await work(tx, user);
    const owned = user.role === 'owner' && user.disabledAt === null;
    if (owned && !(await hasActiveOwner(tx)))
      throw conflict('This is the last owner who may sign in: make somebody else an owner first.', 'last_owner');
    return result;
  });

const ownAccount = (verb: string) =>
  conflict(`You cannot ${verb} your own account: another administrator can.`, 'own_account');
