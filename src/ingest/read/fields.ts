import { readInstant } from '../normalise/timestamp.ts';
import { cut, wellFormed } from '../normalise/text.ts';
import type { JsonObject } from '../wire/json.ts';

/** Text that every store takes, at most `limit` long; null when it is none or empty. */
export const textOf = (value: unknown, limit: number): string | null => {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const text = wellFormed(String(value)).trim();
  return text === '' ? null : cut(text, limit);
};

export const numberOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

/** A count that can be added up for years without losing its last digit; null for anything else, and for 0. */
export const countOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0 && value <= 1_000_000_000 ? value : null;

/** Seconds, as SDKs send durations, in whole milliseconds. */
export const milliseconds = (seconds: unknown): number | null => {
  const value = typeof seconds === 'string' && seconds.trim() !== '' ? Number(seconds) : numberOf(seconds);
  return value !== null && value >= 0 && value < 1e10 ? Math.round(value * 1_000) : null;
};

export const instantOf = (fields: JsonObject, key: string): number | null => readInstant(fields[key]);
