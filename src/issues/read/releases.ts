import { sql } from 'kysely';
import type { Instant } from '../../kit/index.ts';
import type { Queries } from '../../storage/index.ts';
import { like } from '../../storage/index.ts';
import { statuses } from '../lifecycle/rows.ts';
import type { IssuesTables } from '../tables.ts';
import { columns } from './issues.ts';
import type { IssueRow } from './issues.ts';

export interface ReleaseFilter {
  readonly project: number;
  /** Part of the name, in any case. */
  readonly search: string | null;
  /** Only those that events, sessions or deploys brought there. */
  readonly environment: string | null;
  /** Those that were archived, instead of the others. */
  readonly archived: boolean;
}

/** A project's releases, the newest first, before the row `before`. */
export const listReleases = (
  queries: Queries,
  { project, search, environment, archived }: ReleaseFilter,
  before: number | null,
  limit: number,
) => {
  let select = queries
    .as<IssuesTables>()
    .selectFrom('release')
    .selectAll()
    .where('project_id', '=', project)
    .where('archived_at', archived ? 'is not' : 'is', null);
  if (search !== null) select = select.where(like(sql`lower(version)`, ['', search.toLowerCase(), '']));
  if (environment !== null)
    select = select.where((eb) =>
      eb.or([
        eb.exists(
          eb
            .selectFrom('release_environment')
            .innerJoin('environment', 'environment.id', 'release_environment.environment_id')
            .select(sql.lit(1).as('one'))
            .whereRef('release_environment.release_id', '=', 'release.id')
            .where('environment.name', '=', environment),
        ),
        eb.exists(
          eb
            .selectFrom('deploy')
            .select(sql.lit(1).as('one'))
            .whereRef('deploy.release_id', '=', 'release.id')
            .where('deploy.environment', '=', environment),
        ),
      ]),
    );
  if (before !== null) select = select.where('id', '<', before);
  return select.orderBy('id', 'desc').limit(limit).execute();
};

/** The releases that stand before and behind one in the project's order; null at its ends. */
export const neighboursOf = async (
  queries: Queries,
  { id, project_id, order_key }: { readonly id: number; readonly project_id: number; readonly order_key: string },
): Promise<{ readonly previous: string | null; readonly next: string | null }> => {
  const beside = async (compare: '<' | '>') => {
    const order = compare === '<' ? 'desc' : 'asc';
    const row = await queries
      .as<IssuesTables>()
      .selectFrom('release')
      .select('version')
      .where('project_id', '=', project_id)
      .where((eb) => eb(eb.refTuple('order_key', 'id'), compare, eb.tuple(order_key, id)))
      .orderBy('order_key', order)
      .orderBy('id', order)
      .limit(1)
      .executeTakeFirst();
    return row?.version ?? null;
  };
  return { previous: await beside('<'), next: await beside('>') };
};

/** The environments in which a release was seen, by name. */
export const environmentsOfRelease = (queries: Queries, release: number) =>
  queries
    .as<IssuesTables>()
    .selectFrom('release_environment')
    .innerJoin('environment', 'environment.id', 'release_environment.environment_id')
    .select(['environment.name', 'first_seen', 'last_seen', 'events'])
    .where('release_id', '=', release)
    .orderBy('environment.name')
    .limit(100)
    .execute();

export interface Deployed {
  readonly environment: string;
  readonly at: Instant;
  readonly deploys: number;
}

/** By release: when it was last brought to each environment, and how often, the latest first. */
export const deployedOf = async (queries: Queries, releases: readonly number[]): Promise<Map<number, Deployed[]>> => {
  if (releases.length === 0) return new Map();
  const rows = await queries
    .as<IssuesTables>()
    .selectFrom('deploy')
    .select(({ fn }) => [
      'release_id',
      'environment',
      fn.max('finished_at').as('at'),
      fn.countAll<number>().as('deploys'),
    ])
    .where('release_id', 'in', releases)
    .groupBy(['release_id', 'environment'])
    .orderBy('at', 'desc')
    .execute();
  return Map.groupBy(rows, ({ release_id }) => release_id);
};

export const releaseIssueKinds = ['new', 'regressed', 'resolved'] as const;
export type ReleaseIssueKind = (typeof releaseIssueKinds)[number];

/** Issues that are new in a release, came back in it, or are said to be fixed by it; the newest first, before `before`. Merged ones are left out. */
export const issuesOfRelease = async (
  queries: Queries,
  release: number,
  kind: ReleaseIssueKind,
  before: number | null,
  limit: number,
): Promise<IssueRow[]> => {
  const db = queries.as<IssuesTables>();
  const fixed = db.selectFrom('issue_fix').select('issue_id').where('release_id', '=', release).where('fixed', '=', 1);
  const seen = db.selectFrom('issue_release').select('issue_id').where('release_id', '=', release);
  let select = db
    .selectFrom('issue')
    .select(columns)
    .where('issue.id', 'in', kind === 'resolved' ? fixed : seen)
    .where('issue.status', '<', statuses.merged);
  if (kind === 'new') select = select.where('issue.first_release_id', '=', release);
  if (kind === 'regressed')
    select = select.where((eb) =>
      eb.exists(
        eb
          .selectFrom('turning_point')
          .select(sql.lit(1).as('one'))
          .whereRef('turning_point.issue_id', '=', 'issue.id')
          .where('turning_point.kind', '=', 'regressed')
          .where('turning_point.metadata', '=', JSON.stringify({ release })),
      ),
    );
  if (before !== null) select = select.where('issue.id', '<', before);
  return await select.orderBy('issue.id', 'desc').limit(limit).execute();
};
