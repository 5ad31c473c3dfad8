import type { Instant } from '../kit/index.ts';

/** A lane is a named, sharded, durable queue. One definition per lane, owned and exported by the room that publishes to it. */
export interface LaneDefinition {
  /** `[a-z_]+`, unique in the installation; also `.` where `amqp` names come from a published protocol. */
  readonly name: string;
  readonly shards: number;
  /** How often a message is tried before it rests in the dead letters. Default 6. Transient failures (a service is away) do not count. */
  readonly maxAttempts?: number;
  /** RabbitMQ names where a published protocol fixes them; default exchange `culprit.<name>`, queue = routing key `<name>.<shard>`. */
  readonly amqp?: { readonly exchange: string; readonly queue: (shard: number) => string };
}

export type Headers = Readonly<Record<string, string | number>>;

export interface Outgoing {
  /** Identifies the message for ever, also when it is delivered twice. Default: a new UUIDv7. */
  readonly id?: string;
  /** Messages of one key keep their order and are never handled side by side: they share a shard (`shardOf`: whole numbers modulo the shards). */
  readonly key: string | number;
  readonly body: Uint8Array;
  readonly headers?: Headers;
  /** Not before this instant. Delayed messages have no order. */
  readonly deliverAt?: Instant;
}

export interface Delivery {
  readonly id: string;
  readonly shard: number;
  readonly body: Uint8Array;
  readonly headers: Headers;
  readonly publishedAt: Instant;
  /** 1 for the first try. A try that ended with the process counts from the second on (`Tries`). */
  readonly attempt: number;
}

/** A message that no further try can save: it goes to the dead letters at once, with this error. */
export interface Rejection {
  readonly id: string;
  readonly error: string;
}

/**
 * Handles one batch of one shard; batches of a shard never overlap. Resolving acknowledges all but the rejected. Throwing lets the batch come again:
 * a transient error (`CulpritError.transient`, a database that is away) retries the batch in place with backoff for as long as it takes;
 * any other error lets each message come again alone, so that one poison message cannot hold up the others.
 * A batch may come twice (crash, lost connection): handlers are idempotent.
 */
export type Handler = (batch: readonly Delivery[]) => Promise<readonly Rejection[] | void>;

/** Answers one request; what it resolves to is the reply's body. */
export type Responder = (request: Delivery) => Promise<Uint8Array>;

export interface ConsumeOptions {
  /** Default: all shards of the lane; of several consumers of one shard only one is active. */
  readonly shards?: readonly number[];
  /** A batch is what is there, at most this much. Default 100 messages, 2 MB. */
  readonly maxMessages?: number;
  readonly maxBytes?: number;
}

export interface Consumer {
  /** Resolves when every claimed shard is consumed or watched as a stand-by. */
  readonly ready: Promise<void>;
  /** Finishes the batch in hand, then stops. */
  stop(): Promise<void>;
}

export interface LaneStats {
  /** Waiting to be handled now, including what is in hand. */
  readonly ready: number;
  /** Waiting for their time. */
  readonly delayed: number;
  /**
   * Age of the oldest waiting message in microseconds; 0 when none waits. RabbitMQ does not tell: where the active consumer belongs to another process it is
   * the time since this process first saw the shard without a pause in waiting (at most the age), and `ready` leaves out what that consumer holds in hand.
   */
  readonly oldestAge: number;
}

/** The queues of one installation. Two implementations, one contract (`lanes.contract.test.ts`). */
export interface Lanes {
  readonly kind: 'sqlite' | 'rabbitmq';
  /** Resolves when all messages are durable (committed with fsync, or confirmed by a quorum queue). Throws `unavailable` when that cannot be had in time. */
  publish(lane: LaneDefinition, messages: readonly Outgoing[]): Promise<void>;
  consume(lane: LaneDefinition, handler: Handler, options?: ConsumeOptions): Consumer;
  /** Publishes and waits for the reply of whoever serves the lane; throws `timeout` after `timeout` microseconds (the request may still be served later). */
  request(lane: LaneDefinition, message: Outgoing, timeout: number): Promise<Uint8Array>;
  /** Consumes a lane one by one and replies. A responder that throws is tried again as a handler is; the caller waits meanwhile. */
  serve(lane: LaneDefinition, responder: Responder, options?: ConsumeOptions): Consumer;
  stats(lane: LaneDefinition): Promise<LaneStats>;
  /** Resolves when messages can be made durable now; throws `unavailable` otherwise. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
