/**
 * Instants are integers: microseconds since 1970-01-01T00:00:00Z. One unit everywhere (tables, messages, code), because
 * revisions and op versions carry microseconds; a number holds them exactly until the year 2255. Durations are microseconds too:
 * write `5 * MINUTE`, never a bare figure. ISO 8601 text appears only at the edges (API, command line, browser).
 */
export type Instant = number;

export const MILLISECOND = 1_000;
export const SECOND = 1_000 * MILLISECOND;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The instant as `2026-11-22T01:34:50.123456Z`; microseconds are kept, trailing zeros are not (milliseconds always are). */
export const toIso = (instant: Instant): string => {
  const iso = toDate(instant).toISOString();
  const rest = ((instant % MILLISECOND) + MILLISECOND) % MILLISECOND;
  return rest === 0 ? iso : iso.replace('Z', `${String(rest).padStart(3, '0')}Z`);
};

export const fromDate = (date: Date): Instant => date.getTime() * MILLISECOND;

export const toDate = (instant: Instant): Date => new Date(Math.floor(instant / MILLISECOND));

/** The start of the bucket of `width` that holds `instant`; buckets are aligned to 1970-01-01T00:00Z. */
export const floorTo = (instant: Instant, width: number): Instant => Math.floor(instant / width) * width;
