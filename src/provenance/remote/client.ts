import { CulpritError, SECOND } from '../../kit/index.ts';
import type { Lanes } from '../../lanes/index.ts';
import { locationId } from '../database-numbers.ts';
import type { ProvenanceStore, RelationRow } from '../store.ts';
import { decodeCount, encodeRequest, packDate, packId, packPath } from './items.ts';
import type { Item } from './items.ts';
import { laneOf, rangeOf, rangeOfPath } from './wire.ts';
import type { Method } from './wire.ts';

export interface RemoteOptions {
  /** Items a message. */
  readonly batchSize?: number;
  /** Microseconds that a call waits at least, and for each message of it. */
  readonly waitMin?: number;
  readonly waitPerBatch?: number;
}

/**
 * A store whose writes go to the workers that own their ranges; reads go to `store` directly. A write resolves once every item was counted in a committed
 * transaction, or throws `timeout`, naming the ranges that did not answer: then some of it may be written, and it may be written again.
 */
export const createRemoteStore = (
  store: ProvenanceStore,
  lanes: Lanes,
  options: RemoteOptions = {},
): ProvenanceStore => {
  const { batchSize = 100, waitMin = 60 * SECOND, waitPerBatch = 10 * SECOND } = options;

  const write = async (method: Method, items: readonly (readonly [range: number, item: Item])[]): Promise<void> => {
    const messages = [...portions(items, batchSize)];
    const deadline = Math.max(messages.length * waitPerBatch, waitMin);
    const silent = new Set<number>();
    await Promise.all(
      messages.map(async ([range, portion]) => {
        const request = { key: range, body: encodeRequest(portion) };
        try {
          const count = decodeCount(await lanes.request(laneOf(method), request, deadline));
          if (count !== portion.length) throw miscounted(method, range, count, portion.length);
        } catch (error) {
          if (!(error instanceof CulpritError) || error.code !== 'timeout') throw error;
          silent.add(range);
        }
      }),
    );
    if (silent.size > 0) throw unanswered(method, [...silent], deadline);
  };

  return {
    ...store,
    contentAdd: (dates) =>
      write(
        'content_add',
        [...dates].map(([id, date]) => [rangeOf(id), [packId(id), packDate(date)]]),
      ),
    directoryAdd: (facts) =>
      write(
        'directory_add',
        [...facts].map(([id, { date, flat }]) => [
          rangeOf(id),
          [
            packId(id),
            new Map<string, unknown>([
              ['date', packDate(date)],
              ['flat', flat],
            ]),
          ],
        ]),
      ),
    revisionAdd: (facts) =>
      write(
        'revision_add',
        [...facts].map(([id, { date, origin }]) => [
          rangeOf(id),
          [
            packId(id),
            new Map<string, unknown>([
              ['date', packDate(date)],
              ['origin', origin === null ? null : packId(origin)],
            ]),
          ],
        ]),
      ),
    originAdd: (urls) =>
      write(
        'origin_add',
        [...urls].map(([id, url]) => [rangeOf(id), [packId(id), url]]),
      ),
    locationAdd: (paths) =>
      write(
        'location_add',
        [...new Set(paths)].map((path) => [rangeOfPath(path), [packId(locationId(path)), packPath(path)]]),
      ),
    relationAdd: (relation, rows) =>
      write(
        relation,
        rows.map((row) => [rangeOf(row.source), relationItem(row)]),
      ),
  };
};

const relationItem = ({ source, target, path, date }: RelationRow): Item => [
  packId(source),
  packId(target),
  packPath(path),
  packDate(date),
];

/** Messages: the items of one range, at most so many. */
function* portions(
  items: readonly (readonly [range: number, item: Item])[],
  size: number,
): Generator<[range: number, portion: Item[]]> {
  for (const [range, own] of Map.groupBy(items, ([of]) => of))
    for (let start = 0; start < own.length; start += size)
      yield [range, own.slice(start, start + size).map(([, item]) => item)];
}

const hex = (range: number): string => range.toString(16);

const miscounted = (method: Method, range: number, count: number, sent: number): CulpritError =>
  new CulpritError('bad_reply', 502, `${method}: the writer of range ${hex(range)} counted ${count} of ${sent} items.`);

const unanswered = (method: Method, ranges: readonly number[], deadline: number): CulpritError =>
  new CulpritError(
    'timeout',
    504,
    `${method}: no answer for ${ranges.map(hex).sort().join(', ')} within ${Math.ceil(deadline / SECOND)} s. Is a worker running that serves these ranges (culprit serve --role work --provenance …)?`,
    { transient: true },
  );
