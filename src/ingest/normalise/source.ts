import type { Json } from '../event.ts';
import type { Notes } from './notes.ts';
import { cut, head, wellFormed } from './text.ts';
import { boundedTree } from './tree.ts';
import type { TreeLimits } from './tree.ts';

/** One object of the payload while it is read, and where it stands in the event. Nothing in it has been checked. */
export interface Source {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly path: string;
  readonly notes: Notes;
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const at = (path: string, key: string | number): string => (path === '' ? String(key) : `${path}.${key}`);

/** Text of at most `limit` units; numbers and booleans become text; absent and empty are null; anything else is dropped with a note. */
export const text = (source: Source, key: string, limit: number): string | null => {
  const value = plainText(source, key);
  if (value === null || value.length <= limit) return value;
  source.notes.add(at(source.path, key), 'too_long', `${value.length} characters cut to ${limit}`);
  return cut(value, limit);
};

/** Like `text`, for names that other things are found by: cut without a trailing `...`, no white space around it. */
export const name = (source: Source, key: string, limit: number): string | null => {
  const value = plainText(source, key)?.trim() ?? null;
  if (value === null || value === '') return null;
  if (value.length <= limit) return value;
  source.notes.add(at(source.path, key), 'too_long', `${value.length} characters cut to ${limit}`);
  return head(value, limit).trimEnd();
};

/** A whole number ≥ `least`, also as text (sentry-cli sends line numbers as strings); anything else is dropped with a note. */
export const integer = (source: Source, key: string, least = 0): number | null => {
  const value = source.fields[key];
  if (value === undefined || value === null) return null;
  const number = typeof value === 'string' && /^\s*[-+]?\d{1,15}\s*$/.test(value) ? Number(value) : value;
  if (typeof number === 'number' && Number.isSafeInteger(number) && number >= least) return number === 0 ? 0 : number;
  source.notes.add(at(source.path, key), 'invalid', `not a whole number of at least ${least}`);
  return null;
};

/** true, false, or their spellings as text and number; anything else is null, with a note. */
export const flag = (source: Source, key: string): boolean | null => {
  const value = source.fields[key];
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return value;
  if (value === 1 || value === '1' || value === 'true' || value === 'True') return true;
  if (value === 0 || value === '0' || value === 'false' || value === 'False') return false;
  source.notes.add(at(source.path, key), 'invalid', 'not a boolean');
  return null;
};

/** The object under `key`, ready to be read; null with a note when it is something else. */
export const object = (source: Source, key: string): Source | null => {
  const value = source.fields[key];
  if (value === undefined || value === null) return null;
  if (isRecord(value)) return { fields: value, path: at(source.path, key), notes: source.notes };
  if (!isEmptyList(value)) source.notes.add(at(source.path, key), 'invalid', 'not an object');
  else noteEmptyList(source, key);
  return null;
};

export const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

/** Nothing is lost, but whoever sent it should know; but for PHP, where empty objects are empty lists. */
export const noteEmptyList = (source: Source, key: string): void => {
  if (!source.notes.fromPhp)
    source.notes.add(at(source.path, key), 'replaced', 'an empty list, taken as an empty object');
};

/** The elements under `key`, given as a list, as `{values: […]}`, or as one bare element; `path` is where the elements stand. */
export const list = (source: Source, key: string): { items: readonly unknown[]; path: string } => {
  const value = source.fields[key];
  const path = at(source.path, key);
  if (value === undefined || value === null) return { items: [], path };
  if (Array.isArray(value)) return { items: value, path };
  if (!isRecord(value)) return { items: [value], path };
  if (!('values' in value)) return { items: Object.keys(value).length === 0 ? [] : [value], path };
  const { values } = value;
  return { items: Array.isArray(values) ? values : values === null ? [] : [values], path: at(path, 'values') };
};

/** Any JSON under `key`, within limits. */
export const json = (source: Source, key: string, limits: TreeLimits): Json =>
  boundedTree(source.fields[key] ?? null, limits, source.notes, at(source.path, key));

/** JSON under `key` as an object: what is no object is kept as its `value`. */
export const record = (source: Source, key: string, limits: TreeLimits): Record<string, Json> =>
  asRecord(source.fields[key], limits, source.notes, at(source.path, key));

/** See `record`; for a value that is at hand. */
export const asRecord = (value: unknown, limits: TreeLimits, notes: Notes, path: string): Record<string, Json> => {
  if (value === undefined || value === null || isEmptyList(value)) return {};
  const tree = boundedTree(isRecord(value) ? value : { value }, limits, notes, path);
  return isRecord(tree) ? tree : {};
};

const plainText = (source: Source, key: string): string | null => {
  const value = source.fields[key];
  if (typeof value === 'string') {
    if (value === '') return null;
    const clean = wellFormed(value);
    if (clean !== value) source.notes.add(at(source.path, key), 'replaced', 'NUL characters or lone surrogates');
    return clean;
  }
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  source.notes.add(at(source.path, key), 'invalid', 'not text');
  return null;
};
