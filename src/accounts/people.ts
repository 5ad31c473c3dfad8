import type { Queries } from '../storage/index.ts';
import { projectsOf, sees } from './access.ts';
import type { AccountsTables } from './tables.ts';
import { findUser } from './user-store.ts';

/** How other rooms name a person. */
export interface Person {
  readonly id: number;
  readonly name: string;
  readonly email: string;
}

/** The people with these ids; those who are gone are absent. */
export const peopleById = async (queries: Queries, ids: readonly number[]): Promise<Map<number, Person>> => {
  if (ids.length === 0) return new Map();
  const rows = await queries
    .as<AccountsTables>()
    .selectFrom('user_account')
    .select(['id', 'name', 'email'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
};

/** The person with this address; null: there is none. */
export const personByEmail = async (queries: Queries, email: string): Promise<Person | null> =>
  (await queries
    .as<AccountsTables>()
    .selectFrom('user_account')
    .select(['id', 'name', 'email'])
    .where('email', '=', email.trim().toLowerCase())
    .executeTakeFirst()) ?? null;

/** Whether this user is active and sees the project: only then work can be theirs. */
export const canWorkOn = async (queries: Queries, userId: number, projectId: number): Promise<boolean> => {
  const user = await findUser(queries, userId);
  if (user === null || user.disabledAt !== null) return false;
  return sees({ projects: await projectsOf(queries, { userId, role: user.role }, null) }, projectId);
};
