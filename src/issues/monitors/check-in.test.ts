import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CheckIn } from '../../ingest/index.ts';
import { fromDate, HOUR, MINUTE } from '../../kit/index.ts';
import { applyCheckIn, missedRunId, newMonitor } from './check-in.ts';
import type { MonitorState, Run } from './check-in.ts';
import { readMonitorConfig } from './config.ts';
import { monitorEvent } from './monitor-event.ts';

const start = fromDate(new Date('2026-11-22T10:00:00Z'));
const hourly = readMonitorConfig({
  schedule: { type: 'crontab', value: '0 * * * *' },
  checkin_margin: 5,
  max_runtime: 10,
});
const patient = readMonitorConfig({
  schedule: { type: 'interval', value: 1, unit: 'hour' },
  failure_issue_threshold: 3,
  recovery_threshold: 2,
});

const checkIn = (
  status: CheckIn['status'],
  timestamp: number,
  id = '1'.repeat(32),
  durationMs: number | null = null,
): CheckIn => ({
  id,
  monitor: 'backup',
  status,
  environment: 'production',
  durationMs,
  timestamp,
  config: null,
});

/** Runs check-ins one after the other, as the digest does. */
const play = (config: typeof hourly, checkIns: readonly CheckIn[]) => {
  let state: MonitorState = newMonitor;
  const runs = new Map<string, Run>();
  const failed: Run[] = [];
  for (const each of checkIns) {
    const outcome = applyCheckIn(state, config, runs.get(each.id), each);
    state = outcome.state;
    if (outcome.run !== null) runs.set(outcome.run.id, outcome.run);
    if (outcome.failed && outcome.run !== null) failed.push(outcome.run);
  }
  return { state, runs: [...runs.values()], failed };
};

describe('a run', () => {
  test('begins, ends, and sets when the next is expected by its beginning', () => {
    const { state, runs } = play(hourly, [checkIn('in_progress', start + MINUTE), checkIn('ok', start + 4 * MINUTE)]);
    expect(state).toMatchObject({ status: 'ok', nextExpectedAt: start + HOUR, missedAt: start + HOUR + 5 * MINUTE });
    expect(runs).toEqual([
      { id: '1'.repeat(32), status: 'ok', startedAt: start + MINUTE, durationMs: 180_000, timesOutAt: null },
    ]);
  });

  test('that comes in one word with its duration began that much earlier', () => {
    const { runs } = play(hourly, [checkIn('ok', start, undefined, 2_000)]);
    expect(runs).toMatchObject([{ startedAt: start - 2_000_000, durationMs: 2_000 }]);
  });

  test('that takes too long is timed out once, and a late end changes nothing', () => {
    const times = [
      checkIn('in_progress', start),
      checkIn('timeout', start + 9 * MINUTE),
      checkIn('timeout', start + 10 * MINUTE),
    ];
    expect(play(hourly, times.slice(0, 2)).failed).toEqual([]);
    const { failed, state } = play(hourly, [
      ...times,
      checkIn('timeout', start + 11 * MINUTE),
      checkIn('ok', start + 12 * MINUTE),
    ]);
    expect(failed).toMatchObject([{ status: 'timeout' }]);
    expect(state.status).toBe('timeout');
  });

  test('that does not come is missed once; the next one is expected then', () => {
    const report = checkIn('missed', start + HOUR, '2'.repeat(32));
    const { state, failed } = play(hourly, [checkIn('ok', start + MINUTE), report, report]);
    expect(failed).toMatchObject([{ status: 'missed', startedAt: start + HOUR }]);
    expect(state).toMatchObject({ status: 'missed', nextExpectedAt: start + 2 * HOUR });
  });

  test('that had come by the time its absence was reported is not missed', () => {
    const { failed } = play(hourly, [
      checkIn('ok', start + MINUTE),
      checkIn('ok', start + HOUR + 6 * MINUTE, '3'.repeat(32)),
      checkIn('missed', start + HOUR, '2'.repeat(32)),
    ]);
    expect(failed).toEqual([]);
  });
});

describe('failures become events', () => {
  const runs = (...statuses: ('ok' | 'error')[]) =>
    statuses.map((status, index) => checkIn(status, start + index * HOUR, String(index).padStart(32, '0')));

  test('at once by default', () => {
    expect(play(hourly, runs('ok', 'error', 'error', 'ok', 'error')).failed).toHaveLength(3);
  });

  test('from the threshold on, and until enough successes followed', () => {
    expect(play(patient, runs('error', 'error')).failed).toHaveLength(0);
    expect(play(patient, runs('error', 'error', 'ok', 'error', 'error')).failed).toHaveLength(0);
    expect(play(patient, runs('error', 'error', 'error', 'error')).failed).toHaveLength(2);
    // One success is not a recovery yet: the next failure counts at once. Two are.
    expect(play(patient, runs('error', 'error', 'error', 'ok', 'error')).failed).toHaveLength(2);
    expect(play(patient, runs('error', 'error', 'error', 'ok', 'ok', 'error')).failed).toHaveLength(1);
  });

  test('a second delivery of anything changes nothing', () => {
    const statuses = fc.constantFrom('ok' as const, 'error' as const, 'in_progress' as const);
    const checkIns = fc.array(fc.tuple(statuses, fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 300 })));
    fc.assert(
      fc.property(checkIns, (words) => {
        const list = words.map(([status, id, minute]) =>
          checkIn(status, start + minute * MINUTE, String(id).padStart(32, '0')),
        );
        const once = play(patient, list);
        expect(play(patient, [...list, ...list]).failed).toEqual(once.failed);
        expect(play(patient, [...list, ...list]).runs).toEqual(
          // A run that was left open may be closed by what came before it the first time.
          play(patient, [...list, ...list, ...list]).runs,
        );
      }),
    );
  });
});

test('the event of a failed run has one id however often it is made, and another for every run', () => {
  const run: Run = {
    id: missedRunId(7, 'backup', 'production', start),
    status: 'missed',
    startedAt: start,
    durationMs: null,
    timesOutAt: null,
  };
  const event = () =>
    monitorEvent({ project: 7, monitor: 'backup', environment: 'production', run, receivedAt: start + MINUTE });
  expect(event()).toEqual(event());
  expect(event().eventId).toMatch(/^[0-9a-f]{32}$/);
  const other = monitorEvent({
    project: 7,
    monitor: 'backup',
    environment: 'production',
    run: { ...run, id: missedRunId(7, 'backup', 'production', start + HOUR) },
    receivedAt: start,
  });
  expect(other.eventId).not.toBe(event().eventId);
  expect(other.fingerprint).toEqual(event().fingerprint);
});
