import type { Json } from '../event.ts';
import { at, isEmptyList, isRecord, noteEmptyList, object } from './source.ts';
import type { Source } from './source.ts';
import { cut, head, wellFormed } from './text.ts';
import { boundedTree } from './tree.ts';

/** Relay's: 16 KiB a value, 256 KiB in all, seven levels. */
const VALUE = { depth: 7, size: 16_384 };
const EXTRA_SIZE = 262_144;
const MODULES_SIZE = 8_192;
const MAX_KEY = 200;

/** `extra`: whatever the application wanted to be there. What is no object is kept as `value`. */
export const extra = (source: Source): Record<string, Json> => {
  const value = source.fields['extra'];
  if (value === null || value === undefined) return {};
  if (isEmptyList(value)) {
    noteEmptyList(source, 'extra');
    return {};
  }
  const from = isRecord(value) ? value : { value };
  const read: Record<string, Json> = {};
  let left = EXTRA_SIZE;
  const keys = Object.keys(from);
  for (const raw of keys) {
    const key = safeName(raw, source, 'extra');
    if (key === null) continue;
    const path = at('extra', key);
    const tree = boundedTree(from[raw], VALUE, source.notes, path);
    left -= key.length + size(tree);
    if (left < 0) {
      source.notes.add('extra', 'too_long', `cut to about ${EXTRA_SIZE} characters; ${keys.length} entries were sent`);
      break;
    }
    read[key] = tree;
  }
  return read;
};

/** `modules`: name to version, as many as fit. */
export const modules = (source: Source): Record<string, string> => {
  const from = object(source, 'modules');
  if (!from) return {};
  const names = Object.keys(from.fields);
  // Hundreds of rows an event, and nearly always fine: then the object is kept as it came.
  if (areModules(from.fields, names)) return from.fields;
  const read: Record<string, string> = {};
  let left = MODULES_SIZE;
  for (const raw of names) {
    const value = from.fields[raw];
    const name = raw === '' ? null : safeName(raw, source, 'modules');
    if (name === null) continue;
    const version = moduleVersion(value);
    if (version !== value && value !== null)
      source.notes.add(at('modules', name), 'replaced', 'not the text of a version');
    left -= name.length + version.length;
    if (left < 0) {
      source.notes.add(
        'modules',
        'too_long',
        `cut to about ${MODULES_SIZE} characters; ${names.length} entries were sent`,
      );
      break;
    }
    read[name] = version;
  }
  return read;
};

const areModules = (
  fields: Readonly<Record<string, unknown>>,
  names: readonly string[],
): fields is Record<string, string> => {
  let left = MODULES_SIZE;
  for (const name of names) {
    const version = fields[name];
    if (typeof version !== 'string' || version.length > MAX_KEY || wellFormed(version) !== version) return false;
    if (name === '' || name === '__proto__' || name.length > MAX_KEY || wellFormed(name) !== name) return false;
    left -= name.length + version.length;
  }
  return left >= 0;
};

const moduleVersion = (value: unknown): string => {
  if (typeof value === 'string') return cut(wellFormed(head(value, 2 * MAX_KEY)), MAX_KEY);
  return typeof value === 'number' ? String(value) : '';
};

const safeName = (raw: string, source: Source, path: string): string | null => {
  if (raw === '__proto__') {
    source.notes.add(path, 'invalid', 'the key __proto__');
    return null;
  }
  const name = cut(wellFormed(raw), MAX_KEY);
  if (name !== raw) source.notes.add(at(path, name), 'replaced', 'a name too long or not well-formed');
  return name;
};

/** About the characters of the value as JSON. */
const size = (value: Json): number => {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null) return 5;
  let sum = 2;
  if (Array.isArray(value)) for (const item of value) sum += size(item);
  else for (const key of Object.keys(value)) sum += key.length + 3 + size(value[key] ?? null);
  return sum;
};
