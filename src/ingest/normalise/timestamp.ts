import type { Instant } from '../../kit/index.ts';
import { DAY, HOUR, MILLISECOND, MINUTE, SECOND } from '../../kit/index.ts';
import type { Notes } from './notes.ts';
import type { Source } from './source.ts';

const RFC3339 =
  /^\s*(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,20}))?)?\s*(?:[Zz]|UTC|([+-])(\d\d):?(\d\d)?)?\s*$/;
/** Relay's tolerance: up to here the difference may be the way of the request, not a wrong clock. */
const DRIFT_TOLERANCE = 55 * MINUTE;
const MAX_FUTURE = 60 * SECOND;
const MAX_AGE = 30 * DAY;
/** Numbers above are milliseconds: as seconds they would be after the year 5138. */
const LARGEST_SECONDS = 1e11;

/** RFC 3339 with or without zone (UTC) and with any fraction, or seconds since 1970 as number or text; milliseconds are told by their size. */
export const readInstant = (value: unknown): Instant | null => {
  if (typeof value === 'number') return fromEpoch(value);
  if (typeof value !== 'string' || value.length > 64) return null;
  const match = RFC3339.exec(value);
  if (match) return fromParts(match);
  return /^\s*\d{1,14}(?:\.\d{1,20})?\s*$/.test(value) ? fromEpoch(Number(value)) : null;
};

/** How far the client's clock is behind ours: what must be added to its timestamps. 0 unless it is more than 55 minutes off. */
export const clockDrift = (sentAt: Instant | null, receivedAt: Instant): number => {
  const drift = sentAt === null ? 0 : receivedAt - sentAt;
  return Math.abs(drift) > DRIFT_TOLERANCE ? drift : 0;
};

/**
 * When the event happened. The SDK's word, corrected for drift; the time of receipt when it says nothing, nothing readable, or something more than
 * 60 s ahead or 30 days back. Within those 60 s it is clamped to the time of receipt, so that no event lies in the future.
 */
export const eventTime = (source: Source, receivedAt: Instant, drift: number): Instant => {
  const value = source.fields['timestamp'];
  if (value === undefined || value === null || value === '') return receivedAt;
  const said = readInstant(value);
  if (said === null)
    return replaced(source.notes, 'invalid', 'not a point in time; the time of receipt is used', receivedAt);
  if (drift !== 0)
    source.notes.add('timestamp', 'replaced', `moved by ${Math.round(drift / SECOND)} s: the sender's clock is off`);
  const time = said + drift;
  if (time > receivedAt + MAX_FUTURE)
    return replaced(source.notes, 'replaced', 'in the future; the time of receipt is used', receivedAt);
  if (time < receivedAt - MAX_AGE)
    return replaced(source.notes, 'replaced', 'more than 30 days old; the time of receipt is used', receivedAt);
  return Math.min(time, receivedAt);
};

const replaced = (notes: Notes, reason: 'invalid' | 'replaced', detail: string, instead: Instant): Instant => {
  notes.add('timestamp', reason, detail);
  return instead;
};

const fromEpoch = (value: number): Instant | null =>
  plausible(Math.round(value > LARGEST_SECONDS ? value * MILLISECOND : value * SECOND));

const fromParts = (match: RegExpExecArray): Instant | null => {
  const [, year, month, day, hour, minute, second = '0', fraction = '', sign, zoneHour = '0', zoneMinute = '0'] = match;
  // Date.UTC would roll over (31 February becomes March) and read two-digit years as 19xx.
  if (Number(year) < 1970 || Number(month) < 1 || Number(month) > 12) return null;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return null;
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day));
  if (new Date(midnight).getUTCDate() !== Number(day)) return null;
  const date = midnight * MILLISECOND + Number(hour) * HOUR + Number(minute) * MINUTE + Number(second) * SECOND;
  const zone = (Number(zoneHour) * 60 + Number(zoneMinute)) * MINUTE * (sign === '-' ? -1 : 1);
  return plausible(date + Number(fraction.slice(0, 6).padEnd(6, '0')) - zone);
};

/** After 1970, and small enough to be exact in microseconds. */
const plausible = (instant: number): Instant | null => (instant > 0 && Number.isSafeInteger(instant) ? instant : null);
