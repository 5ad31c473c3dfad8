import type { Instant } from '../../kit/index.ts';
import { DAY, floorTo } from '../../kit/index.ts';
import type { Queries } from '../../storage/index.ts';
import type { IssuesTables } from '../tables.ts';
import type { Span } from './series.ts';
import { startOf, widthIn } from './series.ts';

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

/** Which sessions are meant: of one environment, or of all (null); since an instant, users by whole days. */
export interface HealthScope {
  readonly project: number;
  readonly environment: number | null;
  readonly since: Instant;
}

export interface ReleaseHealth {
  readonly sessions: number;
  readonly crashed: number;
  readonly users: number;
  readonly crashedUsers: number;
}

/** Sessions and users of these releases; those without sessions are absent. And `all`: sessions of every release in the scope. */
export const healthByRelease = async (
  queries: Queries,
  { project, environment, since }: HealthScope,
  releases: readonly number[],
): Promise<{ readonly all: number; readonly of: ReadonlyMap<number, ReleaseHealth> }> => {
  if (releases.length === 0) return { all: 0, of: new Map() };
  const db = queries.as<IssuesTables>();
  const counted = await db
    .selectFrom('release_health')
    .select(({ fn }) => ['release_id', fn.sum<number>('total').as('sessions'), fn.sum<number>('crashed').as('crashed')])
    .where('project_id', '=', project)
    .where('hour', '>=', since)
    .$if(environment !== null, (select) => select.where('environment_id', '=', environment))
    .groupBy('release_id')
    .execute();
  // First each user once, then by whether any of their days had a crash.
  const each = db
    .selectFrom('release_user')
    .select(({ fn }) => ['release_id', fn.max('crashed').as('crashed')])
    .where('project_id', '=', project)
    .where('day', '>=', floorTo(since, DAY))
    .where('release_id', 'in', releases)
    .$if(environment !== null, (select) => select.where('environment_id', '=', environment))
    .groupBy(['release_id', 'user_hash']);
  const users = await db
    .selectFrom(each.as('each'))
    .select(({ fn }) => ['release_id', fn.countAll<number>().as('users'), fn.sum<number>('crashed').as('crashed')])
    .groupBy('release_id')
    .execute();
  const usersOf = new Map(users.map((row) => [row.release_id, row]));
  const wanted = new Set(releases);
  const of = counted
    .filter(({ release_id, sessions }) => wanted.has(release_id) && sessions > 0)
    .map(({ release_id, sessions, crashed }): [number, ReleaseHealth] => {
      const people = usersOf.get(release_id);
      return [release_id, { sessions, crashed, users: people?.users ?? 0, crashedUsers: people?.crashed ?? 0 }];
    });
  return { all: counted.reduce((sum, { sessions }) => sum + sessions, 0), of: new Map(of) };
};

export interface HealthBucket {
  readonly start: Instant;
  /** Of the release; each session is exactly one of the following five. */
  sessions: number;
  exited: number;
  errored: number;
  unhandled: number;
  abnormal: number;
  crashed: number;
  /** Of every release in the scope. */
  all: number;
  /** Of whole days only. */
  users: number;
  crashedUsers: number;
}

/** What a release's sessions were in each span up to now. `users` are 0 in spans of hours: nobody counts them so finely. */
export const healthSeries = async (
  queries: Queries,
  { project, environment }: Omit<HealthScope, 'since'>,
  release: number,
  span: Span,
  now: Instant,
): Promise<HealthBucket[]> => {
  const db = queries.as<IssuesTables>();
  const since = startOf(span, now);
  const width = widthIn(span);
  const none = { sessions: 0, exited: 0, errored: 0, unhandled: 0, abnormal: 0, crashed: 0, all: 0 };
  const buckets = Array.from({ length: span.count }, (_, index): HealthBucket => {
    return { start: since + index * width, ...none, users: 0, crashedUsers: 0 };
  });
  const at = (instant: Instant) => buckets[Math.floor((instant - since) / width)];
  const hours = await db
    .selectFrom('release_health')
    .select(({ fn, eb }) => [
      'hour',
      fn.sum<number>('total').as('all'),
      ...(['total', 'exited', 'errored', 'unhandled', 'abnormal', 'crashed'] as const).map((column) =>
        fn
          .sum<number>(eb.case().when('release_id', '=', release).then(eb.ref(column)).else(0).end())
          .as(column === 'total' ? 'sessions' : column),
      ),
    ])
    .where('project_id', '=', project)
    .where('hour', '>=', since)
    .$if(environment !== null, (select) => select.where('environment_id', '=', environment))
    .groupBy('hour')
    .execute();
  for (const { hour, ...counts } of hours) {
    const bucket = at(hour);
    if (bucket === undefined) continue;
    for (const name of Object.keys(none) as (keyof typeof none)[]) bucket[name] += counts[name];
  }
  if (span.interval === 'hour') return buckets;
  const each = db
    .selectFrom('release_user')
    .select(({ fn }) => ['day', fn.max('crashed').as('crashed')])
    .where('project_id', '=', project)
    .where('day', '>=', since)
    .where('release_id', '=', release)
    .$if(environment !== null, (select) => select.where('environment_id', '=', environment))
    .groupBy(['day', 'user_hash']);
  const days = await db
    .selectFrom(each.as('each'))
    .select(({ fn }) => ['day', fn.countAll<number>().as('users'), fn.sum<number>('crashed').as('crashed')])
    .groupBy('day')
    .execute();
  for (const { day, users, crashed } of days) {
    const bucket = at(day);
    if (bucket === undefined) continue;
    bucket.users += users;
    bucket.crashedUsers += crashed;
  }
  return buckets;
};
