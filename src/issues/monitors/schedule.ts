import { Cron } from 'croner';
import type { Instant } from '../../kit/index.ts';
import { HOUR, MILLISECOND, MINUTE } from '../../kit/index.ts';
import { fromWallTime, toWallTime } from './zoned.ts';

export type Unit = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

/** When a monitored job should run. Days and longer follow the calendar of the zone, so that `every day` keeps its hour when clocks change. */
export type Schedule =
  | { readonly type: 'crontab'; readonly expression: string; readonly timezone: string }
  | { readonly type: 'interval'; readonly value: number; readonly unit: Unit; readonly timezone: string };

/** The first run after `after`; null when there will be none (`0 0 30 2 *`). */
export const nextRun = (schedule: Schedule, after: Instant): Instant | null => {
  if (schedule.type === 'crontab') {
    const next = cron(schedule.expression, schedule.timezone).nextRun(new Date(Math.floor(after / MILLISECOND)));
    return next === null ? null : next.getTime() * MILLISECOND;
  }
  const { value, unit, timezone } = schedule;
  if (unit === 'minute') return after + value * MINUTE;
  if (unit === 'hour') return after + value * HOUR;
  const wall = toWallTime(after, timezone);
  const part = after % (1000 * MILLISECOND);
  if (unit === 'day' || unit === 'week')
    return fromWallTime({ ...wall, day: wall.day + value * (unit === 'week' ? 7 : 1) }, timezone) + part;
  const months = wall.year * 12 + (wall.month - 1) + value * (unit === 'year' ? 12 : 1);
  const [year, month] = [Math.floor(months / 12), (months % 12) + 1];
  // The 31st of January plus a month is the last of February.
  const day = Math.min(wall.day, new Date(Date.UTC(year, month, 0)).getUTCDate());
  return fromWallTime({ ...wall, year, month, day }, timezone) + part;
};

/** True for five fields (minute to day of week) or a nickname such as `@daily`, in the usual crontab language. */
export const isCrontab = (expression: string): boolean => {
  if (!/^(@[a-z]+|\S+(\s+\S+){4})$/.test(expression) || expression.length > 200) return false;
  try {
    cron(expression, 'UTC');
    return true;
  } catch {
    return false;
  }
};

const crons = new Map<string, Cron>();

/** Parsed once; the memory is bounded because clients write the expressions. */
const cron = (expression: string, timezone: string): Cron => {
  const key = `${timezone} ${expression}`;
  const known = crons.get(key);
  if (known !== undefined) return known;
  const made = new Cron(expression, { paused: true, mode: '5-part', timezone });
  if (crons.size >= 1000) crons.clear();
  crons.set(key, made);
  return made;
};
