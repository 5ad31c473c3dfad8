import { DAY, HOUR } from '../kit/index.ts';
import type { Instant } from '../kit/index.ts';

/** So far back goes what is usual. */
export const USUAL = 7 * DAY;
/** Who is younger has no usual rate yet: everything about it is new. */
const YOUNG = DAY;
/** Fewer in ten minutes are no spike, however rare it was before. */
const FEWEST = 20;
/** Spike protection lets so many in ten minutes through, however quiet the project was. */
const FLOOR = 100;

/**
 * The usual number per hour: the mean of the hours of a week before the current one, or since it was first seen. Null for what is younger than a day. Pure.
 */
export const usualRate = (events: number, since: Instant, now: Instant): number | null =>
  now - since < YOUNG ? null : events / (Math.min(now - since, USUAL) / HOUR);

/**
 * Whether a spike begins or ends, by the number of events of ten minutes. It begins at `factor` times what is usual for ten minutes (at least 20 events), and ends below
 * half of that, so that what trembles around the threshold is one spike. Pure.
 */
export const judgeSpike = (
  events: number,
  usualPerHour: number | null,
  factor: number,
  spiking: boolean,
): 'begins' | 'ends' | null => {
  if (usualPerHour === null) return spiking ? 'ends' : null;
  const threshold = Math.max(FEWEST, (factor * usualPerHour) / 6);
  if (!spiking) return events >= threshold ? 'begins' : null;
  return events < threshold / 2 ? 'ends' : null;
};

/** How many events of ten minutes a project with spike protection may send; null: nobody knows what is usual yet. */
export const spikeLimit = (usualPerHour: number | null, factor: number): number | null =>
  usualPerHour === null ? null : Math.max(FLOOR, Math.ceil((factor * usualPerHour) / 6));

/** `240 events in 10 minutes; usual are 12`. */
export const spikeText = (events: number, usualPerHour: number): string => {
  const usual = usualPerHour / 6;
  const few = usual < 0.1 ? 'hardly any' : String(Number(usual.toFixed(1)));
  return `${events.toLocaleString('en-US')} events in 10 minutes; usual are ${usual < 10 ? few : Math.round(usual).toLocaleString('en-US')}`;
};
