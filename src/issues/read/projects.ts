import type { Instant } from '../../kit/index.ts';
import { DAY, floorTo, HOUR } from '../../kit/index.ts';
import type { Queries } from '../../storage/index.ts';
import { sources } from '../digest/extras.ts';
import type { IssuesTables } from '../tables.ts';
import type { Span } from './series.ts';
import { startOf } from './series.ts';

/** The counters of these projects; one that never had an event is absent. */
export const totalsOf = async (queries: Queries, projects: readonly number[]) => {
  if (projects.length === 0) return new Map();
  const rows = await queries
    .as<IssuesTables>()
    .selectFrom('project_total')
    .selectAll()
    .where('project_id', 'in', projects)
    .execute();
  return new Map(rows.map((row) => [row.project_id, row]));
};

/** The names of a project's environments, by name; at most 1,000. */
export const environmentNames = async (queries: Queries, project: number): Promise<string[]> => {
  const rows = await queries
    .as<IssuesTables>()
    .selectFrom('environment')
    .select('name')
    .where('project_id', '=', project)
    .orderBy('name')
    .limit(1_000)
    .execute();
  return rows.map(({ name }) => name);
};

export interface DiscardSeries {
  readonly source: keyof typeof sources;
  readonly reason: string;
  readonly category: string;
  readonly counts: { readonly start: Instant; readonly count: number }[];
}

/** What a project dropped, by reason and category, the most first; the 50 most frequent. */
export const discardSeries = async (
  queries: Queries,
  project: number,
  span: Span,
  now: Instant,
): Promise<DiscardSeries[]> => {
  const rows = await queries
    .as<IssuesTables>()
    .selectFrom('discard_count')
    .select(['hour', 'source', 'reason', 'category', 'quantity'])
    .where('project_id', '=', project)
    .where('hour', '>=', floorTo(startOf(span, now), HOUR))
    .execute();
  const series = [...Map.groupBy(rows, ({ source, reason, category }) => JSON.stringify([source, reason, category]))];
  return series
    .map(([, of]) => ({ of, total: of.reduce((sum, { quantity }) => sum + quantity, 0) }))
    .sort((a, b) => b.total - a.total)
    .slice(0, 50)
    .flatMap(({ of: [first, ...rest] }) =>
      first === undefined
        ? []
        : {
            source: first.source === sources.client ? ('client' as const) : ('server' as const),
            reason: first.reason,
            category: first.category,
            counts: [first, ...rest].map(({ hour, quantity }) => ({ start: hour, count: quantity })),
          },
    );
};

/** A project's releases, the newest first, before the row `before`. */
export const listReleases = (queries: Queries, project: number, before: number | null, limit: number) => {
  let select = queries.as<IssuesTables>().selectFrom('release').selectAll().where('project_id', '=', project);
  if (before !== null) select = select.where('id', '<', before);
  return select.orderBy('id', 'desc').limit(limit).execute();
};

export interface Health {
  readonly release: string;
  readonly environment: string;
  readonly total: number;
  readonly exited: number;
  readonly errored: number;
  readonly crashed: number;
  readonly abnormal: number;
  readonly unhandled: number;
  readonly users: number;
  readonly crashedUsers: number;
}

/** Sessions and their users since `since` (users by whole days), by release and environment, the most sessions first; at most 200. */
export const healthOf = async (queries: Queries, project: number, since: Instant): Promise<Health[]> => {
  const db = queries.as<IssuesTables>();
  const sessions = await db
    .selectFrom('release_health')
    .innerJoin('release', 'release.id', 'release_health.release_id')
    .innerJoin('environment', 'environment.id', 'release_health.environment_id')
    .select(({ fn }) => [
      'release_health.release_id',
      'release_health.environment_id',
      'release.version',
      'environment.name',
      fn.sum<number>('total').as('total'),
      fn.sum<number>('exited').as('exited'),
      fn.sum<number>('errored').as('errored'),
      fn.sum<number>('crashed').as('crashed'),
      fn.sum<number>('abnormal').as('abnormal'),
      fn.sum<number>('unhandled').as('unhandled'),
    ])
    .where('release_health.project_id', '=', project)
    .where('hour', '>=', since)
    .groupBy(['release_health.release_id', 'release_health.environment_id', 'release.version', 'environment.name'])
    .orderBy('total', 'desc')
    .limit(200)
    .execute();
  // First each user once, then by whether any of the days had a crash.
  const users = await db
    .selectFrom(
      db
        .selectFrom('release_user')
        .select(({ fn }) => ['release_id', 'environment_id', fn.max('crashed').as('crashed')])
        .where('project_id', '=', project)
        .where('day', '>=', floorTo(since, DAY))
        .groupBy(['release_id', 'environment_id', 'user_hash'])
        .as('each'),
    )
    .select(({ fn }) => [
      'release_id',
      'environment_id',
      fn.countAll<number>().as('users'),
      fn.sum<number>('crashed').as('crashed'),
    ])
    .groupBy(['release_id', 'environment_id'])
    .execute();
  const usersOf = new Map(users.map((row) => [`${row.release_id} ${row.environment_id}`, row]));
  return sessions.map(({ release_id, environment_id, version, name, ...counts }) => {
    const of = usersOf.get(`${release_id} ${environment_id}`);
    return { release: version, environment: name, ...counts, users: of?.users ?? 0, crashedUsers: of?.crashed ?? 0 };
  });
};
