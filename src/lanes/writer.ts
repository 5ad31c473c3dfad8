import type { Instant } from '../kit/index.ts';
import type { Claim } from './claims.ts';

/** One change of `lanes.db`. Positions are the rows' own numbers, as a reader found them. */
export type LaneOperation = PublishOperation | AckOperation | RetryOperation | HoldOperation | PingOperation;

export interface PublishOperation {
  readonly kind: 'publish';
  readonly lane: string;
  readonly shard: number;
  readonly id: string;
  readonly key: string | number;
  /** 0: at once. */
  readonly deliverAt: Instant;
  readonly publishedAt: Instant;
  /** `address correlation` of a request, else null. */
  readonly replyTo: string | null;
  /** JSON. */
  readonly headers: string;
  readonly body: Uint8Array;
}

export interface AckOperation {
  readonly kind: 'ack';
  readonly positions: readonly number[];
}

export interface RetryOperation {
  readonly kind: 'retry';
  readonly position: number;
  readonly deliverAt: Instant;
  readonly attempt: number;
}

/** Notes that somebody works on the shard, or that they have ended in an orderly way: who finds the note has a predecessor that died. */
export interface HoldOperation {
  readonly kind: 'hold' | 'release';
  readonly lane: string;
  readonly shard: number;
}

/** Writes something, to see that it can. */
export interface PingOperation {
  readonly kind: 'ping';
}

/**
 * The one thread of the process that writes `lanes.db`, wherever it runs: two handles that write one SQLite file wait for each other in sleeps of
 * milliseconds, one writer with group commit does not.
 */
export interface LaneWriter {
  /** Resolves when all operations are committed and synced, in one transaction. Throws `unavailable` when they cannot be; then none is. */
  write(operations: readonly LaneOperation[]): Promise<void>;
  /** Names the shards (`shardName`) that got a message with each commit: a hint to look, not a promise. Returns the way to end it. */
  watch(listener: (shards: readonly string[]) => void): () => void;
  /** Asks for the right to consume a shard; it is granted to one at a time, in order of asking, over all threads of the process. */
  claim(shard: string): Claim;
  close(): Promise<void>;
}

export const shardName = (lane: string, shard: number): string => `${lane}.${shard}`;
