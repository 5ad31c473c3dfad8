import type { Instant } from './time.ts';
import { DAY, fromDate, HOUR, MINUTE, toDate } from './time.ts';

export const periods = ['minute', 'hour', 'day', 'week', 'month', 'year'] as const;
export type Period = (typeof periods)[number];

/**
 * The instant `n` periods before `at` (after it for a negative `n`), by the UTC calendar, at the same time of day. Where that month has no such day it is the
 * month's last instant: a month before any moment of March 29th to 31st February ends. So a later `at` never has an earlier beginning.
 */
export const periodsBefore = (at: Instant, period: Period, n: number): Instant => {
  const width = widths[period];
  if (width !== null) return at - n * width;
  const months = period === 'year' ? 12 * n : n;
  const date = toDate(at);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() - months, date.getUTCDate()];
  const beyond = fromDate(new Date(Date.UTC(year, month + 1, 1)));
  const days = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  if (day > days) return beyond - 1;
  const midnight = fromDate(new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), day)));
  return beyond - (days - day + 1) * DAY + (at - midnight);
};

const widths = { minute: MINUTE, hour: HOUR, day: DAY, week: 7 * DAY, month: null, year: null } as const;

/** `1 hour`, `3 days`. */
export const spanText = (period: Period, n: number): string => `${n} ${period}${n === 1 ? '' : 's'}`;
