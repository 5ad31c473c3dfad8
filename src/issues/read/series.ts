import type { Instant } from '../../kit/index.ts';
import { DAY, floorTo, HOUR } from '../../kit/index.ts';
import type { Queries } from '../../storage/index.ts';
import { scopes, widthOf } from '../digest/counts.ts';
import type { IssuesTables } from '../tables.ts';

/** A row of equal spans up to now; the last one is still filling. */
export interface Span {
  readonly interval: 'hour' | 'day';
  readonly count: number;
}

export const spans = {
  '24h': { interval: 'hour', count: 24 },
  '7d': { interval: 'hour', count: 7 * 24 },
  '30d': { interval: 'day', count: 30 },
  '90d': { interval: 'day', count: 90 },
} as const satisfies Record<string, Span>;

export const widthIn = ({ interval }: Span): number => (interval === 'hour' ? HOUR : DAY);

/** Start of the oldest span. */
export const startOf = (span: Span, now: Instant): Instant =>
  floorTo(now, widthIn(span)) - (span.count - 1) * widthIn(span);

/** Lays counts into their spans, oldest first; spans without a count are 0. */
export const layOut = (
  span: Span,
  now: Instant,
  counts: Iterable<{ readonly start: Instant; readonly count: number }>,
): number[] => {
  const [from, width] = [startOf(span, now), widthIn(span)];
  const laid = Array.from({ length: span.count }, () => 0);
  for (const { start, count } of counts) {
    const index = Math.floor((start - from) / width);
    if (index >= 0 && index < span.count) laid[index] = (laid[index] ?? 0) + count;
  }
  return laid;
};

/** Laid out counts with the start of their spans. */
export const withStarts = (span: Span, now: Instant, laid: readonly number[]) =>
  Array.from({ length: span.count }, (_, index) => ({
    start: startOf(span, now) + index * widthIn(span),
    count: laid[index] ?? 0,
  }));

/** Events per span of many issues or projects, in one statement; those without any are absent. */
export const eventSeries = async (
  queries: Queries,
  scope: keyof typeof scopes,
  ids: readonly number[],
  span: Span,
  now: Instant,
): Promise<Map<number, number[]>> => {
  if (ids.length === 0) return new Map();
  const rows = await queries
    .as<IssuesTables>()
    .selectFrom('event_count')
    .select(['id', 'start', 'events as count'])
    .where('scope', '=', scopes[scope])
    .where('id', 'in', ids)
    .where('width', '=', widthOf[span.interval])
    .where('start', '>=', startOf(span, now))
    .execute();
  const byId = Map.groupBy(rows, ({ id }) => id);
  return new Map([...byId].map(([id, counts]) => [id, layOut(span, now, counts)]));
};
