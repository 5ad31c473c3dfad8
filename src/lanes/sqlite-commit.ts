import type { Instant } from '../kit/index.ts';
import type { SqliteFile } from '../storage/index.ts';
import { PLACES, positionsOf } from './sqlite-file.ts';
import { shardName } from './writer.ts';
import type { HoldOperation, LaneOperation, PublishOperation } from './writer.ts';

/** Applies the operations of one group inside the open transaction. Returns the names of the shards that got messages. */
export const apply = (file: SqliteFile, operations: Iterable<LaneOperation>, now: Instant): string[] => {
  const queues = new Map<string, Queue>();
  const gone = new Map<number, number>();
  for (const operation of operations) {
    if (operation.kind === 'publish') insert(file, queueOf(file, queues, operation, now), operation);
    else if (operation.kind === 'retry') file.run(RETRY, [operation.deliverAt, operation.attempt, operation.position]);
    else if (operation.kind === 'ack')
      for (const position of operation.positions) {
        const queue = Math.floor(position / PLACES);
        gone.set(queue, (gone.get(queue) ?? 0) + file.run(ACK, [position]));
      }
    else if (operation.kind === 'hold') file.run(HOLD, [queueOf(file, queues, operation, now).number]);
    else if (operation.kind === 'release') file.run(RELEASE, [operation.lane, operation.shard]);
    else file.run(PING, [now]);
  }
  for (const { number, next, added } of queues.values()) file.run(ADDED, [next, added, now, number]);
  for (const [number, count] of gone) file.run(GONE, [count, number]);
  return [...queues].filter(([, { added }]) => added > 0).map(([name]) => name);
};

/** Takes away the reply shards of clients that ended without doing so. */
export const sweepReplies = (file: SqliteFile, before: Instant): void => {
  const stale = file.all<{ number: number }>(STALE, [before]);
  for (const { number } of stale) dropQueue(file, number);
};

const dropQueue = (file: SqliteFile, number: number): void => {
  file.run('DELETE FROM message WHERE position >= ? AND position < ?', positionsOf(number));
  file.run('DELETE FROM queue WHERE number = ?', [number]);
};

/** Lanes of this name hold replies; no lane definition may look like it. */
export const REPLIES = 'reply:';

interface Queue {
  readonly number: number;
  next: number;
  added: number;
}

const RETRY = 'UPDATE message SET deliver_at = ?, attempt = ? WHERE position = ?';
const ACK = 'DELETE FROM message WHERE position = ?';
const ADDED = 'UPDATE queue SET next = ?, waiting = waiting + ?, used_at = ? WHERE number = ?';
const GONE = 'UPDATE queue SET waiting = waiting - ? WHERE number = ?';
const FIND = 'SELECT number, next FROM queue WHERE lane = ? AND shard = ?';
const CREATE = 'INSERT INTO queue (lane, shard, used_at) VALUES (?, ?, ?) RETURNING number, next';
const INSERT = `INSERT INTO message (position, queue, deliver_at, attempt, published_at, id, key, reply_to, headers, body)
  VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?)`;
const HOLD = 'INSERT INTO holding (queue) VALUES (?) ON CONFLICT DO NOTHING';
const RELEASE = 'DELETE FROM holding WHERE queue = (SELECT number FROM queue WHERE lane = ? AND shard = ?)';
const PING = 'INSERT INTO ping (id, at) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET at = excluded.at';
const STALE = `SELECT number FROM queue WHERE lane LIKE '${REPLIES}%' AND used_at < ?`;

/** Asked for in every group anew: another process may have written in between (a command beside the server). */
const queueOf = (
  file: SqliteFile,
  queues: Map<string, Queue>,
  to: PublishOperation | HoldOperation,
  now: Instant,
): Queue => {
  const name = shardName(to.lane, to.shard);
  const known = queues.get(name);
  if (known !== undefined) return known;
  const row =
    file.get<{ number: number; next: number }>(FIND, [to.lane, to.shard]) ??
    file.get<{ number: number; next: number }>(CREATE, [to.lane, to.shard, now]);
  if (row === undefined) throw new Error(`no number for ${name}`);
  const queue = { ...row, added: 0 };
  queues.set(name, queue);
  return queue;
};

const insert = (file: SqliteFile, queue: Queue, message: PublishOperation): void => {
  const { deliverAt, publishedAt, id, key, replyTo, headers, body } = message;
  const position = queue.number * PLACES + queue.next++;
  queue.added++;
  file.run(INSERT, [position, queue.number, deliverAt, publishedAt, id, key, replyTo, headers, body]);
};
