export type Zone = 'local' | 'utc';

const pad = (n: number, width = 2) => String(n).padStart(width, '0');

/** `2026-11-22 01:34:50` (with milliseconds on request) in the chosen zone; the text itself when it is no instant. */
export const formatInstant = (iso: string, zone: Zone, milliseconds = false): string => {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const [y, mo, d, h, mi, s] =
    zone === 'utc'
      ? [
          date.getUTCFullYear(),
          date.getUTCMonth(),
          date.getUTCDate(),
          date.getUTCHours(),
          date.getUTCMinutes(),
          date.getUTCSeconds(),
        ]
      : [date.getFullYear(), date.getMonth(), date.getDate(), date.getHours(), date.getMinutes(), date.getSeconds()];
  const clock = `${pad(h)}:${pad(mi)}:${pad(s)}`;
  return `${y}-${pad(mo + 1)}-${pad(d)} ${clock}${milliseconds ? `.${pad(date.getUTCMilliseconds(), 3)}` : ''}`;
};

/** What a field for date and time holds (`2026-12-24T08:00`), as an instant of the zone it was meant in. */
export const instantOf = (field: string, zone: Zone): string => {
  const date = new Date(zone === 'utc' ? `${field}Z` : field);
  return Number.isNaN(date.getTime()) ? field : date.toISOString();
};

/** `UTC` or the offset of this browser at that instant, such as `UTC+02:00`. */
export const zoneName = (iso: string, zone: Zone): string => {
  if (zone === 'utc') return 'UTC';
  const minutes = -new Date(iso).getTimezoneOffset();
  if (!Number.isFinite(minutes) || minutes === 0) return 'UTC';
  const size = Math.abs(minutes);
  return `UTC${minutes < 0 ? '−' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
};

const units: [seconds: number, word: string][] = [
  [365 * 86_400, 'y'],
  [30 * 86_400, 'mo'],
  [7 * 86_400, 'w'],
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
];

/** `just now`, `4 min`, `3 h`, `2 d`, …: the span between two instants in its largest unit. */
export const formatAge = (iso: string, now: number): string => {
  const then = Date.parse(iso);
  if (Number.isNaN(then)) return iso;
  const seconds = Math.abs(now - then) / 1000;
  for (const [size, word] of units) if (seconds >= size) return `${Math.floor(seconds / size)} ${word}`;
  return seconds < 10 ? 'just now' : `${Math.floor(seconds)} s`;
};

/** `4 min ago`, `in 3 h`, `just now`. */
export const formatRelative = (iso: string, now: number): string => {
  const age = formatAge(iso, now);
  if (age === 'just now' || Number.isNaN(Date.parse(iso))) return age;
  return Date.parse(iso) > now ? `in ${age}` : `${age} ago`;
};

/** Seconds as `0.4 s`, `12 s`, `4 min`, `3 h`. */
export const formatSeconds = (seconds: number): string => {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  if (seconds < 3_600) return `${Math.round(seconds / 60)} min`;
  if (seconds < 86_400) return `${Math.round(seconds / 3_600)} h`;
  return `${Math.round(seconds / 86_400)} d`;
};
