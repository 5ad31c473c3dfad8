import type { Queries } from '../storage/index.ts';
import type { AccountsTables } from './tables.ts';
import type { Account, Role, User } from './types.ts';

/** Throws a unique violation where the address is taken. */
export const insertUser = async (
  queries: Queries,
  user: Omit<User, 'id'> & { readonly password: string; readonly createdAt: number },
): Promise<Account> => {
  const { createdAt, ...rest } = user;
  const row = await queries
    .as<AccountsTables>()
    .insertInto('user_account')
    .values({ ...rest, created_at: createdAt, disabled_at: null })
    .returning(columns)
    .executeTakeFirstOrThrow();
  return accountOf(row);
};

export const hasUsers = async (queries: Queries): Promise<boolean> =>
  (await queries.as<AccountsTables>().selectFrom('user_account').select('id').limit(1).executeTakeFirst()) !==
  undefined;

/** Whether somebody is left who may do everything. */
export const hasActiveOwner = async (queries: Queries): Promise<boolean> => {
  const owner = await queries
    .as<AccountsTables>()
    .selectFrom('user_account')
    .select('id')
    .where('role', '=', 'owner')
    .where('disabled_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return owner !== undefined;
};

/** In order of making; `after` is the last id of the page before. */
export const listUsers = async (queries: Queries, after: number, limit: number): Promise<Account[]> => {
  const rows = await queries
    .as<AccountsTables>()
    .selectFrom('user_account')
    .select(columns)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(accountOf);
};

export const findUser = async (queries: Queries, id: number): Promise<Account | null> => {
  const row = await queries
    .as<AccountsTables>()
    .selectFrom('user_account')
    .select(columns)
    .where('id', '=', id)
    .executeTakeFirst();
  return row === undefined ? null : accountOf(row);
};

/** With the hash of the password. The address as `normalEmail` gives it. */
export const findUserByEmail = async (
  queries: Queries,
  email: string,
): Promise<(Account & { readonly password: string }) | null> => {
  const row = await queries
    .as<AccountsTables>()
    .selectFrom('user_account')
    .select([...columns, 'password'])
    .where('email', '=', email)
    .executeTakeFirst();
  return row === undefined ? null : { ...accountOf(row), password: row.password };
};

export const renameUser = async (queries: Queries, id: number, name: string): Promise<void> => {
  await queries.as<AccountsTables>().updateTable('user_account').set({ name }).where('id', '=', id).execute();
};

/** Throws a unique violation where the address is taken. */
export const updateUser = async (
  queries: Queries,
  id: number,
  change: { email: string; name: string; role: Role; disabledAt: number | null },
): Promise<void> => {
  const { disabledAt, ...rest } = change;
  await queries
    .as<AccountsTables>()
    .updateTable('user_account')
    .set({ ...rest, disabled_at: disabledAt })
    .where('id', '=', id)
    .execute();
};

export const setPassword = async (queries: Queries, id: number, hashed: string): Promise<void> => {
  await queries
    .as<AccountsTables>()
    .updateTable('user_account')
    .set({ password: hashed })
    .where('id', '=', id)
    .execute();
};

/** With their sessions, tokens, memberships and open invitations. */
export const deleteUser = async (queries: Queries, id: number): Promise<void> => {
  await queries.as<AccountsTables>().deleteFrom('user_account').where('id', '=', id).execute();
};

const columns = ['id', 'email', 'name', 'role', 'created_at', 'disabled_at'] as const;

const accountOf = (row: {
  id: number;
  email: string;
  name: string;
  role: Role;
  created_at: number;
  disabled_at: number | null;
}): Account => ({
  id: row.id,
  email: row.email,
  name: row.name,
  role: row.role,
  createdAt: row.created_at,
  disabledAt: row.disabled_at,
});
