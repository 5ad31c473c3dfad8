import type { Instant } from '../kit/index.ts';
import type { Delivery } from './lanes.ts';

/** A delivery with what only the lanes need to know of it. */
export interface Message extends Delivery {
  readonly key: string | number;
  /** Where the reply goes, when the message is a request. */
  readonly replyTo: ReplyAddress | null;
  /** It was in hand, or near it, when a process ended that did not finish it: it may be what ended the process. */
  readonly suspect: boolean;
}

export interface ReplyAddress {
  readonly address: string;
  readonly correlation: string;
}

export interface Limits {
  readonly maxMessages: number;
  readonly maxBytes: number;
}

/** What becomes of messages that were taken. Durable in this order: replies and `later`, then `done` is forgotten. */
export interface Settlement<M extends Message> {
  readonly done: readonly M[];
  /** They come again, not before `at`, counted as `attempt`. */
  readonly later?: readonly { readonly message: M; readonly attempt: number; readonly at: Instant }[];
  readonly replies?: readonly { readonly to: ReplyAddress; readonly body: Uint8Array }[];
}

/** One shard of a lane, as its one consumer sees it: what an implementation provides and the consumer loop drives, one call after the other. */
export interface Source<M extends Message> {
  readonly shard: number;
  /** Resolves when the shard is consumed or watched as a stand-by. */
  readonly ready: Promise<void>;
  /** What is there, in order, at least one and at most `limits`; waits for it without a timer of its own. Empty only after `interrupt`. Throws when it cannot read for now. */
  take(limits: Limits): Promise<readonly M[]>;
  /** Never throws: it tries until it succeeds, until the messages are another consumer's, or until `interrupt`; in the latter cases they come again. */
  settle(settlement: Settlement<M>): Promise<void>;
  /** Ends waiting, so that the loop can stop after the batch in hand. */
  interrupt(): void;
  /** Gives the shard to the next consumer, once everything settled is durable. */
  close(): Promise<void>;
}
