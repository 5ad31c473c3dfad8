import type { CheckIn } from '../../ingest/index.ts';
import type { Instant } from '../../kit/index.ts';
import { MILLISECOND, sha256 } from '../../kit/index.ts';
import { defaults } from './config.ts';
import type { MonitorConfig } from './config.ts';
import { nextRun } from './schedule.ts';

/** How a monitor fares in one environment. */
export interface MonitorState {
  /** The last verdict; `in_progress` or `waiting` while there is none. */
  readonly status: 'waiting' | 'in_progress' | 'ok' | 'error' | 'missed' | 'timeout';
  readonly lastCheckInAt: Instant | null;
  readonly nextExpectedAt: Instant | null;
  /** When the absence of the next run counts as missed. */
  readonly missedAt: Instant | null;
  readonly failures: number;
  readonly successes: number;
  /** From the failure that reached the threshold until it recovered. */
  readonly failing: boolean;
}

/** One run of the job, as its check-ins tell it. */
export interface Run {
  /** 32 hex digits. */
  readonly id: string;
  readonly status: CheckIn['status'];
  readonly startedAt: Instant;
  readonly durationMs: number | null;
  /** While in progress. */
  readonly timesOutAt: Instant | null;
}

export interface Outcome {
  readonly state: MonitorState;
  /** The run to keep; null when the check-in changes nothing (a second delivery, a report that came too late). */
  readonly run: Run | null;
  /** True when this run is to become an event. */
  readonly failed: boolean;
}

export const newMonitor: MonitorState = {
  status: 'waiting',
  lastCheckInAt: null,
  nextExpectedAt: null,
  missedAt: null,
  failures: 0,
  successes: 0,
  failing: false,
};

/**
 * What one check-in changes. `known` is the run it speaks of, if there is one. Reports of missed and timed-out runs come through the same door
 * (from the sweep): they count only if they are still true here, where everything that arrived before them is known.
 */
export const applyCheckIn = (
  state: MonitorState,
  config: MonitorConfig | null,
  known: Run | undefined,
  checkIn: CheckIn,
): Outcome => {
  const unchanged: Outcome = { state, run: null, failed: false };
  if (checkIn.status === 'missed')
    return state.nextExpectedAt === checkIn.timestamp ? missed(state, config, checkIn) : unchanged;
  if (checkIn.status === 'timeout') {
    const late = known?.status === 'in_progress' && known.timesOutAt !== null && known.timesOutAt <= checkIn.timestamp;
    return late ? finished(state, config, { ...known, status: 'timeout', timesOutAt: null }) : unchanged;
  }
  if (known !== undefined && (known.status !== 'in_progress' || checkIn.status === 'in_progress')) return unchanged;
  const startedAt = known?.startedAt ?? checkIn.timestamp - (checkIn.durationMs ?? 0) * MILLISECOND;
  // A run that began has come; its end says nothing about the next one.
  const begun: MonitorState = {
    ...state,
    ...(known === undefined ? expect(config, checkIn.timestamp) : {}),
    lastCheckInAt: Math.max(state.lastCheckInAt ?? 0, checkIn.timestamp),
  };
  if (checkIn.status === 'in_progress') {
    const timesOutAt = startedAt + (config?.maxRuntime ?? defaults.maxRuntime);
    return {
      state: state.status === 'waiting' ? { ...begun, status: 'in_progress' } : begun,
      run: { id: checkIn.id, status: 'in_progress', startedAt, durationMs: null, timesOutAt },
      failed: false,
    };
  }
  const durationMs = checkIn.durationMs ?? (known === undefined ? null : (checkIn.timestamp - startedAt) / MILLISECOND);
  return finished(begun, config, {
    id: known?.id ?? checkIn.id,
    status: checkIn.status,
    startedAt,
    durationMs: durationMs === null ? null : Math.max(0, Math.round(durationMs)),
    timesOutAt: null,
  });
};

/** The next run after `instant`, and when it would be missed. */
export const expect = (
  config: MonitorConfig | null,
  instant: Instant,
): Pick<MonitorState, 'nextExpectedAt' | 'missedAt'> => {
  const next = config === null ? null : nextRun(config.schedule, instant);
  return { nextExpectedAt: next, missedAt: next === null ? null : next + (config?.margin ?? 0) };
};

/** The id under which one missed run is reported, however often and by whomever. */
export const missedRunId = (project: number, monitor: string, environment: string, expectedAt: Instant): string =>
  sha256(JSON.stringify(['missed', project, monitor, environment, expectedAt])).toString('hex', 0, 16);

const missed = (state: MonitorState, config: MonitorConfig | null, { id, timestamp }: CheckIn): Outcome =>
  finished({ ...state, ...expect(config, timestamp) }, config, {
    id,
    status: 'missed',
    startedAt: timestamp,
    durationMs: null,
    timesOutAt: null,
  });

/** The verdict on a run: failures count up to the threshold and, once an issue is open, each makes an event until enough successes followed. */
const finished = (state: MonitorState, config: MonitorConfig | null, run: Run): Outcome => {
  const { failureThreshold, recoveryThreshold } = config ?? defaults;
  const good = run.status === 'ok';
  const failures = good ? 0 : state.failures + 1;
  const successes = good ? state.successes + 1 : 0;
  const failing = good ? state.failing && successes < recoveryThreshold : state.failing || failures >= failureThreshold;
  const status = run.status as MonitorState['status'];
  return { state: { ...state, status, failures, successes, failing }, run, failed: !good && failing };
};
