import type { Instant, Period } from '../kit/index.ts';
import { badRequest, floorTo, MINUTE, periodsBefore, spanText } from '../kit/index.ts';

/** The rolling windows that quotas look at. Months are those of the UTC calendar. */
export const spans = {
  fiveMinutes: { period: 'minute', n: 5 },
  hour: { period: 'hour', n: 1 },
  month: { period: 'month', n: 1 },
} as const satisfies Readonly<Record<string, Span>>;
export type SpanName = keyof typeof spans;
export const spanNames = Object.keys(spans) as SpanName[];

export interface Span {
  readonly period: Period;
  readonly n: number;
}

/** Over how long a spike is judged. */
export const spikeSpan: Span = { period: 'minute', n: 10 };

/** How many events each window may hold; null: as many as come. */
export type Limits = Readonly<Record<SpanName, number | null>>;

export interface QuotaSettings extends Limits {
  /** Refuse what is beyond `spikeFactor` times the usual rate. */
  readonly spikeProtection: boolean;
  /** How many times its usual rate something must reach to be a spike. */
  readonly spikeFactor: number;
}

export const defaultLimits: Limits = { fiveMinutes: 1_000, hour: 5_000, month: 1_000_000 };
const unlimited: Limits = { fiveMinutes: null, hour: null, month: null };

/** What a project or the installation has that said nothing. */
export const settingsWith = (limits: Limits): QuotaSettings => ({ ...limits, spikeProtection: false, spikeFactor: 5 });

/**
 * Reads the limits of those that have none of their own: `1000/5min,5000/hour,1000000/month`, `none` for a window without one, or `off` for no limit at all. What is not
 * named has its default. Throws CulpritError `bad_quota`.
 */
export const parseLimits = (text: string): Limits => {
  if (text === 'off') return unlimited;
  const limits: Record<SpanName, number | null> = { ...defaultLimits };
  for (const part of text.split(',').filter((one) => one.trim() !== '')) {
    const [, count, name = ''] = /^\s*(none|\d{1,9})\/(5min|hour|month)\s*$/.exec(part) ?? [];
    const span = spanWords[name];
    if (count === undefined || span === undefined)
      throw badRequest(
        `"${part.trim()}" is no quota; it looks like 1000/5min,5000/hour,none/month, or off`,
        'bad_quota',
      );
    limits[span] = count === 'none' ? null : Number(count);
  }
  return limits;
};

const spanWords: Readonly<Record<string, SpanName>> = { '5min': 'fiveMinutes', hour: 'hour', month: 'month' };

/** `1,000 events per 5 minutes`. */
export const limitText = (limit: number, { period, n }: Span): string =>
  `${limit.toLocaleString('en-US')} event${limit === 1 ? '' : 's'} per ${n === 1 ? period : spanText(period, n)}`;

/**
 * The first minute of the window that ends now. The minute in which it begins counts as a whole, so that no window, wherever it begins, ever holds more than its quota.
 */
export const beginOf = ({ period, n }: Span, now: Instant): Instant => floorTo(periodsBefore(now, period, n), MINUTE);

/** When what came in this minute counts no more. */
export const endOf = ({ period, n }: Span, minute: Instant): Instant => periodsBefore(minute + MINUTE, period, -n);
