import { badRequest, notFound, systemClock } from '../kit/index.ts';
import type { Clock, Instant } from '../kit/index.ts';
import type { Storage } from '../storage/index.ts';
import type { Headers, LaneDefinition, Lanes } from './lanes.ts';
import * as store from './store.ts';
import type { DeadLetterFilter, DeadLetterRow } from './store.ts';
import { createTries } from './tries.ts';
import type { Tries } from './tries.ts';

/** A message that no try could save, as the lane gives it away. */
export interface DeadLetter {
  readonly lane: string;
  readonly shard: number;
  readonly id: string;
  readonly key: string | number;
  readonly attempts: number;
  readonly publishedAt: Instant;
  readonly headers: Headers;
  readonly body: Uint8Array;
  /** What went wrong last; the first line is the message. */
  readonly error: string;
}

/** Where lanes put them. Resolves when they are durable; the message is then gone from its lane. May be told the same letter twice. */
export interface DeadLetterSink {
  add(letters: readonly DeadLetter[]): Promise<void>;
  /** Without it, a message over which the process dies each time comes again for ever. */
  readonly tries?: Tries;
}

/** A dead letter as people see it. */
export interface DeadLetterSummary {
  /** `<lane>:<message id>`. */
  readonly id: string;
  readonly lane: string;
  /** The header `project`. */
  readonly projectId: number | null;
  readonly error: string;
  readonly attempts: number;
  /** Of the body. */
  readonly bytes: number;
  readonly publishedAt: Instant;
  readonly deadAt: Instant;
  readonly headers: Headers;
}

/** The dead letters of an installation, in the main database: there people can search and page through them, on both tiers. */
export interface DeadLetters extends DeadLetterSink {
  /** The newest first. `cursor` is the `nextCursor` of the page before. */
  list(
    filter: DeadLetterFilter,
    limit: number,
    cursor?: string,
  ): Promise<{ items: DeadLetterSummary[]; nextCursor: string | null }>;
  /** Throws `not_found`. */
  get(id: string): Promise<DeadLetterSummary>;
  /** Throws `not_found`. */
  body(id: string): Promise<Uint8Array>;
  /**
   * Publishes them once more, as for the first time, and deletes each after it is durable in its lane: a crash in between makes a message come twice.
   * Those that die again meanwhile are left alone, and so are letters of a lane that `definitions` does not know. Returns how many were published.
   */
  replay(lanes: Lanes, definitions: readonly LaneDefinition[], filter: DeadLetterFilter): Promise<number>;
  /** Deletes them for good. Returns how many there were. */
  drop(filter: DeadLetterFilter): Promise<number>;
  /** How many rest per lane; lanes without any are absent. */
  counts(): Promise<Record<string, number>>;
}

export const createDeadLetters = (storage: Storage, clock: Clock = systemClock): DeadLetters => ({
  add: async (letters) => {
    const now = clock.now();
    const rows = new Map(letters.map((letter) => [`${letter.lane}:${letter.id}`, rowOf(letter, now)]));
    await storage.insertMany(store.deadLetterInsert, [...rows.values()]);
  },
  tries: createTries(storage),
  list: async (filter, limit, cursor) => {
    const rows = await store.listDeadLetters(
      storage,
      filter,
      cursor === undefined ? null : readCursor(cursor),
      limit + 1,
    );
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return {
      items: items.map(summaryOf),
      nextCursor: rows.length > limit && last !== undefined ? writeCursor(last.dead_at, last.id) : null,
    };
  },
  get: async (id) => {
    const row = await store.getDeadLetter(storage, id);
    if (row === undefined) throw notFound('The dead letter');
    return summaryOf(row);
  },
  body: async (id) => {
    const body = await store.getBody(storage, id);
    if (body === undefined) throw notFound('The dead letter');
    return body;
  },
  replay: (lanes, definitions, filter) => replay(storage, lanes, definitions, filter, clock.now()),
  drop: (filter) => store.deleteDeadLetters(storage, filter),
  counts: () => store.countDeadLetters(storage),
});

/** Letters looked through at once; bodies are fetched one by one, for they can be large. */
const PAGE = 200;

const replay = async (
  storage: Storage,
  lanes: Lanes,
  definitions: readonly LaneDefinition[],
  filter: DeadLetterFilter,
  until: Instant,
): Promise<number> => {
  let replayed = 0;
  for (let after = ''; ; ) {
    const page = await store.listForReplay(storage, filter, after, until, PAGE);
    for (const row of page) {
      const lane = definitions.find(({ name }) => name === row.lane);
      const body = lane === undefined ? undefined : await store.getBody(storage, row.id);
      if (lane === undefined || body === undefined) continue;
      const key = JSON.parse(row.key) as string | number;
      await lanes.publish(lane, [{ id: row.message, key, body, headers: JSON.parse(row.headers) as Headers }]);
      // Its consumer may be faster than this: what has died again by now must stay.
      await store.deleteDeath(storage, row);
      replayed++;
    }
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return replayed;
    after = last.id;
  }
};

const rowOf = (letter: DeadLetter, now: Instant) => ({
  id: `${letter.lane}:${letter.id}`,
  lane: letter.lane,
  message: letter.id,
  key: JSON.stringify(letter.key),
  project: projectOf(letter.headers),
  error: letter.error,
  attempts: letter.attempts,
  published_at: letter.publishedAt,
  dead_at: now,
  headers: JSON.stringify(letter.headers),
  bytes: letter.body.byteLength,
  body: letter.body,
});

const projectOf = (headers: Headers): number | null => {
  const project = headers['project'];
  return project !== undefined && project !== '' && Number.isSafeInteger(Number(project)) ? Number(project) : null;
};

const summaryOf = (row: DeadLetterRow): DeadLetterSummary => ({
  id: row.id,
  lane: row.lane,
  projectId: row.project,
  error: row.error,
  attempts: row.attempts,
  bytes: row.bytes,
  publishedAt: row.published_at,
  deadAt: row.dead_at,
  headers: JSON.parse(row.headers) as Headers,
});

const writeCursor = (deadAt: Instant, id: string): string => Buffer.from(`${deadAt} ${id}`).toString('base64url');

const readCursor = (cursor: string): { deadAt: Instant; id: string } => {
  const [, deadAt, id] = /^(\d{1,16}) (.+)$/s.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (deadAt === undefined || id === undefined)
    throw badRequest('This cursor is not one of ours: use nextCursor as it came.', 'bad_cursor');
  return { deadAt: Number(deadAt), id };
};
