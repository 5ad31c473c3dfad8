import type { Instant } from '../../kit/index.ts';
import { conflict } from '../../kit/index.ts';
import type { Queries, Transaction } from '../../storage/index.ts';
import type { IssuesTables } from '../tables.ts';

/** A search that somebody keeps, with the rest of the list's address. */
export interface Saved {
  readonly id: number;
  readonly userId: number;
  readonly name: string;
  /** In its canonical form. */
  readonly query: string;
  /** Environment, period, sort and the like; only what differs from the defaults. */
  readonly view: Readonly<Record<string, string>>;
  /** Seen by everybody in the project. */
  readonly shared: boolean;
  /** Kept in sight by whoever asks. */
  readonly pinned: boolean;
  readonly createdAt: Instant;
}

/** Searches of one user in one project. */
export const MAX_SAVED = 100;

/** A user's own searches in a project and those that others share, by id, behind `after`. */
export const listSaved = async (
  queries: Queries,
  project: number,
  user: number,
  after: number,
  limit: number,
): Promise<Saved[]> => {
  const rows = await queries
    .as<IssuesTables>()
    .selectFrom('saved_search')
    .selectAll('saved_search')
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('saved_search_pin')
            .select('search_id')
            .whereRef('search_id', '=', 'saved_search.id')
            .where('saved_search_pin.user_id', '=', user),
        )
        .as('pinned'),
    )
    .where('project_id', '=', project)
    .where((eb) => eb.or([eb('user_id', '=', user), eb('shared', '=', 1)]))
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...savedOf(row), pinned: Boolean(row.pinned) }));
};

/** One that this user may see; null otherwise. */
export const findSaved = async (queries: Queries, project: number, user: number, id: number): Promise<Saved | null> => {
  const [found] = await listSaved(queries, project, user, id - 1, 1);
  return found?.id === id ? found : null;
};

export type SavedFields = Pick<Saved, 'name' | 'query' | 'view' | 'shared'>;

/** Throws 409 `search_name_taken` and `too_many_searches`. */
export const insertSaved = async (
  tx: Transaction,
  project: number,
  user: number,
  fields: SavedFields,
  now: Instant,
): Promise<Saved> => {
  await claimName(tx, project, user, fields.name, null);
  const row = await tx
    .as<IssuesTables>()
    .insertInto('saved_search')
    .values({ ...columnsOf(fields), project_id: project, user_id: user, created_at: now })
    .returningAll()
    .executeTakeFirstOrThrow();
  return { ...savedOf(row), pinned: false };
};

/** Throws 409 `search_name_taken`. */
export const updateSaved = async (
  tx: Transaction,
  project: number,
  { id, userId }: Pick<Saved, 'id' | 'userId'>,
  fields: SavedFields,
): Promise<void> => {
  await claimName(tx, project, userId, fields.name, id);
  await tx.as<IssuesTables>().updateTable('saved_search').set(columnsOf(fields)).where('id', '=', id).execute();
};

/** Keeps a search in this user's sight, or no longer. */
export const pinSaved = async (
  tx: Transaction,
  project: number,
  user: number,
  id: number,
  pinned: boolean,
): Promise<void> => {
  const db = tx.as<IssuesTables>();
  await db.deleteFrom('saved_search_pin').where('user_id', '=', user).where('search_id', '=', id).execute();
  if (pinned)
    await db.insertInto('saved_search_pin').values({ project_id: project, user_id: user, search_id: id }).execute();
};

export const deleteSaved = async (queries: Queries, project: number, id: number): Promise<void> => {
  await queries
    .as<IssuesTables>()
    .deleteFrom('saved_search_pin')
    .where('project_id', '=', project)
    .where('search_id', '=', id)
    .execute();
  await queries.as<IssuesTables>().deleteFrom('saved_search').where('id', '=', id).execute();
};

const claimName = async (
  tx: Transaction,
  project: number,
  user: number,
  name: string,
  own: number | null,
): Promise<void> => {
  await tx.lock(`saved searches ${project} ${user}`);
  const rows = await tx
    .as<IssuesTables>()
    .selectFrom('saved_search')
    .select(['id', 'name'])
    .where('project_id', '=', project)
    .where('user_id', '=', user)
    .execute();
  if (rows.some((row) => row.name === name && row.id !== own))
    throw conflict(`You have a search named "${name}" already.`, 'search_name_taken');
  if (own === null && rows.length >= MAX_SAVED)
    throw conflict(`You have ${MAX_SAVED} searches in this project; delete one first.`, 'too_many_searches');
};

const columnsOf = ({ name, query, view, shared }: SavedFields) => ({
  name,
  query,
  view: JSON.stringify(view),
  shared: shared ? 1 : 0,
});

const savedOf = (row: {
  id: number;
  user_id: number;
  name: string;
  query: string;
  view: string;
  shared: number;
  created_at: number;
}): Omit<Saved, 'pinned'> => ({
  id: row.id,
  userId: row.user_id,
  name: row.name,
  query: row.query,
  view: JSON.parse(row.view) as Record<string, string>,
  shared: row.shared === 1,
  createdAt: row.created_at,
});
