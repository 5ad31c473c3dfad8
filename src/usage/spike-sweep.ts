import type { Clock, Instant } from '../kit/index.ts';
import { floorTo, HOUR, MINUTE } from '../kit/index.ts';
import { state } from '../lanes/index.ts';
import type { Queries, Storage } from '../storage/index.ts';
import { INSTALLATION, outcomes } from './counts.ts';
import type { Limits } from './quota.ts';
import { beginOf, spikeSpan } from './quota.ts';
import { judgeSpike, spikeText, USUAL, usualRate } from './spikes.ts';
import { readQuotas, readWindows } from './store.ts';
import type { UsageTables } from './tables.ts';

/** Projects that sent something so lately are looked at. */
const LATELY = 15 * MINUTE;

/**
 * Keeps what is usual for each project, and states `project.spiked` once when one sends a multiple of it. Call it every few seconds, in as many processes as you like.
 * Resolves to the number of spikes that began.
 */
export const createProjectSpikeSweep =
  (storage: Storage, clock: Clock, defaults: Limits, nudge: () => void = () => {}) =>
  async (): Promise<number> => {
    const now = clock.now();
    const projects = await activeProjects(storage, now);
    if (projects.length === 0) return 0;
    const known = new Map((await readBaselines(storage, projects)).map((row) => [row.project_id, row]));
    for (const project of projects) {
      const row = known.get(project);
      if (row !== undefined && floorTo(row.at, HOUR) === floorTo(now, HOUR)) continue;
      const per_hour = await usualOf(storage, project, now);
      await storage.transaction((tx) => writeBaseline(tx, project, per_hour, now));
      known.set(project, { project_id: project, per_hour, at: now, spiking_since: row?.spiking_since ?? null });
    }
    const windows = await readWindows(
      storage,
      projects.map((project) => ({ project, category: 'error', position: 0, begin: beginOf(spikeSpan, now) })),
    );
    const quotas = await readQuotas(storage, projects, defaults);
    let begun = 0;
    for (const { project_id: project, used } of windows) {
      const { per_hour = null, spiking_since = null } = known.get(project) ?? {};
      const turn = judgeSpike(used, per_hour, quotas.get(project)?.spikeFactor ?? 5, spiking_since !== null);
      if (turn === null) continue;
      const reason = spikeText(used, per_hour ?? 0);
      if (await turned(storage, project, turn, reason, now)) begun += turn === 'begins' ? 1 : 0;
    }
    if (begun > 0) nudge();
    return begun;
  };

const activeProjects = async (queries: Queries, now: Instant): Promise<number[]> => {
  const db = queries.as<UsageTables>();
  const rows = await db
    .selectFrom('usage_meter')
    .select('project_id')
    .where('category', '=', 'error')
    .where('minute', '>=', now - LATELY)
    .union(db.selectFrom('usage_baseline').select('project_id').where('spiking_since', 'is not', null))
    .execute();
  return rows.map(({ project_id }) => project_id).filter((project) => project !== INSTALLATION);
};

const readBaselines = (queries: Queries, projects: readonly number[]) =>
  queries.as<UsageTables>().selectFrom('usage_baseline').selectAll().where('project_id', 'in', projects).execute();

const usualOf = async (queries: Queries, project: number, now: Instant): Promise<number | null> => {
  const db = queries.as<UsageTables>();
  const accepted = db
    .selectFrom('usage_count')
    .where('project_id', '=', project)
    .where('outcome', '=', outcomes.accepted)
    .where('category', '=', 'error');
  const hour = floorTo(now, HOUR);
  const week = await accepted
    .select(({ fn }) => fn.sum<number>('quantity').as('events'))
    .where('width', '=', 1)
    .where('start', '>=', hour - USUAL)
    .where('start', '<', hour)
    .executeTakeFirst();
  const first = await accepted.select('start').where('width', '=', 1).orderBy('start').limit(1).executeTakeFirst();
  return first === undefined ? null : usualRate(week?.events ?? 0, first.start, hour);
};

const writeBaseline = (queries: Queries, project: number, per_hour: number | null, at: Instant) =>
  queries
    .as<UsageTables>()
    .insertInto('usage_baseline')
    .values({ project_id: project, per_hour, at, spiking_since: null })
    .onConflict((conflict) => conflict.column('project_id').doUpdateSet({ per_hour, at }))
    .execute();

/** The row is the truth: who finds it as it was not thought to be has nothing to tell. */
const turned = (
  storage: Storage,
  project: number,
  turn: 'begins' | 'ends',
  reason: string,
  now: Instant,
): Promise<boolean> =>
  storage.transaction(async (tx) => {
    const { numUpdatedRows } = await tx
      .as<UsageTables>()
      .updateTable('usage_baseline')
      .set({ spiking_since: turn === 'begins' ? now : null })
      .where('project_id', '=', project)
      .where('spiking_since', turn === 'begins' ? 'is' : 'is not', null)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n) return false;
    const metadata = { title: 'The project sends far more events than usual', reason };
    if (turn === 'begins')
      await state(tx, [{ kind: 'project.spiked', key: project, data: { projectId: project, at: now, metadata } }]);
    return true;
  });
