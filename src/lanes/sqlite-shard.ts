import { MILLISECOND } from '../kit/index.ts';
import type { Clock, Instant, Logger } from '../kit/index.ts';
import type { SqliteFile, Value } from '../storage/index.ts';
import { persist } from './backoff.ts';
import { createBell } from './bell.ts';
import type { Bell } from './bell.ts';
import type { Claim } from './claims.ts';
import type { Limits, Message, ReplyAddress, Settlement, Source } from './source.ts';
import { REPLIES } from './sqlite-commit.ts';
import { positionsOf } from './sqlite-file.ts';
import { readMessage } from './sqlite-message.ts';
import type { MessageRow } from './sqlite-message.ts';
import { shardName } from './writer.ts';
import type { LaneOperation, LaneWriter } from './writer.ts';

export interface SqliteMessage extends Message {
  readonly position: number;
  /** It had waited for its time. */
  readonly delayed: boolean;
}

export interface SqliteShardOptions {
  readonly lane: string;
  readonly shard: number;
  readonly writer: LaneWriter;
  readonly reader: () => Promise<SqliteFile>;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Delayed messages that one look takes at most: they must not hold up the stream of new ones. */
const DUE = 10;

/**
 * One shard of `lanes.db`, read through a handle of its own. Taking a message writes nothing: the cursor in memory says what was taken, and after a crash
 * everything that was not acknowledged is there again. Acknowledgements of one batch commit while the next is worked on.
 */
export class SqliteShard implements Source<SqliteMessage> {
  readonly shard: number;
  readonly ready = Promise.resolve();
  /** Rung when the shard may have got something. */
  readonly bell: Bell = createBell();
  readonly #options: SqliteShardOptions;
  readonly #claim: Claim;
  readonly #interrupted = new AbortController();
  readonly #stopped = Promise.withResolvers<void>();
  #held = false;
  #queue = 0;
  /** The last position taken. */
  #cursor = 0;
  #settling: Promise<unknown> = Promise.resolve();
  /** Positions of what a predecessor that died may have had in hand. */
  #suspects: ReadonlySet<number> = new Set();

  constructor(options: SqliteShardOptions) {
    this.#options = options;
    this.shard = options.shard;
    this.#claim = options.writer.claim(shardName(options.lane, options.shard));
  }

