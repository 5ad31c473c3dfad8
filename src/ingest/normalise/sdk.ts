import type { Event, Json } from '../event.ts';
import { at, isRecord, list, object, text } from './source.ts';
import type { Source } from './source.ts';
import { wellFormed } from './text.ts';
import { boundedTree } from './tree.ts';

const MAX_ENTRIES = 200;
const MAX_NAME = 128;
const MAX_IMAGES = 1_000;
const IMAGE = { depth: 3, size: 2_048 };

/** What the client says of itself; null when it does not give its name. Integrations may be names or `{name: …}`, packages objects or names. */
export const sdk = (source: Source): Event['sdk'] => {
  const from = object(source, 'sdk');
  if (!from) return null;
  const name = text(from, 'name', MAX_NAME);
  if (name === null) {
    if (Object.keys(from.fields).some((key) => key !== 'settings'))
      source.notes.add(from.path, 'invalid', 'a client without a name');
    return null;
  }
  return {
    name,
    version: text(from, 'version', MAX_NAME),
    integrations: integrations(from),
    packages: packages(from),
  };
};

/** The loaded binaries and source maps, as sent: debug ids and addresses for symbolication. */
export const debugImages = (source: Source): Json[] => {
  const from = object(source, 'debug_meta');
  if (!from) return [];
  const { items, path } = list(from, 'images');
  if (items.length > MAX_IMAGES)
    source.notes.add(path, 'too_many', `${items.length} images; the first ${MAX_IMAGES} are kept`);
  const images: Json[] = [];
  for (let index = 0; index < Math.min(items.length, MAX_IMAGES); index += 1) {
    const image = items[index];
    if (isRecord(image)) images.push(boundedTree(image, IMAGE, source.notes, at(path, index)));
    else if (image !== null) source.notes.add(at(path, index), 'invalid', 'not an object');
  }
  return images;
};

const integrations = (from: Source): string[] => {
  const { items, path } = entries(from, 'integrations');
  return items.flatMap((item, index) => {
    if (typeof item === 'string' && item !== '' && item.length <= MAX_NAME && wellFormed(item) === item) return item;
    return text(named(item, at(path, index), from), 'name', MAX_NAME) ?? [];
  });
};

const packages = (from: Source): { name: string; version: string | null }[] => {
  const { items, path } = entries(from, 'packages');
  return items.flatMap((item, index) => {
    const entry = named(item, at(path, index), from);
    const name = text(entry, 'name', MAX_NAME);
    return name === null ? [] : [{ name, version: text(entry, 'version', MAX_NAME) }];
  });
};

const entries = (from: Source, key: string): { items: readonly unknown[]; path: string } => {
  const { items, path } = list(from, key);
  if (items.length <= MAX_ENTRIES) return { items, path };
  from.notes.add(path, 'too_many', `${items.length} entries; the first ${MAX_ENTRIES} are kept`);
  return { items: items.slice(0, MAX_ENTRIES), path };
};

/** An entry that is an object, or only its name. */
const named = (item: unknown, path: string, from: Source): Source => ({
  fields: isRecord(item) ? item : { name: item },
  path,
  notes: from.notes,
});
