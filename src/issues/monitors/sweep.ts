import type { CheckIn, Digestible, Json } from '../../ingest/index.ts';
import { digestLane } from '../../ingest/index.ts';
import type { Clock, Instant } from '../../kit/index.ts';
import { MINUTE, toHex } from '../../kit/index.ts';
import type { Lanes } from '../../lanes/index.ts';
import type { Storage } from '../../storage/index.ts';
import { createLru } from '../digest/lru.ts';
import type { IssuesTables } from '../tables.ts';
import { missedRunId } from './check-in.ts';
import { readMonitorConfig } from './config.ts';
import { nextRun } from './schedule.ts';

/** Reports of the sweep travel on the digest lane, so that they are judged behind every check-in that arrived before them. */
export type SweepHeaders = { readonly endpoint: 'sweep'; readonly project: number; readonly received: Instant };

export const readSweep = ({ project, received }: SweepHeaders, body: Uint8Array): Digestible => ({
  project,
  received,
  events: [],
  attachments: [],
  feedback: [],
  sessions: [],
  checkIns: JSON.parse(Buffer.from(body).toString()) as CheckIn[],
  clientDiscards: [],
  discards: [],
});

/** Runs of one monitor that one pass reports at most; the next pass goes on. */
const MAX_RUNS = 100;
const PAGE = 500;
/** A report that has not been digested by then is made again. */
const PATIENCE = 5 * MINUTE;

/**
 * Looks for runs that did not come or did not end in time and reports each; the digest counts a report once and only if it is still true.
 * Call it every few seconds, in as many processes as you like. Resolves to the number of runs reported.
 */
export const createMonitorSweep = (storage: Storage, lanes: Pick<Lanes, 'publish'>, clock: Clock) => {
  const reported = createLru<string, Instant>(20_000);
  return async (): Promise<number> => {
    const now = clock.now();
    const late = [...(await missedRuns(storage, now)), ...(await overdueRuns(storage, now))].filter(
      ({ checkIn }) => now - (reported.get(`${checkIn.id} ${checkIn.status}`) ?? 0) >= PATIENCE,
    );
    const byProject = Map.groupBy(late, ({ project }) => project);
    const messages = [...byProject].map(([project, runs]) => ({
      key: project,
      headers: { endpoint: 'sweep', project, received: now } satisfies SweepHeaders,
      body: Buffer.from(JSON.stringify(runs.map(({ checkIn }) => checkIn))),
    }));
    if (messages.length > 0) await lanes.publish(digestLane, messages);
    for (const { checkIn } of late) reported.set(`${checkIn.id} ${checkIn.status}`, now);
    return late.length;
  };
};

interface Late {
  readonly project: number;
  readonly checkIn: CheckIn;
}

/** `timestamp` of a missed run is when it was expected: that is how the digest knows which one is meant. */
const missedRuns = async (storage: Storage, now: Instant): Promise<Late[]> => {
  const rows = await storage
    .as<IssuesTables>()
    .selectFrom('monitor_environment')
    .innerJoin('monitor', 'monitor.id', 'monitor_environment.monitor_id')
    .innerJoin('environment', 'environment.id', 'monitor_environment.environment_id')
    .select(['monitor.project_id', 'monitor.slug', 'monitor.config', 'environment.name', 'next_expected_at'])
    .where('missed_at', '<=', now)
    .orderBy('missed_at')
    .limit(PAGE)
    .execute();
  return rows.flatMap(({ project_id, slug, config: sent, name, next_expected_at }) => {
    const config = readMonitorConfig(sent === null ? null : (JSON.parse(sent) as Json));
    if (config === null) return [];
    const runs: Late[] = [];
    for (let at = next_expected_at; at !== null && at + config.margin <= now && runs.length < MAX_RUNS; ) {
      const id = missedRunId(project_id, slug, name, at);
      runs.push({ project: project_id, checkIn: { ...report(slug, name), id, status: 'missed', timestamp: at } });
      at = nextRun(config.schedule, at);
    }
    return runs;
  });
};

const overdueRuns = async (storage: Storage, now: Instant): Promise<Late[]> => {
  const rows = await storage
    .as<IssuesTables>()
    .selectFrom('check_in')
    .innerJoin('monitor', 'monitor.id', 'check_in.monitor_id')
    .innerJoin('environment', 'environment.id', 'check_in.environment_id')
    .select(['monitor.project_id', 'monitor.slug', 'environment.name', 'check_in_id'])
    .where('times_out_at', '<=', now)
    .orderBy('times_out_at')
    .limit(PAGE)
    .execute();
  return rows.map(({ project_id, slug, name, check_in_id }) => ({
    project: project_id,
    checkIn: { ...report(slug, name), id: toHex(check_in_id), status: 'timeout', timestamp: now },
  }));
};

const report = (monitor: string, environment: string) => ({ monitor, environment, durationMs: null, config: null });
