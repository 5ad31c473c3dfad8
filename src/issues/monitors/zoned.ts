import type { Instant } from '../../kit/index.ts';
import { MILLISECOND } from '../../kit/index.ts';

/** A reading of clock and calendar in some zone. Month counts from 1; fields may be out of range and then carry over. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** True for an IANA name that this machine knows. */
export const isTimezone = (timezone: string): boolean => {
  try {
    return formatter(timezone) !== undefined;
  } catch {
    return false;
  }
};

export const toWallTime = (instant: Instant, timezone: string): WallTime => {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatter(timezone).formatToParts(Math.floor(instant / MILLISECOND)))
    parts[type] = Number(value);
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = parts;
  return { year, month, day, hour, minute, second };
};

/** The instant of a wall time. One that comes twice (clocks go back) means the first; one that never comes means as much later as the clocks skip. */
export const fromWallTime = (wall: WallTime, timezone: string): Instant => {
  const asUtc = utc(wall);
  // The zone's offset a day before and a day after: one of them holds, whichever side of a change of clocks this is.
  const offsets = [-1, 1].map((days) => offsetAt(asUtc + days * 86_400_000, timezone));
  const candidates = offsets.map((offset) => asUtc - offset).filter((ms) => ms + offsetAt(ms, timezone) === asUtc);
  const ms = candidates.length > 0 ? Math.min(...candidates) : asUtc - (offsets[0] ?? 0);
  return ms * MILLISECOND;
};

/** Milliseconds that the zone's clocks are ahead of UTC. */
const offsetAt = (ms: number, timezone: string): number =>
  utc(toWallTime(ms * MILLISECOND, timezone)) - Math.floor(ms / 1000) * 1000;

const utc = ({ year, month, day, hour, minute, second }: WallTime): number =>
  Date.UTC(year, month - 1, day, hour, minute, second);

const formatters = new Map<string, Intl.DateTimeFormat>();

const formatter = (timezone: string): Intl.DateTimeFormat => {
  const known = formatters.get(timezone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formatters.set(timezone, made);
  return made;
};
