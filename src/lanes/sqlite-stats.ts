import type { Instant } from '../kit/index.ts';
import type { SqliteFile } from '../storage/index.ts';
import type { LaneDefinition, LaneStats } from './lanes.ts';
import { positionsOf } from './sqlite-file.ts';

/** Exact, at the cost of a few look-ups per shard whatever its depth: the depth is counted on the way in and out, and only delayed messages are counted here. */
export const readStats = (file: SqliteFile, lane: LaneDefinition, now: Instant): LaneStats => {
  let waiting = 0;
  let delayed = 0;
  let oldest = now;
  file.exec('BEGIN');
  try {
    for (const queue of file.all<{ number: number; waiting: number }>(QUEUES, [lane.name])) {
      if (queue.waiting === 0) continue;
      waiting += queue.waiting;
      delayed += file.get<{ count: number }>(DELAYED, [queue.number, now])?.count ?? 0;
      const first = file.get<{ at: Instant }>(FIRST, positionsOf(queue.number))?.at ?? now;
      const due = file.get<{ at: Instant | null }>(DUE, [queue.number, now])?.at ?? now;
      oldest = Math.min(oldest, first, due);
    }
  } finally {
    file.exec('COMMIT');
  }
  return { ready: waiting - delayed, delayed, oldestAge: now - oldest };
};

const QUEUES = 'SELECT number, waiting FROM queue WHERE lane = ?';
const DELAYED = 'SELECT count(*) AS count FROM message WHERE queue = ? AND deliver_at > ? AND deliver_at > 0';
const FIRST =
  'SELECT published_at AS at FROM message WHERE position >= ? AND position < ? AND deliver_at = 0 ORDER BY position LIMIT 1';
const DUE = 'SELECT min(published_at) AS at FROM message WHERE queue = ? AND deliver_at > 0 AND deliver_at <= ?';
