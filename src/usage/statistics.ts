import type { Instant } from '../kit/index.ts';
import { badRequest, DAY, floorTo, HOUR, MINUTE } from '../kit/index.ts';
import type { Queries } from '../storage/index.ts';
import { INSTALLATION, outcomes } from './counts.ts';
import type { UsageTables } from './tables.ts';

export const intervals = { minute: MINUTE, hour: HOUR, day: DAY } as const;
export type Interval = keyof typeof intervals;
const widthOf: Readonly<Record<Interval, number>> = { minute: 0, hour: 1, day: 2 };

/** How long counts are kept: of minutes, hours and days. */
export const kept: Readonly<Record<Interval, number>> = { minute: 2 * DAY, hour: 100 * DAY, day: 1_100 * DAY };

/** Equal spans of time, the last of which may still be filling. */
export interface Range {
  readonly interval: Interval;
  readonly from: Instant;
  /** Of the last span. */
  readonly last: Instant;
}

export const periods = {
  '1h': { interval: 'minute', count: 60 },
  '24h': { interval: 'hour', count: 24 },
  '7d': { interval: 'hour', count: 7 * 24 },
  '30d': { interval: 'day', count: 30 },
  '90d': { interval: 'day', count: 90 },
} as const satisfies Readonly<Record<string, { interval: Interval; count: number }>>;

/** The named period up to now. */
export const rangeOf = (period: keyof typeof periods, now: Instant): Range => {
  const { interval, count } = periods[period];
  const last = floorTo(now, intervals[interval]);
  return { interval, from: last - (count - 1) * intervals[interval], last };
};

const MOST = 1_500;

/** The spans of `interval` that `from` to `to` (exclusive) touches. Throws CulpritError `bad_range`. */
export const rangeBetween = (from: Instant, to: Instant, interval: Interval): Range => {
  const width = intervals[interval];
  const range = { interval, from: floorTo(from, width), last: floorTo(to - 1, width) };
  if (to <= from) throw badRequest('The range ends before it begins.', 'bad_range');
  if ((range.last - range.from) / width >= MOST)
    throw badRequest(`A range has at most ${MOST} spans; take a wider interval or a shorter range.`, 'bad_range');
  return range;
};

/** Counts in the spans of a range, the oldest first. */
export interface Series {
  readonly outcome: keyof typeof outcomes;
  readonly reason: string;
  readonly category: string;
  readonly counts: number[];
}

/** What became of what was sent, in series by outcome, reason and category, the largest first; at most 100. `project` 0: of the whole installation. */
export const readSeries = async (queries: Queries, project: number, range: Range): Promise<Series[]> => {
  const rows = await queries
    .as<UsageTables>()
    .selectFrom('usage_count')
    .select(['start', 'outcome', 'reason', 'category', 'quantity'])
    .where('project_id', '=', project)
    .where('width', '=', widthOf[range.interval])
    .where('start', '>=', range.from)
    .where('start', '<=', range.last)
    .execute();
  const series = new Map<string, Series>();
  for (const { start, outcome, reason, category, quantity } of rows) {
    const name = JSON.stringify([outcome, reason, category]);
    let one = series.get(name);
    if (one === undefined) {
      one = { outcome: names[outcome] ?? 'server', reason, category, counts: startsOf(range).map(() => 0) };
      series.set(name, one);
    }
    const index = (start - range.from) / intervals[range.interval];
    one.counts[index] = (one.counts[index] ?? 0) + quantity;
  }
  return [...series.values()].sort((a, b) => sum(b.counts) - sum(a.counts)).slice(0, 100);
};

/** The beginning of each span. */
export const startsOf = ({ interval, from, last }: Range): Instant[] =>
  Array.from({ length: (last - from) / intervals[interval] + 1 }, (_, index) => from + index * intervals[interval]);

/** How much each project sent in a range, the most first; at most `limit`. Discards of clients are theirs and not among it. */
export const readProjects = async (
  queries: Queries,
  range: Range,
  limit: number,
): Promise<{ project: number; accepted: number; discarded: number }[]> => {
  const rows = await queries
    .as<UsageTables>()
    .selectFrom('usage_count')
    .select(({ fn, eb }) => [
      'project_id',
      fn
        .sum<number>(eb.case().when('outcome', '=', outcomes.accepted).then(eb.ref('quantity')).else(0).end())
        .as('accepted'),
      fn
        .sum<number>(eb.case().when('outcome', '=', outcomes.server).then(eb.ref('quantity')).else(0).end())
        .as('discarded'),
    ])
    .where('project_id', '<>', INSTALLATION)
    .where('width', '=', widthOf[range.interval])
    .where('start', '>=', range.from)
    .where('start', '<=', range.last)
    .where('category', '=', 'error')
    .groupBy('project_id')
    .execute();
  return rows
    .map((row) => ({ project: row.project_id, accepted: row.accepted, discarded: row.discarded }))
    .sort((a, b) => b.accepted + b.discarded - (a.accepted + a.discarded))
    .slice(0, limit);
};

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
const names = Object.keys(outcomes) as (keyof typeof outcomes)[];
