import { sql } from 'kysely';
import type { Instant } from '../kit/index.ts';
import { floorTo, MINUTE } from '../kit/index.ts';
import type { BulkInsert, Queries, Transaction } from '../storage/index.ts';
import { INSTALLATION } from './counts.ts';
import type { Limits, QuotaSettings } from './quota.ts';
import { settingsWith } from './quota.ts';
import type { UsageTables } from './tables.ts';

/** What quotas count; each by itself, so that a flood of the one does not silence the other. */
export type Metered = 'error' | 'feedback';

export interface Reading {
  readonly project: number;
  readonly category: Metered;
  readonly quantity: number;
}

/** Moves the meters of projects, and that of the installation, on. Whoever moves the same meter waits until this transaction ends, so marks only rise. */
export const moveMeters = async (tx: Transaction, readings: readonly Reading[], now: Instant): Promise<void> => {
  const minute = floorTo(now, MINUTE);
  const moved = new Map<string, { project_id: number; category: string; minute: Instant; total: number }>();
  for (const { project, category, quantity } of readings)
    for (const project_id of [project, INSTALLATION]) {
      const name = `${project_id} ${category}`;
      const row = moved.get(name) ?? { project_id, category, minute, total: 0 };
      row.total += quantity;
      moved.set(name, row);
    }
  const sorted = [...moved.values()].sort((a, b) => a.project_id - b.project_id || (a.category < b.category ? -1 : 1));
  const totals = await tx.insertMany<{ project_id: number; category: string; total: number }>(meterInsert, sorted);
  await tx.insertMany(
    markInsert,
    totals.map(({ project_id, category, total }) => ({ project_id, category, minute, total })),
  );
};

const columns = { project_id: 'integer', category: 'text', minute: 'integer', total: 'integer' } as const;

const meterInsert: BulkInsert = {
  table: 'usage_meter',
  columns,
  conflict: {
    keys: ['project_id', 'category'],
    set: { total: 'usage_meter.total + excluded.total', minute: 'excluded.minute' },
  },
  returning: ['project_id', 'category', 'total'],
};

const markInsert: BulkInsert = {
  table: 'usage_mark',
  columns,
  conflict: { keys: ['project_id', 'category', 'minute'], set: { total: 'excluded.total' } },
};

/** A window of one meter. */
export interface WindowAsked {
  readonly project: number;
  readonly category: string;
  /** The caller's number for it. */
  readonly position: number;
  readonly begin: Instant;
}

export interface WindowRead {
  readonly project_id: number;
  readonly category: string;
  readonly position: number;
  /** How many were accepted in it. */
  readonly used: number;
  /** The oldest minute in it in which something was; null: it is empty. */
  readonly oldest: Instant | null;
}

/** Reads many windows in one statement: three look-ups into an index each, however much they hold. */
export const readWindows = async (queries: Queries, asked: readonly WindowAsked[]): Promise<WindowRead[]> => {
  if (asked.length === 0) return [];
  const given = asked.map(
    ({ project, category, position, begin }) =>
      sql`(cast(${project} as bigint), cast(${category} as text), cast(${position} as bigint), cast(${begin} as bigint))`,
  );
  const { rows } = await sql<WindowRead>`
    with given (project_id, category, position, begins) as (values ${sql.join(given)})
    select given.project_id, given.category, given.position,
      coalesce((select m.total from usage_meter as m
        where m.project_id = given.project_id and m.category = given.category), 0)
      - coalesce((select k.total from usage_mark as k
        where k.project_id = given.project_id and k.category = given.category and k.minute < given.begins
        order by k.minute desc limit 1), 0) as used,
      (select min(k.minute) from usage_mark as k
        where k.project_id = given.project_id and k.category = given.category and k.minute >= given.begins) as oldest
    from given`.execute(queries.as<UsageTables>());
  return rows;
};

/** How much each project used in a window; those that used nothing are absent. Grows with the number of active projects, so ask only where it matters. */
export const usedByEach = async (
  queries: Queries,
  category: string,
  begin: Instant,
): Promise<{ project_id: number; used: number }[]> => {
  const { rows } = await sql<{ project_id: number; used: number }>`
    select m.project_id, m.total - coalesce((select k.total from usage_mark as k
        where k.project_id = m.project_id and k.category = m.category and k.minute < ${begin}
        order by k.minute desc limit 1), 0) as used
    from usage_meter as m
    where m.category = ${category} and m.project_id <> ${INSTALLATION} and m.minute >= ${begin}`.execute(
    queries.as<UsageTables>(),
  );
  return rows;
};

/** The settings of these projects (0: of the installation), those that said nothing with the defaults. */
export const readQuotas = async (
  queries: Queries,
  projects: readonly number[],
  defaults: Limits,
): Promise<Map<number, QuotaSettings>> => {
  const rows = await queries.lookupMany<{ project_id: number; settings: string }>(
    { table: 'usage_quota', keys: { project_id: 'integer' }, columns: ['project_id', 'settings'] },
    [...new Set(projects)].map((project_id) => ({ project_id })),
  );
  const said = new Map(
    rows.map(({ project_id, settings }) => [project_id, JSON.parse(settings) as Partial<QuotaSettings>]),
  );
  return new Map(projects.map((project) => [project, { ...settingsWith(defaults), ...said.get(project) }]));
};

/** From which multiple of its usual rate on something in these projects is a spike. */
export const spikeFactors = async (
  queries: Queries,
  projects: readonly number[],
  defaults: Limits,
): Promise<Map<number, number>> => {
  const quotas = await readQuotas(queries, projects, defaults);
  return new Map([...quotas].map(([project, { spikeFactor }]) => [project, spikeFactor]));
};

/** Changes what is named. Resolves to all settings. */
export const changeQuota = async (
  tx: Transaction,
  project: number,
  change: Partial<QuotaSettings>,
  defaults: Limits,
): Promise<QuotaSettings> => {
  await tx.lock(`usage quota ${project}`);
  const db = tx.as<UsageTables>();
  const row = await db
    .selectFrom('usage_quota')
    .select('settings')
    .where('project_id', '=', project)
    .executeTakeFirst();
  const said = { ...(JSON.parse(row?.settings ?? '{}') as Partial<QuotaSettings>), ...change };
  await db
    .insertInto('usage_quota')
    .values({ project_id: project, settings: JSON.stringify(said) })
    .onConflict((conflict) => conflict.column('project_id').doUpdateSet({ settings: JSON.stringify(said) }))
    .execute();
  return { ...settingsWith(defaults), ...said };
};
