import type { Notes } from './notes.ts';
import { isRecord } from './source.ts';
import type { Source } from './source.ts';
import { cut, head, wellFormed } from './text.ts';

export type Tag = [key: string, value: string];

export const MAX_TAGS = 100;
const MAX_KEY = 200;
const MAX_VALUE = 200;
/** Of 10⁵ tags that are all refused, no more than these are looked at. */
const MAX_READ = 10_000;

/** Names that are derived where the event tells them: they do not count, else derived tags would push out sent ones. */
const UNCOUNTED = new Set(
  (
    'level logger server_name transaction url site handled mechanism browser browser.name os os.name runtime runtime.name device ' +
    'effective-directive blocked-uri hostname port nel.type nel.phase'
  ).split(' '),
);

/** Fields of the event itself: as tags they would contradict it. `environment` is read where the event has none. */
const RESERVED = new Set(['release', 'dist', 'user', 'filename', 'function', 'environment']);

/**
 * The tags as sent: an object, a list of pairs or a list of `{key, value}`. Keys are mended to `[A-Za-z0-9_.:-]`, values become one line of text
 * (booleans as Python writes them, which is what Sentry's users search for), null is no tag, the first of a key wins.
 */
export const sentTags = (source: Source): Tag[] => {
  const { notes } = source;
  const tags = new Map<string, string>();
  const entries = entriesOf(source.fields['tags'], notes);
  let counted = 0;
  let surplus = Math.max(entries.length - MAX_READ, 0);
  for (const [index, [rawKey, rawValue]] of entries.slice(0, MAX_READ).entries()) {
    if (rawValue === null || rawValue === undefined) continue;
    const key = tagKey(rawKey);
    const value = tagValue(rawValue);
    const path = `tags.${key ?? index}`;
    if (key === null) notes.add(path, 'invalid', 'a tag without a usable name');
    else if (RESERVED.has(key)) {
      if (key !== 'environment') notes.add(path, 'invalid', 'the name of a field of the event');
    } else if (value === null) notes.add(path, 'invalid', 'empty, or not text, number or boolean');
    else if (tags.has(key)) notes.add(path, 'invalid', 'given twice; the first is kept');
    else if (counted >= MAX_TAGS && !UNCOUNTED.has(key)) surplus += 1;
    else {
      if (key !== rawKey) notes.add(path, 'replaced', 'characters that the name of a tag cannot have');
      if (typeof rawValue === 'string' && value !== rawValue)
        notes.add(path, 'too_long', `cut to ${MAX_VALUE} characters on one line`);
      tags.set(key, value);
      if (!UNCOUNTED.has(key)) counted += 1;
    }
  }
  if (surplus > 0) notes.add('tags', 'too_many', `${entries.length} tags; the first ${MAX_TAGS} are kept`);
  return [...tags];
};

/** The text as the value of a tag: one line, at most 200 characters; null when nothing is left. */
export const tagValue = (value: unknown): string | null => {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return null;
  // A megabyte is not searched for line breaks that would be cut off anyway.
  const line = wellFormed(head(value, 4 * MAX_VALUE))
    .replace(/[\r\n]+/g, ' ')
    .trim();
  return line === '' ? null : cut(line, MAX_VALUE);
};

const tagKey = (key: unknown): string | null => {
  if (typeof key !== 'string' && typeof key !== 'number') return null;
  const clean = head(String(key), 4 * MAX_KEY)
    .trim()
    .replace(/\s/g, '-')
    .replace(/[^A-Za-z0-9_.:-]/gu, '_');
  return clean === '' || clean === '__proto__' ? null : clean.slice(0, MAX_KEY);
};

const entriesOf = (tags: unknown, notes: Notes): [unknown, unknown][] => {
  if (tags === null || tags === undefined) return [];
  if (isRecord(tags)) return Object.entries(tags);
  if (!Array.isArray(tags)) {
    notes.add('tags', 'invalid', 'neither an object nor a list');
    return [];
  }
  return tags.map((tag: unknown): [unknown, unknown] => {
    if (Array.isArray(tag)) return tag.length === 0 ? [null, tag] : [tag[0], tag[1]];
    if (isRecord(tag)) return [tag['key'], tag['value']];
    return [null, tag];
  });
};
