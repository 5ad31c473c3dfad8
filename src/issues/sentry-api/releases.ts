import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Project } from '../../accounts/index.ts';
import { notFound, toIso } from '../../kit/index.ts';
import type { Queries } from '../../storage/index.ts';
import { isOneOf } from '../../storage/index.ts';
import { releaseName } from '../releases/manage.ts';
import { countsOf } from '../releases/store.ts';
import { iso } from '../routes/common.ts';
import type { IssuesTables } from '../tables.ts';
import type { ReleaseTable } from '../tables/statistics.ts';
import { brief } from './organization-routes.ts';

/** A release of a project. */
export interface Found {
  readonly project: Project;
  readonly row: Selectable<ReleaseTable>;
}

/** The releases of this name in these projects. Throws 404 when none of them has one. */
export const findReleases = async (
  queries: Queries,
  projects: readonly Project[],
  said: string,
): Promise<readonly [Found, ...Found[]]> => {
  const rows = await queries
    .as<IssuesTables>()
    .selectFrom('release')
    .selectAll()
    .where('version', '=', releaseName(said))
    .where(among(queries, projects))
    .orderBy('id')
    .execute();
  const [first, ...more] = withProjects(rows, projects);
  if (first === undefined) throw notFound('The release');
  return [first, ...more];
};

/** The releases of these projects, the newest first, before the row `before`. */
export const newestReleases = async (
  queries: Queries,
  projects: readonly Project[],
  { before, limit, archived }: { readonly before: number; readonly limit: number; readonly archived: boolean },
): Promise<Found[]> => {
  const rows = await queries
    .as<IssuesTables>()
    .selectFrom('release')
    .selectAll()
    .where(among(queries, projects))
    .where('id', '<', before)
    .where('archived_at', archived ? 'is not' : 'is', null)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return withProjects(rows, projects);
};

/** Releases looked at for one with commits. */
const MOST_LOOKED_AT = 1_000;

/** The last release before this one, in its project's order, of which commits or a reference are known, and the newest of them; null: there is none. */
export const previousWithCommits = async (
  queries: Queries,
  { row }: Found,
): Promise<{ version: string; createdAt: number; sha: string } | null> => {
  const db = queries.as<IssuesTables>();
  const before = db
    .selectFrom('release')
    .select(['id', 'version', 'created_at', 'order_key'])
    .where('project_id', '=', row.project_id)
    .where((eb) => eb(eb.refTuple('order_key', 'id'), '<', eb.tuple(row.order_key, row.id)))
    .orderBy('order_key', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_LOOKED_AT);
  const found = await db
    .selectFrom(before.as('earlier'))
    .select(['version', 'created_at', 'order_key', 'id'])
    .select((eb) => [
      eb
        .selectFrom('release_commit')
        .select('sha')
        .whereRef('release_id', '=', 'earlier.id')
        .orderBy('position')
        .limit(1)
        .as('commit'),
      eb
        .selectFrom('release_ref')
        .select('sha')
        .whereRef('release_id', '=', 'earlier.id')
        .orderBy('repository')
        .limit(1)
        .as('ref'),
    ])
    .where((eb) =>
      eb.or([
        eb.exists(eb.selectFrom('release_commit').select('sha').whereRef('release_id', '=', 'earlier.id')),
        eb.exists(eb.selectFrom('release_ref').select('sha').whereRef('release_id', '=', 'earlier.id')),
      ]),
    )
    .orderBy('order_key', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  const sha = found?.commit ?? found?.ref ?? null;
  return found === undefined || sha === null ? null : { version: found.version, createdAt: found.created_at, sha };
};

/** Releases of one name as one, for that is what they are to Sentry. */
export const showReleases = async (queries: Queries, names: readonly (readonly [Found, ...Found[]])[]) => {
  const ids = names.flatMap((found) => found.map(({ row }) => row.id));
  const { commits, deploys } = await countsOf(queries, ids);
  return names.map((found) => {
    const rows = found.map(({ row }) => row);
    const [first] = rows;
    const most = (counts: ReadonlyMap<number, number>) => Math.max(0, ...rows.map(({ id }) => counts.get(id) ?? 0));
    return {
      id: String(first?.id),
      version: first?.version ?? '',
      shortVersion: first?.version ?? '',
      status: rows.every((row) => row.archived_at !== null) ? 'archived' : 'open',
      ref: firstOf(rows.map(({ ref }) => ref)),
      url: firstOf(rows.map(({ url }) => url)),
      dateCreated: toIso(Math.min(...rows.map((row) => row.created_at))),
      dateReleased: iso(firstOf(rows.map((row) => row.finalized_at))),
      dateStarted: null,
      firstEvent: iso(least(rows.map((row) => row.first_seen))),
      lastEvent: iso(greatest(rows.map((row) => row.last_seen))),
      newGroups: rows.reduce((sum, row) => sum + row.new_issues, 0),
      commitCount: most(commits),
      deployCount: most(deploys),
      authors: [],
      projects: found.map(({ project }) => brief(project)),
    };
  });
};

const among = (queries: Queries, projects: readonly Project[]) =>
  isOneOf(
    queries.dialect,
    sql.ref('project_id'),
    projects.map(({ id }) => id),
  );

const withProjects = (rows: readonly Selectable<ReleaseTable>[], projects: readonly Project[]): Found[] => {
  const byId = new Map(projects.map((project) => [project.id, project]));
  return rows.flatMap((row) => {
    const project = byId.get(row.project_id);
    return project === undefined ? [] : [{ project, row }];
  });
};

const firstOf = <Value>(values: readonly (Value | null)[]): Value | null =>
  values.find((value) => value !== null) ?? null;
const some = (values: readonly (number | null)[]): number[] => values.filter((value) => value !== null);
const least = (values: readonly (number | null)[]): number | null =>
  some(values).length === 0 ? null : Math.min(...some(values));
const greatest = (values: readonly (number | null)[]): number | null =>
  some(values).length === 0 ? null : Math.max(...some(values));
