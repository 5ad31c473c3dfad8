import type { Queries } from '../../storage/index.ts';
import { statuses } from '../lifecycle/rows.ts';
import type { IssuesTables } from '../tables.ts';

/** Whose events. */
export type EventScope = { readonly project: number } | { readonly issue: number; readonly environment: number | null };

const columns = [
  'event.id',
  'event.event_id',
  'event.project_id',
  'event.issue_id',
  'event.digest_order',
  'event.title',
  'event.timestamp',
  'event.received_at',
  'event.level',
  'event.platform',
  'event.user_text',
  'release.version as release',
  'environment.name as environment',
] as const;

const withNames = (queries: Queries) =>
  queries
    .as<IssuesTables>()
    .selectFrom('event')
    .leftJoin('release', 'release.id', 'event.release_id')
    .leftJoin('environment', 'environment.id', 'event.environment_id')
    .select(columns);

export type EventRow = Awaited<ReturnType<typeof listEvents>>[number];

/** Events (not those of deleted issues), the newest first, those before `before` (a digest order). */
export const listEvents = (queries: Queries, scope: EventScope, before: number | null, limit: number) => {
  let select = withNames(queries).orderBy('event.digest_order', 'desc').limit(limit);
  if ('project' in scope)
    select = select
      .innerJoin('issue', 'issue.id', 'event.issue_id')
      .where('issue.status', '<', statuses.deleted)
      .where('event.project_id', '=', scope.project);
  else {
    select = select.where('event.issue_id', '=', scope.issue);
    if (scope.environment !== null) select = select.where('event.environment_id', '=', scope.environment);
  }
  if (before !== null) select = select.where('event.digest_order', '<', before);
  return select.execute();
};

/** Where an event stands: its own numbers. */
export interface EventPlace {
  readonly id: number;
  readonly issue_id: number;
  readonly project_id: number;
  readonly digest_order: number;
  readonly event_id: Uint8Array;
}

const place = ['event.id', 'event.issue_id', 'event.project_id', 'event.digest_order', 'event.event_id'] as const;

/** An event of a project by its id, unless its issue was deleted. */
export const eventById = (queries: Queries, project: number, eventId: Uint8Array): Promise<EventPlace | undefined> =>
  queries
    .as<IssuesTables>()
    .selectFrom('event')
    .innerJoin('issue', 'issue.id', 'event.issue_id')
    .select(place)
    .where('event.project_id', '=', project)
    .where('event.event_id', '=', eventId)
    .where('issue.status', '<', statuses.deleted)
    .executeTakeFirst();

/** The first or the latest of an issue's stored events, or the nearest before or after an order. */
export const eventOfIssue = (
  queries: Queries,
  issue: number,
  end: 'first' | 'latest',
  from: { readonly before: number } | { readonly after: number } | null = null,
): Promise<EventPlace | undefined> => {
  let select = queries.as<IssuesTables>().selectFrom('event').select(place).where('issue_id', '=', issue);
  if (from !== null)
    select =
      'before' in from ? select.where('digest_order', '<', from.before) : select.where('digest_order', '>', from.after);
  return select
    .orderBy('digest_order', end === 'first' ? 'asc' : 'desc')
    .limit(1)
    .executeTakeFirst();
};

export const bodyOf = async (queries: Queries, event: number): Promise<Uint8Array | undefined> => {
  const row = await queries
    .as<IssuesTables>()
    .selectFrom('event_body')
    .select('body')
    .where('id', '=', event)
    .executeTakeFirst();
  return row?.body;
};

/** The attachments of an event, in the order they came; at most 100. */
export const attachmentsOf = (queries: Queries, project: number, eventId: Uint8Array) =>
  queries
    .as<IssuesTables>()
    .selectFrom('event_attachment')
    .selectAll()
    .where('project_id', '=', project)
    .where('event_id', '=', eventId)
    .orderBy('id')
    .limit(100)
    .execute();

/** The oldest or the newest event of a project. */
export const eventOfProject = (queries: Queries, project: number, end: 'first' | 'latest') =>
  queries
    .as<IssuesTables>()
    .selectFrom('event')
    .select([...place, 'event.received_at'])
    .where('project_id', '=', project)
    .orderBy('digest_order', end === 'first' ? 'asc' : 'desc')
    .limit(1)
    .executeTakeFirst();
