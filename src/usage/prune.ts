import { sql } from 'kysely';
import type { Instant } from '../kit/index.ts';
import { DAY, HOUR } from '../kit/index.ts';
import type { Queries } from '../storage/index.ts';
import { INSTALLATION } from './counts.ts';
import { intervals, kept } from './statistics.ts';
import type { Interval } from './statistics.ts';
import type { UsageTables } from './tables.ts';

/** Marks of the last hours are kept by the minute, older ones by the hour, and none is needed behind the longest window but the last before it. */
const BY_MINUTE = 3 * HOUR;
const LONGEST = 32 * DAY;

/** Forgets counts that are too old to be shown, and marks that no window needs. Call it every hour or so. */
export const prune = async (queries: Queries, now: Instant): Promise<void> => {
  const db = queries.as<UsageTables>();
  for (const [width, interval] of (Object.keys(intervals) as Interval[]).entries())
    await db
      .deleteFrom('usage_count')
      .where('width', '=', width)
      .where('start', '<', now - kept[interval])
      .execute();
  const older = (before: Instant, later: ReturnType<typeof sql>) => sql`
    delete from usage_mark where minute < ${before} and exists (select 1 from usage_mark as later
      where later.project_id = usage_mark.project_id and later.category = usage_mark.category
      and later.minute > usage_mark.minute and later.minute < ${later})`;
  await older(now - BY_MINUTE, sql`(usage_mark.minute / ${sql.lit(HOUR)} + 1) * ${sql.lit(HOUR)}`).execute(db);
  await older(now - LONGEST, sql`${now - LONGEST}`).execute(db);
};

/** Removes what is held of projects that no longer exist; what the installation counted of them stays. `existing` names those of the given projects that exist. */
export const purgeUsage = async (
  queries: Queries,
  existing: (projects: readonly number[]) => Promise<{ has(project: number): boolean }>,
): Promise<void> => {
  const db = queries.as<UsageTables>();
  const tables = ['usage_count', 'usage_mark', 'usage_quota', 'usage_alarm', 'usage_baseline', 'usage_meter'] as const;
  const rows = await db
    .selectFrom('usage_meter')
    .select('project_id')
    .union(db.selectFrom('usage_quota').select('project_id'))
    .where('project_id', '<>', INSTALLATION)
    .execute();
  const projects = [...new Set(rows.map(({ project_id }) => project_id))].filter((id) => id !== INSTALLATION);
  const exist = await existing(projects);
  for (const project of projects)
    if (!exist.has(project))
      for (const table of tables) await db.deleteFrom(table).where('project_id', '=', project).execute();
};
