import type { Kysely, Selectable } from 'kysely';
import type { BulkInsert, Queries } from '../storage/index.ts';
import type { LanesTables } from './tables.ts';

/** Which dead letters: all that match every given property. */
export interface DeadLetterFilter {
  readonly ids?: readonly string[];
  readonly lane?: string;
  readonly project?: number;
  /** Of these projects alone: what a caller may see. */
  readonly projects?: readonly number[];
}

export type DeadLetterRow = Omit<Selectable<LanesTables['dead_letter']>, 'body'>;

const COLUMNS = [
  'id',
  'lane',
  'message',
  'key',
  'project',
  'error',
  'attempts',
  'published_at',
  'dead_at',
  'headers',
  'bytes',
] as const;

/** A message that dies again while its letter is still there changes it: `dead_at` always moves, so that whoever replayed it sees that it is another death. */
export const deadLetterInsert: BulkInsert = {
  table: 'dead_letter',
  columns: {
    id: 'text',
    lane: 'text',
    message: 'text',
    key: 'text',
    project: 'integer',
    error: 'text',
    attempts: 'integer',
    published_at: 'integer',
    dead_at: 'integer',
    headers: 'text',
    bytes: 'integer',
    body: 'blob',
  },
  conflict: {
    keys: ['id'],
    set: {
      error: 'excluded.error',
      attempts: 'excluded.attempts',
      dead_at:
        'CASE WHEN excluded.dead_at > dead_letter.dead_at THEN excluded.dead_at ELSE dead_letter.dead_at + 1 END',
    },
  },
};

/** Another try of a message that may have ended a process. */
export const tryInsert: BulkInsert = {
  table: 'lane_try',
  columns: { id: 'text', tries: 'integer' },
  conflict: { keys: ['id'], set: { tries: 'lane_try.tries + 1' } },
  returning: ['tries'],
};

export const deleteTry = async (queries: Queries, id: string): Promise<void> => {
  await queries.as<LanesTables>().deleteFrom('lane_try').where('id', '=', id).execute();
};

/** The newest first, those before `before`. */
export const listDeadLetters = (
  queries: Queries,
  filter: DeadLetterFilter,
  before: { readonly deadAt: number; readonly id: string } | null,
  limit: number,
): Promise<DeadLetterRow[]> => {
  let query = matching(queries.as<LanesTables>(), filter);
  if (before !== null)
    query = query.where((where) => where(where.refTuple('dead_at', 'id'), '<', where.tuple(before.deadAt, before.id)));
  return query.select(COLUMNS).orderBy('dead_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
};

/** In the order in which they were published (UUIDv7), those behind `after` that died until `until`. Without their bodies. */
export const listForReplay = (
  queries: Queries,
  filter: DeadLetterFilter,
  after: string,
  until: number,
  limit: number,
): Promise<DeadLetterRow[]> =>
  matching(queries.as<LanesTables>(), filter)
    .where('id', '>', after)
    .where('dead_at', '<=', until)
    .select(COLUMNS)
    .orderBy('id')
    .limit(limit)
    .execute();

export const getDeadLetter = (queries: Queries, id: string): Promise<DeadLetterRow | undefined> =>
  queries.as<LanesTables>().selectFrom('dead_letter').where('id', '=', id).select(COLUMNS).executeTakeFirst();

export const getBody = async (queries: Queries, id: string): Promise<Uint8Array | undefined> =>
  (await queries.as<LanesTables>().selectFrom('dead_letter').where('id', '=', id).select('body').executeTakeFirst())
    ?.body;

/** Returns how many there were. */
export const deleteDeadLetters = async (queries: Queries, filter: DeadLetterFilter): Promise<number> => {
  if (filter.ids?.length === 0 || filter.projects?.length === 0) return 0;
  let query = queries.as<LanesTables>().deleteFrom('dead_letter');
  if (filter.ids !== undefined) query = query.where('id', 'in', filter.ids);
  if (filter.lane !== undefined) query = query.where('lane', '=', filter.lane);
  if (filter.project !== undefined) query = query.where('project', '=', filter.project);
  if (filter.projects !== undefined)
    query = query.where('project', 'in', filter.projects.length === 0 ? [-1] : filter.projects);
  return Number((await query.executeTakeFirst()).numDeletedRows);
};

/** Deletes one letter, unless its message has died again since it was read. Returns whether it did. */
export const deleteDeath = async (queries: Queries, { id, dead_at }: DeadLetterRow): Promise<boolean> => {
  const { numDeletedRows } = await queries
    .as<LanesTables>()
    .deleteFrom('dead_letter')
    .where('id', '=', id)
    .where('dead_at', '=', dead_at)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
};

export const countDeadLetters = async (queries: Queries): Promise<Record<string, number>> => {
  const rows = await queries
    .as<LanesTables>()
    .selectFrom('dead_letter')
    .select((select) => ['lane', select.fn.countAll<number>().as('count')])
    .groupBy('lane')
    .execute();
  return Object.fromEntries(rows.map(({ lane, count }) => [lane, count]));
};

export const factInsert: BulkInsert = {
  table: 'outbox_fact',
  columns: { id: 'text', kind: 'text', key: 'text', headers: 'text', data: 'text' },
};

export const oldestFacts = (queries: Queries, limit: number): Promise<Selectable<LanesTables['outbox_fact']>[]> =>
  queries.as<LanesTables>().selectFrom('outbox_fact').selectAll().orderBy('id').limit(limit).execute();

export const deleteFacts = async (queries: Queries, ids: readonly string[]): Promise<void> => {
  await queries.as<LanesTables>().deleteFrom('outbox_fact').where('id', 'in', ids).execute();
};

const matching = (db: Kysely<LanesTables>, filter: DeadLetterFilter) => {
  let query = db.selectFrom('dead_letter');
  // An empty list is no SQL on PostgreSQL; no id is empty.
  if (filter.ids !== undefined) query = query.where('id', 'in', filter.ids.length === 0 ? [''] : filter.ids);
  if (filter.lane !== undefined) query = query.where('lane', '=', filter.lane);
  if (filter.project !== undefined) query = query.where('project', '=', filter.project);
  if (filter.projects !== undefined)
    query = query.where('project', 'in', filter.projects.length === 0 ? [-1] : filter.projects);
  return query;
};
