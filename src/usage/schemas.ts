import { Type } from 'typebox';
import type { Static } from 'typebox';
import { toIso } from '../kit/index.ts';
import type { Instant } from '../kit/index.ts';
import { spanNames } from './quota.ts';
import { periods, startsOf } from './statistics.ts';
import type { Range, Series } from './statistics.ts';
import type { ProjectQuotaView, QuotaView } from './view.ts';

const nullableInteger = (more: object = {}) => Type.Unsafe<number | null>({ type: ['integer', 'null'], ...more });
const instant = Type.String({ format: 'date-time', description: 'ISO 8601, UTC' });
const instantOrNull = Type.Unsafe<string | null>({ type: ['string', 'null'], format: 'date-time' });
const closed = { additionalProperties: false } as const;

export const projectPath = Type.Object({ projectId: Type.String({ maxLength: 60, description: 'Number or slug' }) });

export const statsQuery = Type.Object({
  period: Type.Enum(Object.keys(periods) as (keyof typeof periods)[], { default: '24h' }),
  from: Type.Optional(Type.String({ format: 'date-time', description: 'With to and interval: instead of a period' })),
  to: Type.Optional(Type.String({ format: 'date-time', description: 'Exclusive' })),
  interval: Type.Optional(Type.Enum(['minute', 'hour', 'day'])),
});

const bucket = Type.Object({ start: instant, count: Type.Integer() });
const statsFields = {
  interval: Type.Enum(['minute', 'hour', 'day']),
  accepted: Type.Array(bucket, { description: 'Events' }),
  others: Type.Array(Type.Object({ category: Type.String(), buckets: Type.Array(bucket) }), {
    description: 'What else was accepted: feedback, attachments, session, monitor (check-ins)',
  }),
  discarded: Type.Array(
    Type.Object({
      reason: Type.String({
        description:
          'By the server: quota, installation_quota, spike, rate_limited (of a key), filter (allowed origins), duplicate, invalid, too_large, too_many, not_supported, unavailable, overload. By clients: as they name it',
      }),
      category: Type.String(),
      source: Type.Enum(['server', 'client']),
      buckets: Type.Array(bucket),
    }),
  ),
};
export const stats = Type.Object(statsFields);
export const installationStats = Type.Object({
  ...statsFields,
  projects: Type.Array(
    Type.Object({ projectId: Type.Integer(), accepted: Type.Integer(), discarded: Type.Integer() }),
    { description: 'Those that sent the most events, at most 100' },
  ),
});

const limit = nullableInteger({ minimum: 0, maximum: 1_000_000_000, description: 'Events; null: unlimited' });
const limits = { fiveMinutes: limit, hour: limit, month: limit };
const spikes = {
  spikeProtection: Type.Boolean({ description: 'Refuse what is beyond spikeFactor times the usual rate' }),
  spikeFactor: Type.Number({
    minimum: 2,
    maximum: 1_000,
    description: 'From which multiple of its usual rate on something is a spike',
  }),
};
const span = Type.Enum([...spanNames]);
const usage = Type.Array(
  Type.Object({
    span,
    limit,
    used: Type.Integer({ description: 'Events accepted in the window that ends now' }),
    freesAt: instantOrNull,
  }),
);

export const quota = Type.Object({ ...limits, usage });
export const projectQuota = Type.Object({
  ...limits,
  ...spikes,
  usage,
  shares: Type.Array(
    Type.Object({
      span,
      limit: Type.Integer({ description: 'Of the whole installation' }),
      used: Type.Integer({ description: 'By all projects' }),
      own: Type.Integer({ description: 'What nobody else can use' }),
      commonLeft: Type.Integer({ description: 'What is left for all' }),
      room: Type.Integer({ description: 'What this project may still send' }),
    }),
  ),
  usualPerHour: Type.Unsafe<number | null>({ type: ['number', 'null'] }),
  spikingSince: instantOrNull,
});
export const quotaChange = Type.Partial(Type.Object(limits), closed);
export const projectQuotaChange = Type.Partial(Type.Object({ ...limits, ...spikes }), closed);

const iso = (at: Instant | null): string | null => (at === null ? null : toIso(at));

export const showStats = (range: Range, series: readonly Series[]): Static<typeof stats> => {
  const starts = startsOf(range).map(toIso);
  const buckets = (counts: readonly number[]) => starts.map((start, index) => ({ start, count: counts[index] ?? 0 }));
  const accepted = series.filter(({ outcome }) => outcome === 'accepted');
  return {
    interval: range.interval,
    accepted: buckets(accepted.find(({ category }) => category === 'error')?.counts ?? []),
    others: accepted
      .filter(({ category }) => category !== 'error')
      .map(({ category, counts }) => ({ category, buckets: buckets(counts) })),
    discarded: series.flatMap(({ outcome, reason, category, counts }) =>
      outcome === 'accepted' ? [] : { reason, category, source: outcome, buckets: buckets(counts) },
    ),
  };
};

const showUsage = ({ usage: windows }: QuotaView) => windows.map((one) => ({ ...one, freesAt: iso(one.freesAt) }));

export const showQuota = (view: QuotaView): Static<typeof quota> => {
  const { fiveMinutes, hour, month } = view.settings;
  return { fiveMinutes, hour, month, usage: showUsage(view) };
};

export const showProjectQuota = (view: ProjectQuotaView): Static<typeof projectQuota> => ({
  ...view.settings,
  usage: showUsage(view),
  shares: view.shares,
  usualPerHour: view.usualPerHour,
  spikingSince: iso(view.spikingSince),
});
