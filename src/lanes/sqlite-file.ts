import { openSqlite } from '../storage/index.ts';
import type { SqliteFile } from '../storage/index.ts';

/**
 * `lanes.db`. A message's position is its shard's number × 2^40 + its place in the shard: the table itself is the index by shard and order, so that an insert
 * touches one tree only. (A number has 53 bits: 8,191 shards of 10^12 messages.)
 *
 * `holding` has the queues that somebody works on, and those whose worker died. `queue.waiting` counts the messages, so that the depth of a lane never costs a count; the partial index knows the few that wait for their time.
 * `message.body` stands last: reading what stands before it does not touch the pages it overflows to.
 */
export const openLanesFile = (path: string): SqliteFile => {
  const file = openSqlite(path);
  file.exec(schema);
  return file;
};

/** Reads only. The writer must have opened the file before. */
export const readLanesFile = (path: string): SqliteFile => openSqlite(path, { readOnly: true, cacheMegabytes: 8 });

export const PLACES = 2 ** 40;

/** The positions of a shard, as `[first, beyond the last)`. */
export const positionsOf = (queue: number): readonly [number, number] => [queue * PLACES, (queue + 1) * PLACES];

const schema = `
  CREATE TABLE IF NOT EXISTS queue (
    number INTEGER PRIMARY KEY CHECK (number < 8192),
    lane TEXT NOT NULL,
    shard INTEGER NOT NULL,
    next INTEGER NOT NULL DEFAULT 1,
    waiting INTEGER NOT NULL DEFAULT 0,
    used_at INTEGER NOT NULL,
    UNIQUE (lane, shard)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS message (
    position INTEGER PRIMARY KEY,
    queue INTEGER NOT NULL,
    deliver_at INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    published_at INTEGER NOT NULL,
    id TEXT NOT NULL,
    key ANY NOT NULL,
    reply_to TEXT,
    headers TEXT NOT NULL,
    body BLOB NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS message_due ON message (queue, deliver_at) WHERE deliver_at > 0;
  CREATE TABLE IF NOT EXISTS holding (queue INTEGER PRIMARY KEY) STRICT;
  CREATE TABLE IF NOT EXISTS ping (id INTEGER PRIMARY KEY, at INTEGER NOT NULL) STRICT;
`;
