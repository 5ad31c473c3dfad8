import type { CheckIn } from '../../ingest/index.ts';
import type { Instant } from '../../kit/index.ts';
import { sha256 } from '../../kit/index.ts';
import type { Transaction } from '../../storage/index.ts';
import { applyCheckIn, expect, newMonitor } from '../monitors/check-in.ts';
import type { Run } from '../monitors/check-in.ts';
import { readMonitorConfig } from '../monitors/config.ts';
import type { FailedRun } from '../monitors/monitor-event.ts';
import { keyOf, storable } from './dictionary.ts';
import { findMonitors, loadOpenRuns, loadRuns, loadStates, saveMonitors } from './monitors.ts';
import type { ReleaseIds } from './releases.ts';

export interface ProjectCheckIn {
  readonly project: number;
  readonly messageId: string;
  readonly received: Instant;
  readonly checkIn: CheckIn;
}

/** A run that is to become an event, of the message that told of it. */
export interface Failure extends FailedRun {
  readonly messageId: string;
  /** The first of a row of missed runs that count. */
  readonly beginsMissing: boolean;
}

/** A check-in of this id means the run in progress, or one without a name. https://develop.sentry.dev/sdk/telemetry/check-ins/ */
const NIL = '0'.repeat(32);

/** Plays the check-ins of a batch, in order, on what is known of their monitors; returns the runs that failed and are to become events. */
export const writeCheckIns = async (
  tx: Transaction,
  checkIns: readonly ProjectCheckIn[],
  releases: ReleaseIds,
  now: Instant,
): Promise<Failure[]> => {
  if (checkIns.length === 0) return [];
  const monitors = await findMonitors(tx, checkIns, now);
  const heard = checkIns.flatMap((each) => {
    const monitor = monitors.get(keyOf(each.project, storable(each.checkIn.monitor)));
    const environment = releases.environment(each.project, each.checkIn.environment);
    return monitor === undefined || environment === null ? [] : [{ ...each, monitor, environment }];
  });
  const states = await loadStates(tx, heard);
  const runs = await loadRuns(tx, heard);
  const open = await loadOpenRuns(
    tx,
    heard.filter(({ checkIn }) => checkIn.id === NIL),
  );
  const changed = new Map<string, { monitor: number; environment: number; run: Run }>();
  const failed: Failure[] = [];

  for (const [index, { project, messageId, received, checkIn, monitor, environment }] of heard.entries()) {
    const place = `${monitor.id} ${environment}`;
    const anonymous = checkIn.id === NIL;
    const known = anonymous ? latest(open.get(place)) : runs.get(`${monitor.id} ${checkIn.id}`);
    const id = anonymous ? (known?.id ?? sha256(`${messageId} ${index}`).toString('hex', 0, 16)) : checkIn.id;
    const news = checkIn.config !== null && JSON.stringify(checkIn.config) !== JSON.stringify(monitor.config);
    if (news) monitor.config = checkIn.config;
    const config = readMonitorConfig(monitor.config);
    const state = states.get(place) ?? newMonitor;
    const { run, ...outcome } = applyCheckIn(
      // Another schedule expects another run.
      news ? { ...state, ...expect(config, checkIn.timestamp) } : state,
      config,
      known,
      { ...checkIn, id },
    );
    states.set(place, outcome.state);
    if (run === null) continue;
    const key = `${monitor.id} ${run.id}`;
    runs.set(key, run);
    if (run.status === 'in_progress') open.set(place, (open.get(place) ?? new Map<string, Run>()).set(run.id, run));
    else open.get(place)?.delete(run.id);
    changed.set(key, { monitor: monitor.id, environment, run });
    if (outcome.failed)
      failed.push({
        messageId,
        project,
        monitor: checkIn.monitor,
        environment: checkIn.environment,
        run,
        receivedAt: received,
        beginsMissing: run.status === 'missed' && !(state.failing && state.status === 'missed'),
      });
  }
  await saveMonitors(tx, [...monitors.values()], states, [...changed.values()]);
  return failed;
};

const latest = (open: ReadonlyMap<string, Run> | undefined): Run | undefined => {
  const runs = [...(open?.values() ?? [])];
  return runs.reduce<Run | undefined>(
    (last, run) => (last === undefined || run.startedAt >= last.startedAt ? run : last),
    undefined,
  );
};
