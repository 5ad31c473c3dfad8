import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../ingest/index.ts';
import { fromDate, HOUR, MINUTE, SECOND, toIso } from '../../kit/index.ts';
import { readMonitorConfig } from './config.ts';
import { isCrontab, nextRun } from './schedule.ts';
import type { Schedule } from './schedule.ts';
import { fromWallTime, toWallTime } from './zoned.ts';

const at = (iso: string) => fromDate(new Date(iso));
const after = (schedule: Schedule, iso: string) => {
  const next = nextRun(schedule, at(iso));
  return next === null ? null : toIso(next);
};
const crontab = (expression: string, timezone = 'UTC'): Schedule => ({ type: 'crontab', expression, timezone });
const every = (
  value: number,
  unit: 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year',
  timezone = 'UTC',
): Schedule => ({
  type: 'interval',
  value,
  unit,
  timezone,
});

describe('a crontab schedule', () => {
  test('names the first run after an instant, never the instant itself', () => {
    expect(after(crontab('*/15 * * * *'), '2026-11-22T01:07:30Z')).toBe('2026-11-22T01:15:00.000Z');
    expect(after(crontab('*/15 * * * *'), '2026-11-22T01:15:00Z')).toBe('2026-11-22T01:30:00.000Z');
    expect(after(crontab('@daily'), '2026-11-22T01:07:30Z')).toBe('2026-11-23T00:00:00.000Z');
  });

  test('reads the hour in its zone, also on the days when clocks change', () => {
    const nightly = crontab('30 2 * * *', 'Europe/Berlin');
    expect(after(nightly, '2026-03-28T20:00:00Z')).toBe('2026-03-29T01:00:00.000Z');
    expect(after(nightly, '2026-10-24T20:00:00Z')).toBe('2026-10-25T00:30:00.000Z');
    expect(after(nightly, '2026-10-25T00:30:00Z')).toBe('2026-10-26T01:30:00.000Z');
  });

  test('that never comes has no next run', () => {
    expect(after(crontab('0 0 30 2 *'), '2026-01-01T00:00:00Z')).toBeNull();
  });

  test('has five fields or a nickname; seconds, dates and nonsense are none', () => {
    for (const good of ['* * * * *', '0 9-17/2 * * MON-FRI', '@hourly']) expect(isCrontab(good)).toBe(true);
    for (const bad of ['* * * * * *', '2026-01-01T00:00:00', '61 * * * *', '', '@never', 'a b c d e'])
      expect(isCrontab(bad)).toBe(false);
  });
});

describe('an interval schedule', () => {
  test('counts minutes and hours as they pass, days and longer by the calendar of the zone', () => {
    expect(after(every(90, 'minute'), '2026-03-29T00:00:00Z')).toBe('2026-03-29T01:30:00.000Z');
    expect(after(every(24, 'hour', 'Europe/Berlin'), '2026-03-28T12:00:00Z')).toBe('2026-03-29T12:00:00.000Z');
    expect(after(every(1, 'day', 'Europe/Berlin'), '2026-03-28T12:00:00Z')).toBe('2026-03-29T11:00:00.000Z');
    expect(after(every(1, 'week', 'Europe/Berlin'), '2026-10-24T12:00:00Z')).toBe('2026-10-31T13:00:00.000Z');
  });

  test('takes the last day of a month that is too short', () => {
    expect(after(every(1, 'month'), '2026-01-31T08:00:00Z')).toBe('2026-02-28T08:00:00.000Z');
    expect(after(every(1, 'year'), '2028-02-29T08:00:00Z')).toBe('2029-02-28T08:00:00.000Z');
  });

  test('always moves forward and keeps fractions of a second', () => {
    const units = fc.constantFrom('minute', 'hour', 'day', 'week', 'month', 'year');
    const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kathmandu');
    const instants = fc.integer({ min: at('2020-01-01T00:00:00Z'), max: at('2035-01-01T00:00:00Z') });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), units, zones, instants, (value, unit, zone, instant) => {
        const next = nextRun(every(value, unit, zone), instant) ?? 0;
        expect(next).toBeGreaterThan(instant);
        expect(next % SECOND).toBe(instant % SECOND);
      }),
    );
  });
});

test('a wall time that comes twice is the first, one that never comes is as much later as the clocks skip', () => {
  const wall = (hour: number, minute: number, month: number, day: number) => ({
    year: 2026,
    month,
    day,
    hour,
    minute,
    second: 0,
  });
  expect(toIso(fromWallTime(wall(2, 30, 10, 25), 'Europe/Berlin'))).toBe('2026-10-25T00:30:00.000Z');
  expect(toIso(fromWallTime(wall(2, 30, 3, 29), 'Europe/Berlin'))).toBe('2026-03-29T01:30:00.000Z');
  expect(toWallTime(at('2026-03-29T01:30:00Z'), 'Europe/Berlin')).toMatchObject({ hour: 3, minute: 30 });
});

describe('a monitor’s config', () => {
  test('is read as clients send it, in minutes', () => {
    const config = readMonitorConfig({
      schedule: { type: 'crontab', value: '0 3 * * *' },
      checkin_margin: 5,
      max_runtime: 120,
      timezone: 'Europe/Vienna',
      failure_issue_threshold: 3,
      recovery_threshold: 2,
    });
    expect(config).toEqual({
      schedule: { type: 'crontab', expression: '0 3 * * *', timezone: 'Europe/Vienna' },
      margin: 5 * MINUTE,
      maxRuntime: 2 * HOUR,
      failureThreshold: 3,
      recoveryThreshold: 2,
    });
  });

  test('with senseless fields falls back to the defaults, with a senseless schedule to none', () => {
    const schedule = { type: 'interval', value: 1, unit: 'day' };
    expect(readMonitorConfig({ schedule, timezone: 'Moon/Crater', checkin_margin: -1, max_runtime: 'x' })).toEqual({
      schedule: { ...schedule, timezone: 'UTC' },
      margin: MINUTE,
      maxRuntime: 30 * MINUTE,
      failureThreshold: 1,
      recoveryThreshold: 1,
    });
    for (const bad of [
      null,
      [],
      'daily',
      {},
      { schedule: { type: 'crontab', value: 7 } },
      { schedule: { type: 'interval', value: 0, unit: 'day' } },
    ])
      expect(readMonitorConfig(bad as Json)).toBeNull();
  });
});
