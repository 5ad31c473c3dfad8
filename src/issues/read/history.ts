import type { Queries } from '../../storage/index.ts';
import type { IssuesTables } from '../tables.ts';

/** What happened to an issue, the newest first, before the row `before`; with the comments that were not deleted. */
export const historyOf = (queries: Queries, issue: number, before: number | null, limit: number) => {
  let select = queries.as<IssuesTables>().selectFrom('turning_point').selectAll().where('issue_id', '=', issue);
  if (before !== null) select = select.where('id', '<', before);
  return select.orderBy('id', 'desc').limit(limit).execute();
};

/** Comments by id; deleted ones without their text. */
export const commentsById = async (queries: Queries, ids: readonly number[]) => {
  if (ids.length === 0) return new Map();
  const rows = await queries
    .as<IssuesTables>()
    .selectFrom('issue_comment')
    .select(['id', 'body', 'edited_at', 'deleted_at'])
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
};

/** Events of an issue received since. */
export const eventsSince = async (queries: Queries, issue: number, since: number): Promise<number> => {
  const { events } = await queries
    .as<IssuesTables>()
    .selectFrom('event')
    .select((eb) => eb.fn.countAll<number>().as('events'))
    .where('issue_id', '=', issue)
    .where('received_at', '>=', since)
    .executeTakeFirstOrThrow();
  return events;
};
