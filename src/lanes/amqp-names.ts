import { MILLISECOND } from '../kit/index.ts';
import type { LaneDefinition } from './lanes.ts';

/**
 * What things are called on the broker. `prefix` goes before every name, so that several installations (and tests) share one broker.
 * A lane has a direct exchange `culprit.<lane>` and a queue per shard, `<lane>.<shard>`, unless its definition names them; delays have a fanout exchange and a
 * queue each, `culprit.<lane>.delay.<level>`; consumers listen to `culprit.<lane>.members`; a client that waits for replies has a queue `culprit.reply.<id>`.
 */
export interface LaneNames {
  readonly exchange: string;
  readonly queue: (shard: number) => string;
  readonly delay: (level: number) => string;
  readonly members: string;
}

export const laneNames = (prefix: string, lane: LaneDefinition): LaneNames => {
  const exchange = `${prefix}${lane.amqp?.exchange ?? `culprit.${lane.name}`}`;
  return {
    exchange,
    queue: (shard) => `${prefix}${lane.amqp?.queue(shard) ?? `${lane.name}.${shard}`}`,
    delay: (level) => `${prefix}culprit.${lane.name}.delay.${level}`,
    members: `${prefix}culprit.${lane.name}.members`,
  };
};

/** Delay queue `level` holds a message for 250 ms × 4^level: 0.25 s, 1 s, 4 s, … 4.5 h. */
export const DELAY_LEVELS = 9;
export const delayMilliseconds = (level: number): number => 250 * 4 ** level;

/**
 * The longest delay queue that fits into `remaining` microseconds, the shortest where none does. What then remains is waited for in the next: any instant is met
 * late by at most 250 ms, after at most three hops per level.
 */
export const delayLevel = (remaining: number): number => {
  let level = DELAY_LEVELS - 1;
  while (level > 0 && delayMilliseconds(level) * MILLISECOND > remaining) level--;
  return level;
};
