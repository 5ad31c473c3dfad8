import { sql } from 'kysely';
import type { Queries } from '../storage/index.ts';
import { seesProject } from './memberships.ts';
import type { Person } from './people.ts';
import type { AccountsTables } from './tables.ts';

/**
 * People are named in comments by what stands before the @ of their address, `@ada`, where only one of those who see the project has it; the whole address,
 * `@ada@example.org`, always names one.
 */
export interface MentionablePerson extends Person {
  readonly handle: string;
}

/** The people who see the project and are named by these handles, any case, by handle; what names nobody, or two, is absent. */
export const peopleByHandle = async (
  queries: Queries,
  projectId: number,
  handles: readonly string[],
): Promise<Map<string, Person>> => {
  const wanted = [...new Set(handles.map((handle) => handle.toLowerCase()))];
  const people = await withNames(queries, projectId, [...new Set(wanted.map(localPart))]);
  const found = new Map<string, Person>();
  for (const handle of wanted) {
    const named = people.filter(({ email }) => email === handle || localPart(email) === handle);
    const [only] = named;
    if (only !== undefined && named.length === 1) found.set(handle, only);
  }
  return found;
};

/** People who see the project whose name, a word of it, or address begins so, by address; each with a handle that names nobody else. */
export const mentionablePeople = async (
  queries: Queries,
  projectId: number,
  prefix: string,
  limit: number,
): Promise<MentionablePerson[]> => {
  const start = prefix.toLowerCase().replaceAll(/[\\%_]/g, '\\$&');
  const begins = (text: string) => sql<boolean>`lower(${sql.ref('name')}) like ${text} escape '\\'`;
  const people = await queries
    .as<AccountsTables>()
    .selectFrom('user_account')
    .select(['id', 'name', 'email'])
    .where(seesProject(projectId))
    .where((where) =>
      where.or([sql<boolean>`email like ${`${start}%`} escape '\\'`, begins(`${start}%`), begins(`% ${start}%`)]),
    )
    .orderBy('email')
    .limit(limit)
    .execute();
  const unique = await peopleByHandle(
    queries,
    projectId,
    people.map(({ email }) => localPart(email)),
  );
  return people.map((person) => {
    const local = localPart(person.email);
    return { ...person, handle: unique.get(local)?.id === person.id ? local : person.email };
  });
};

/** Everybody who sees the project whose address begins with one of these names and an @. */
const withNames = async (queries: Queries, projectId: number, names: readonly string[]): Promise<Person[]> => {
  if (names.length === 0) return [];
  return await queries
    .as<AccountsTables>()
    .selectFrom('user_account')
    .select(['id', 'name', 'email'])
    .where(seesProject(projectId))
    .where((where) => where.or(names.map((name) => where('email', 'like', `${name}@%`))))
    .orderBy('id')
    .execute();
};

const localPart = (email: string): string => email.split('@', 1)[0] ?? '';
