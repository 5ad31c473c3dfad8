import { sql } from 'kysely';
import type { Json } from '../../ingest/index.ts';
import { isOneOf } from '../../storage/index.ts';
import type { Queries } from '../../storage/index.ts';
import type { IssuesTables } from '../tables.ts';

/** Every monitor of a project in every environment, by slug and environment, behind `after`. */
export const listMonitors = async (
  queries: Queries,
  project: number,
  after: readonly [slug: string, environment: string] | null,
  limit: number,
) => {
  let select = queries
    .as<IssuesTables>()
    .selectFrom('monitor')
    .innerJoin('monitor_environment', 'monitor_environment.monitor_id', 'monitor.id')
    .innerJoin('environment', 'environment.id', 'monitor_environment.environment_id')
    .select(['slug', 'config', 'environment.name', 'status', 'last_check_in_at', 'next_expected_at'])
    .where('monitor.project_id', '=', project);
  if (after !== null)
    select = select.where((eb) =>
      eb(eb.refTuple('monitor.slug', 'environment.name'), '>', eb.tuple(after[0], after[1])),
    );
  const rows = await select.orderBy('monitor.slug').orderBy('environment.name').limit(limit).execute();
  return rows.map((row) => ({ ...row, config: row.config === null ? null : (JSON.parse(row.config) as Json) }));
};

export const monitorId = async (queries: Queries, project: number, slug: string): Promise<number | undefined> => {
  const row = await queries
    .as<IssuesTables>()
    .selectFrom('monitor')
    .select('id')
    .where('project_id', '=', project)
    .where('slug', '=', slug)
    .executeTakeFirst();
  return row?.id;
};

/** The runs of a monitor, the newest first, behind `after`. */
export const listRuns = (
  queries: Queries,
  monitor: number,
  after: readonly [startedAt: number, id: number] | null,
  limit: number,
) => {
  let select = queries
    .as<IssuesTables>()
    .selectFrom('check_in')
    .innerJoin('environment', 'environment.id', 'check_in.environment_id')
    .select(['check_in.id', 'check_in_id', 'status', 'started_at', 'duration_ms', 'environment.name'])
    .where('monitor_id', '=', monitor);
  if (after !== null)
    select = select.where((eb) =>
      eb(eb.refTuple('check_in.started_at', 'check_in.id'), '<', eb.tuple(after[0], after[1])),
    );
  return select.orderBy('check_in.started_at', 'desc').orderBy('check_in.id', 'desc').limit(limit).execute();
};

/** The monitors of these projects, the oldest first, behind the number `after`. */
export const monitorsOf = async (queries: Queries, projects: readonly number[], after: number, limit: number) =>
  await queries
    .as<IssuesTables>()
    .selectFrom('monitor')
    .select(['id', 'project_id', 'slug', 'created_at'])
    .where(isOneOf(queries.dialect, sql.ref('project_id'), projects))
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