  async take(limits: Limits): Promise<readonly SqliteMessage[]> {
    if (!this.#held) await Promise.race([this.#claim.granted, this.#stopped.promise]);
    const reader = await this.#options.reader();
    if (!this.#held) await this.#hold(reader, limits);
    while (!this.#interrupted.signal.aborted) {
      this.bell.clear();
      const found = this.#look(reader, limits);
      if (found.length > 0) return found;
      await this.bell.wait(this.#untilDue(reader));
    }
    return [];
  }

  async settle({ done, later = [], replies = [] }: Settlement<SqliteMessage>): Promise<void> {
    const { clock, log, lane } = this.#options;
    const now = clock.now();
    const operations: LaneOperation[] = [
      ...replies.map(({ to, body }) => reply(to, body, now)),
      ...later.map(({ message, attempt, at }) => ({
        kind: 'retry' as const,
        position: message.position,
        attempt,
        deliverAt: Math.max(1, at),
      })),
      { kind: 'ack', positions: done.map(({ position }) => position) },
    ];
    const again = (error: unknown): boolean => {
      log.warn({ err: error, lane, shard: this.shard }, 'acknowledgements cannot be written for now');
      return true;
    };
    await this.#settling;
    const settling = persist(() => this.#options.writer.write(operations), this.#interrupted.signal, again);
    this.#settling = settling.then(() => later.length > 0 && this.bell.ring());
    // What is found by its time, not by its place, would be found again before it is gone.
    if (done.some(({ delayed }) => delayed) || later.some(({ message }) => message.delayed)) await this.#settling;
  }

  interrupt(): void {
    this.#interrupted.abort();
    this.#stopped.resolve();
    this.bell.ring();
  }

  async close(): Promise<void> {
    await this.#settling;
    if (this.#held) await this.#write('release').catch((error: unknown) => this.#reportHold(error));
    this.#claim.release();
  }

  /** Once a shard, before its first message is taken; a note that is there already was left by a predecessor that died. */
  async #hold(reader: SqliteFile, limits: Limits): Promise<void> {
    const { lane, clock } = this.#options;
    if (lane.startsWith(REPLIES)) {
      this.#held = true;
      return;
    }
    const queue = reader.get<{ number: number }>(HELD, [lane, this.shard])?.number;
    if (queue !== undefined) {
      // A batch whose acknowledgement was not yet durable, and the one after it.
      const due = reader.all<Size>(DUE_SIZES, [queue, clock.now(), 2 * DUE]);
      const fresh = reader.all<Size>(FRESH_SIZES, [...positionsOf(queue), 2 * limits.maxMessages]);
      this.#suspects = new Set([...due, ...fresh].map(({ position }) => position));
    }
    const again = (error: unknown): boolean => this.#reportHold(error);
    this.#held = await persist(() => this.#write('hold'), this.#interrupted.signal, again);
  }

  #write(kind: 'hold' | 'release'): Promise<void> {
    return this.#options.writer.write([{ kind, lane: this.#options.lane, shard: this.shard }]);
  }

  #reportHold(error: unknown): true {
    const { log, lane } = this.#options;
    log.warn({ err: error, lane, shard: this.shard }, 'who works on the shard cannot be noted for now');
    return true;
  }

  #look(reader: SqliteFile, limits: Limits): SqliteMessage[] {
    const queue = reader.get<{ number: number }>(QUEUE, [this.#options.lane, this.shard])?.number;
    if (queue === undefined) return [];
    const [first, end] = positionsOf(queue);
    if (queue !== this.#queue) this.#cursor = first;
    this.#queue = queue;

    const room = { messages: limits.maxMessages, bytes: limits.maxBytes };
    const now = this.#options.clock.now();
    const due = fitting(reader.all<Size>(DUE_SIZES, [queue, now, Math.min(DUE, room.messages)]), room);
    const fresh = fitting(reader.all<Size>(FRESH_SIZES, [this.#cursor, end, room.messages]), room);
    const last = fresh.at(-1)?.position;
    const messages = [
      ...due.flatMap(({ position }) => this.#rows(reader, true, ONE, [position])),
      ...(last === undefined ? [] : this.#rows(reader, false, FRESH, [this.#cursor, last])),
    ];
    if (last !== undefined) this.#cursor = last;
    return messages;
  }

  #rows(reader: SqliteFile, delayed: boolean, sql: string, parameters: readonly Value[]): SqliteMessage[] {
    return reader.all<MessageRow>(sql, parameters).map((row) => ({
      ...readMessage(row, this.shard, this.#suspects.has(row.position)),
      position: row.position,
      delayed,
    }));
  }

  /** Milliseconds until the next delayed message is due; at most a second, the fallback for lost hints. */
  #untilDue(reader: SqliteFile): number {
    const next = reader.get<{ at: Instant | null }>(NEXT_DUE, [this.#queue])?.at ?? null;
    if (next === null) return 1_000;
    return Math.min(1_000, Math.max(1, Math.ceil((next - this.#options.clock.now()) / MILLISECOND)));
  }
}

interface Size extends Record<string, Value> {
  readonly position: number;
  readonly size: number;
}

const HELD =
  'SELECT number FROM queue WHERE lane = ? AND shard = ? AND EXISTS (SELECT 1 FROM holding WHERE queue = number)';
const QUEUE = 'SELECT number FROM queue WHERE lane = ? AND shard = ?';
const FRESH_SIZES =
  'SELECT position, length(body) AS size FROM message WHERE position > ? AND position < ? AND deliver_at = 0 ORDER BY position LIMIT ?';
const DUE_SIZES =
  'SELECT position, length(body) AS size FROM message WHERE queue = ? AND deliver_at > 0 AND deliver_at <= ? ORDER BY deliver_at LIMIT ?';
const NEXT_DUE = 'SELECT min(deliver_at) AS at FROM message WHERE queue = ? AND deliver_at > 0';
const COLUMNS = 'position, attempt, published_at, id, key, reply_to, headers, body';
const FRESH = `SELECT ${COLUMNS} FROM message WHERE position > ? AND position <= ? AND deliver_at = 0 ORDER BY position`;
const ONE = `SELECT ${COLUMNS} FROM message WHERE position = ?`;

/** As many from the front as there is room for, at least one while there is any; takes their room. */
const fitting = (sizes: readonly Size[], room: { messages: number; bytes: number }): Size[] => {
  const fit: Size[] = [];
  for (const row of sizes) {
    if (room.messages === 0 || room.bytes <= 0 || (fit.length > 0 && row.size > room.bytes)) break;
    fit.push(row);
    room.messages--;
    room.bytes -= row.size;
  }
  return fit;
};

const reply = ({ address, correlation }: ReplyAddress, body: Uint8Array, now: Instant): LaneOperation => ({
  kind: 'publish',
  lane: address,
  shard: 0,
  id: correlation,
  key: 0,
  deliverAt: 0,
  publishedAt: now,
  replyTo: null,
  headers: '{}',
  body,
});
