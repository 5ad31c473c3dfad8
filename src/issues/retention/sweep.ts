import type { Project, ProjectSettings } from '../../accounts/index.ts';
import type { Clock } from '../../kit/index.ts';
import type { Queries, Storage } from '../../storage/index.ts';
import { eventOfProject } from '../read/events.ts';
import type { IssuesTables } from '../tables.ts';
import { evictAboveCap, evictOlder } from './evict.ts';
import { limitsOf, maxAgeOf } from './limits.ts';
import type { RetentionLimits } from './limits.ts';
import { beginRun, finishRun } from './runs.ts';

export interface RetentionDeps {
  readonly storage: Storage;
  readonly clock: Clock;
  /** Of these projects; those that do not exist are absent. */
  readonly projectSettings: (projects: readonly number[]) => Promise<ReadonlyMap<number, ProjectSettings>>;
  readonly defaults: RetentionLimits;
}

/** Events that a project gives before another one has its turn. */
const TURN = 5_000;

/**
 * Keeps every project at its limits, outside the digest. `cap` looks at one number a project: call it every few seconds. `age` looks at the oldest event of each: call
 * it every few minutes. Both may run in as many processes as you like, and be killed at any moment. They resolve to the number of events removed.
 */
export const createRetention = (deps: RetentionDeps) => {
  const { storage, clock } = deps;
  return {
    cap: async (): Promise<number> => {
      let removed = 0;
      for (let turn = -1; turn !== 0; removed += turn) {
        turn = 0;
        for (const { project, stored, limits } of await projectsOf(deps))
          if (stored > limits.maxEvents) {
            turn += await evictAboveCap(storage, clock, project, limits.maxEvents, TURN);
            await finishRun(storage, project, clock.now());
          }
      }
      return removed;
    },
    age: async (): Promise<number> => {
      let removed = 0;
      for (const { project, limits } of await projectsOf(deps)) {
        const before = clock.now() - maxAgeOf(limits);
        if (!(await hasOlder(storage, project, before))) continue;
        removed += await evictOlder(storage, clock, project, before);
        await finishRun(storage, project, clock.now());
      }
      return removed;
    },
  };
};

/** Both limits of one project, at once and to the end, with a run to look at even where there is nothing to do. */
export const runRetention = async (
  storage: Storage,
  clock: Clock,
  { id: project, settings }: Pick<Project, 'id' | 'settings'>,
  defaults: RetentionLimits,
): Promise<number> => {
  const limits = limitsOf(settings, defaults);
  await beginRun(storage, project, clock.now());
  const old = await evictOlder(storage, clock, project, clock.now() - maxAgeOf(limits));
  const above = await evictAboveCap(storage, clock, project, limits.maxEvents);
  await finishRun(storage, project, clock.now());
  return old + above;
};

const projectsOf = async ({ storage, projectSettings, defaults }: RetentionDeps) => {
  const rows = await storage
    .as<IssuesTables>()
    .selectFrom('project_total')
    .select(['project_id', 'stored_events'])
    .where('stored_events', '>', 0)
    .execute();
  const settings = await projectSettings(rows.map(({ project_id }) => project_id));
  return rows.flatMap(({ project_id, stored_events }) => {
    const own = settings.get(project_id);
    return own === undefined ? [] : [{ project: project_id, stored: stored_events, limits: limitsOf(own, defaults) }];
  });
};

const hasOlder = async (queries: Queries, project: number, before: number): Promise<boolean> =>
  ((await eventOfProject(queries, project, 'first'))?.received_at ?? Infinity) < before;
