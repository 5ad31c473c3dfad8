import { at, isRecord } from './source.ts';
import type { Source } from './source.ts';
import { cut, head, wellFormed } from './text.ts';

export type Pair = [name: string, value: string];

export interface PairRules {
  /** How a plain text holds pairs. */
  readonly parse: (text: string) => Iterable<Pair>;
  readonly most: number;
  readonly nameSize: number;
  readonly valueSize: number;
  /** The form of the name that is kept. */
  readonly rename?: (name: string) => string;
}

/** Longer texts are cut before they are taken apart. */
const MAX_TEXT = 32_768;
/** Of 10⁵ pairs that are all refused, no more than these are looked at. */
const READ_FACTOR = 10;

/** Query, headers, cookies: given as text, as an object (a list under a name is several pairs), or as a list of pairs. Order is kept. */
export const pairs = (source: Source, key: string, rules: PairRules): Pair[] => {
  const { notes } = source;
  const path = at(source.path, key);
  const found: Pair[] = [];
  let read = 0;
  for (const [rawName, rawValue] of entries(source, key, rules)) {
    if (found.length >= rules.most || read >= rules.most * READ_FACTOR) {
      notes.add(path, 'too_many', `the first ${found.length} are kept`);
      break;
    }
    read += 1;
    const named = shortened(rawName, rules.nameSize);
    const name = named === null || !rules.rename ? named : rules.rename(named);
    const value = rawValue === null || rawValue === undefined ? '' : shortened(rawValue, rules.valueSize);
    if (name === null || value === null || (name === '' && value === '')) {
      notes.add(path, 'invalid', 'a pair that is not text');
      continue;
    }
    if (typeof rawValue === 'string' && value !== rawValue) {
      if (value.length < rawValue.length) notes.add(at(path, name), 'too_long', `cut to ${rules.valueSize} characters`);
      else notes.add(at(path, name), 'replaced', 'NUL characters or lone surrogates');
    }
    found.push([name, value]);
  }
  return found;
};

function* entries(source: Source, key: string, rules: PairRules): Generator<readonly [unknown, unknown]> {
  const value = source.fields[key];
  if (value === null || value === undefined) return;
  if (typeof value === 'string') {
    if (value.length > MAX_TEXT) source.notes.add(at(source.path, key), 'too_long', `cut to ${MAX_TEXT} characters`);
    yield* rules.parse(head(value, MAX_TEXT));
  } else if (Array.isArray(value)) {
    for (const item of value as unknown[]) {
      if (Array.isArray(item)) yield* several(item[0], item[1]);
      else if (isRecord(item) && 'name' in item) yield [item['name'], item['value']];
      else if (item !== null) yield [null, null];
    }
  } else if (isRecord(value)) {
    for (const name of Object.keys(value)) yield* several(name, value[name]);
  } else source.notes.add(at(source.path, key), 'invalid', 'neither text nor object nor list');
}

function* several(name: unknown, value: unknown): Generator<readonly [unknown, unknown]> {
  if (!Array.isArray(value)) yield [name, value];
  else for (const one of value as unknown[]) yield [name, one];
}

const shortened = (value: unknown, limit: number): string | null => {
  if (typeof value === 'string') return cut(wellFormed(value.length > limit ? head(value, limit + 4) : value), limit);
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
};
