import type { Thread } from '../event.ts';
import { stacktrace } from './frames.ts';
import { flag, isRecord, list, text } from './source.ts';
import type { Source } from './source.ts';

const MAX_THREADS = 128;

/** The threads as sent; of very many, the crashed and current ones and the first others, in their order. */
export const threads = (source: Source, platform: string): Thread[] => {
  const { notes } = source;
  const { items, path } = list(source, 'threads');
  const found: Thread[] = [];
  for (const { raw, index } of selected(items)) {
    const where = `${path}.${index}`;
    if (isRecord(raw)) found.push(readThread({ fields: raw, path: where, notes }, platform));
    else if (raw !== null) notes.add(where, 'invalid', 'not an object');
  }
  if (items.length > MAX_THREADS) notes.add(path, 'too_many', `${items.length} threads; ${MAX_THREADS} are kept`);
  return found;
};

const readThread = (source: Source, platform: string): Thread => ({
  id: text(source, 'id', 64),
  name: text(source, 'name', 256),
  crashed: flag(source, 'crashed') ?? false,
  current: flag(source, 'current') ?? false,
  main: flag(source, 'main') ?? false,
  state: text(source, 'state', 128),
  stacktrace: stacktrace(source, 'stacktrace', platform),
});

const selected = (items: readonly unknown[]): { raw: unknown; index: number }[] => {
  const all = items.map((raw, index) => ({ raw, index }));
  if (all.length <= MAX_THREADS) return all;
  const telling = all
    .filter(({ raw }) => isRecord(raw) && (raw['crashed'] === true || raw['current'] === true))
    .slice(0, MAX_THREADS);
  const chosen = new Set(telling.map(({ index }) => index));
  for (const { index } of all) {
    if (chosen.size >= MAX_THREADS) break;
    chosen.add(index);
  }
  return all.filter(({ index }) => chosen.has(index));
};
