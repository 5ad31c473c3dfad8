import { sql } from 'kysely';
import type { Instant } from '../../kit/index.ts';
import { DAY } from '../../kit/index.ts';
import type { Queries } from '../../storage/index.ts';
import { scopes, widthOf, widths } from '../digest/counts.ts';
import { statusPoints } from '../lifecycle/state.ts';
import type { IssuesTables } from '../tables.ts';

/** What happened to an issue, the newest first, before the row `before`, and what was said of the `parts` that were merged into it. */
export const historyOf = (
  queries: Queries,
  { issue, parts }: { readonly issue: number; readonly parts: readonly number[] },
  before: number | null,
  limit: number,
) => {
  let select = queries
    .as<IssuesTables>()
    .selectFrom('turning_point')
    .selectAll()
    .where('issue_id', 'in', [issue, ...parts]);
  if (parts.length > 0) select = select.where((eb) => eb.or([eb('issue_id', '=', issue), eb('kind', '=', 'comment')]));
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

/** Whom these comments name, and by which handle, by comment. */
export const mentionsOf = async (queries: Queries, comments: readonly number[]) => {
  if (comments.length === 0) return new Map<number, { user_id: number; handle: string }[]>();
  const rows = await queries
    .as<IssuesTables>()
    .selectFrom('issue_mention')
    .select(['comment_id', 'user_id', 'handle'])
    .where('comment_id', 'in', comments)
    .orderBy('handle')
    .execute();
  return Map.groupBy(rows, ({ comment_id }) => comment_id);
};

/** The newest turning points of an issue, of those kinds that can be taken back: where it stands, whose it is, how urgent. */
export const latestOf = async (queries: Queries, issue: number): Promise<number[]> => {
  const rows = await queries
    .as<IssuesTables>()
    .selectFrom('turning_point')
    .select((eb) => ['kind', eb.fn.max('id').as('id')])
    .where('issue_id', '=', issue)
    .where('kind', 'in', [...statusPoints, 'assigned', 'prioritized'])
    .groupBy('kind')
    .execute();
  const of = (kinds: readonly string[]) =>
    Math.max(0, ...rows.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id));
  return [of(statusPoints), of(['assigned']), of(['prioritized'])].filter((id) => id > 0);
};

/** What takes these turning points back, and how many issues it concerned; those that cannot be taken back are absent. */
export const undoOf = async (queries: Queries, points: readonly number[]) => {
  if (points.length === 0) return new Map<number, { operation: string; issues: number }>();
  const rows = await queries
    .as<IssuesTables>()
    .selectFrom('operation_entry')
    .innerJoin('operation', 'operation.id', 'operation_entry.operation_id')
    .select(['operation_entry.point_id', 'operation.id', 'operation.changed'])
    .where('operation_entry.point_id', 'in', points)
    .where('operation.status', '=', 'done')
    .execute();
  return new Map(rows.map(({ point_id, id, changed }) => [point_id ?? 0, { operation: id, issues: changed }]));
};

/** Events of an issue received since, to the minute; of longer ago to the hour, then to the day. Counts what is no longer stored too. */
export const eventsSince = async (queries: Queries, issue: number, since: Instant, now: Instant): Promise<number> => {
  const width = now - since <= DAY ? widthOf.minute : now - since <= 30 * DAY ? widthOf.hour : widthOf.day;
  const { events } = await queries
    .as<IssuesTables>()
    .selectFrom('event_count')
    .select((eb) => eb.fn.coalesce(eb.fn.sum<number>('events'), sql<number>`0`).as('events'))
    .where('scope', '=', scopes.issue)
    .where('id', '=', issue)
    .where('width', '=', width)
    .where('start', '>', since - widths[width])
    .executeTakeFirstOrThrow();
  return events;
};
