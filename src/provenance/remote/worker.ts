import type { Consumer, Lanes, Responder } from '../../lanes/index.ts';
import type { ProvenanceStore, Relation } from '../store.ts';
import { decodeRequest, encodeCount, field, readDate, readId, readPath } from './items.ts';
import type { Item } from './items.ts';
import type { Claim } from './claims.ts';
import { laneOf, methodsOf } from './wire.ts';
import type { Method } from './wire.ts';

export interface WorkerOptions {
  readonly claims: readonly Claim[];
  /** Messages that are written together, at most. */
  readonly batchSize?: number;
}

/**
 * Writes what clients send, for the ranges it claims: gathers what is there, merges it, writes it in one transaction, and answers each message with the number
 * of its items. The message is acknowledged after that, so whoever dies in between writes it again, which changes nothing. Of several workers that claim a
 * range one writes; when it dies the next takes over.
 */
export const startProvenanceWorker = (store: ProvenanceStore, lanes: Lanes, options: WorkerOptions): Consumer => {
  const consumers = options.claims.flatMap(({ exchange, ranges }) =>
    methodsOf[exchange].map((method) =>
      lanes.serve(laneOf(method), responder(store, method), { shards: ranges, maxMessages: options.batchSize ?? 100 }),
    ),
  );
  return {
    ready: Promise.all(consumers.map(({ ready }) => ready)).then(() => undefined),
    stop: async () => {
      await Promise.all(consumers.map((consumer) => consumer.stop()));
    },
  };
};

const responder =
  (store: ProvenanceStore, method: Method): Responder =>
  async (requests) => {
    const items = requests.map(({ body }) => decodeRequest(body));
    await write(store, method, items.flat());
    return items.map(({ length }) => encodeCount(length));
  };

const write = (store: ProvenanceStore, method: Method, items: readonly Item[]): Promise<void> => {
  switch (method) {
    case 'content_add':
      return store.contentAdd(merged(items, ([, date]) => readDate(date), earliest));
    case 'directory_add':
      return store.directoryAdd(
        merged(
          items,
          ([, facts]) => ({ date: readDate(field(facts, 'date')), flat: Boolean(field(facts, 'flat')) }),
          (a, b) => ({ date: earliest(a.date, b.date), flat: a.flat || b.flat }),
        ),
      );
    case 'revision_add':
      return store.revisionAdd(
        merged(
          items,
          ([, facts]) => {
            const origin = field(facts, 'origin') ?? null;
            return { date: readDate(field(facts, 'date')), origin: origin === null ? null : readId(origin) };
          },
          (a, b) => ({ date: earliest(a.date, b.date), origin: b.origin ?? a.origin }),
        ),
      );
    case 'origin_add':
      return store.originAdd(
        merged(
          items,
          ([, url]) => readUrl(url),
          (_, last) => last,
        ),
      );
    case 'location_add':
      return store.locationAdd(items.map(([, path]) => readPath(path) ?? ''));
    default:
      return addRelation(store, method, items);
  }
};

const addRelation = (store: ProvenanceStore, relation: Relation, items: readonly Item[]): Promise<void> =>
  store.relationAdd(
    relation,
    items.map(([source, target, path, date]) => ({
      source: readId(source),
      target: readId(target),
      path: readPath(path),
      date: readDate(date),
    })),
  );

const merged = <Value>(
  items: readonly Item[],
  read: (item: Item) => Value,
  merge: (before: Value, next: Value) => Value,
): Map<string, Value> => {
  const all = new Map<string, Value>();
  for (const item of items) {
    const id = readId(item[0]);
    const value = read(item);
    const before = all.get(id);
    all.set(id, before === undefined ? value : merge(before, value));
  }
  return all;
};

const earliest = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.min(a, b);

const readUrl = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (value instanceof Uint8Array) return Buffer.from(value).toString();
  throw new Error('an origin has a URL');
};
