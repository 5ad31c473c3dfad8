import { setImmediate } from 'node:timers/promises';
import type { AsyncMessage, Channel, Connection } from 'rabbitmq-client';
import type { Clock, Instant, Logger } from '../kit/index.ts';
import { readMessage } from './amqp-message.ts';
import { Subscription } from './amqp-subscription.ts';
import { persist } from './backoff.ts';
import { createBell } from './bell.ts';
import type { Limits, Message, ReplyAddress, Settlement, Source } from './source.ts';

export interface AmqpMessage extends Message {
  readonly tag: number;
  readonly channel: Channel;
}

export interface AmqpShardOptions {
  readonly shard: number;
  readonly connection: Connection;
  readonly clock: Clock;
  readonly log: Logger;
  /** Messages the broker hands over before the first is acknowledged. */
  readonly prefetch: number;
  /** Declares the lane, once more when something failed; returns the shard's queue. */
  readonly setup: (again: boolean) => Promise<string>;
  /** Publishes messages of this shard once more, confirmed; gives up when they are no longer `wanted`. */
  readonly republish: (
    messages: readonly (Message & { readonly deliverAt: Instant })[],
    wanted: () => boolean,
  ) => Promise<void>;
  readonly reply: (
    replies: readonly { readonly to: ReplyAddress; readonly body: Uint8Array }[],
    wanted: () => boolean,
  ) => Promise<void>;
}

/** One shard's queue. While another consumer is active the broker sends nothing: that is what a stand-by looks like from here. */
export class AmqpShard implements Source<AmqpMessage> {
  readonly shard: number;
  readonly ready: Promise<void>;
  readonly #options: AmqpShardOptions;
  #subscription: Subscription;
  #yielding = false;
  readonly #interrupted = new AbortController();
  readonly #bell = createBell();
  #active = false;
  #waiting: AmqpMessage[] = [];
  /** Delivered and not acknowledged, by delivery tag in rising order, with the instant of publication. */
  readonly #held = new Map<number, Instant>();

  constructor(options: AmqpShardOptions) {
    this.#options = options;
    this.shard = options.shard;
    this.#subscription = this.#subscribe();
    this.ready = this.#subscription.ready;
  }

  /** How many messages are in hand here, and since when the oldest of them waits. */
  held(): { readonly count: number; readonly oldest: Instant } {
    return { count: this.#held.size, oldest: Math.min(...this.#held.values()) };
  }

  /** Whether this is the consumer that the broker gives the shard's messages to, as far as they tell. */
  get active(): boolean {
    return this.#active;
  }

  /** Lets another consumer have the shard after the batch in hand, and stands by behind it. */
  yield(): void {
    this.#yielding = true;
    this.#bell.ring();
  }

  async take(limits: Limits): Promise<readonly AmqpMessage[]> {
    while (!this.#interrupted.signal.aborted) {
      this.#bell.clear();
      if (this.#yielding) await this.#resubscribe();
      if (this.#waiting.length > 0) {
        // What the broker sent in one go arrives within this turn of the event loop.
        await setImmediate();
        const batch = this.#cut(limits);
        if (batch.length > 0) return batch;
      } else await this.#bell.wait();
    }
    return [];
  }

  async settle({ done, later = [], replies = [] }: Settlement<AmqpMessage>): Promise<void> {
    const settled = [...done, ...later.map(({ message }) => message)];
    const channel = settled[0]?.channel;
    // Without the channel they cannot be acknowledged: they come again, and so do their retries and replies.
    const wanted = (): boolean => channel?.active === true;
    const publish = async (): Promise<void> => {
      if (replies.length > 0 && wanted()) await this.#options.reply(replies, wanted);
      if (later.length === 0 || !wanted()) return;
      await this.#options.republish(
        later.map(({ message, attempt, at }) => ({ ...message, attempt, deliverAt: at })),
        wanted,
      );
    };
    const again = (error: unknown): boolean => {
      this.#options.log.warn({ err: error, shard: this.shard }, 'RabbitMQ: cannot publish a retry or a reply for now');
      return wanted();
    };
    if (await persist(publish, this.#interrupted.signal, again).catch(() => false)) this.#acknowledge(settled);
  }

  interrupt(): void {
    this.#interrupted.abort();
    this.#bell.ring();
  }

  close(): Promise<void> {
    return this.#subscription.close();
  }

  #subscribe(): Subscription {
    return new Subscription({
      ...this.#options,
      onMessage: (message, channel) => this.#receive(message, channel),
      onLost: () => {
        this.#waiting = [];
        this.#held.clear();
        this.#active = false;
      },
    });
  }

  async #resubscribe(): Promise<void> {
    this.#yielding = false;
    await this.#subscription.close();
    if (!this.#interrupted.signal.aborted) this.#subscription = this.#subscribe();
  }

  #receive(received: AsyncMessage, channel: Channel): void {
    const { clock } = this.#options;
    const { deliverAt, ...message } = readMessage(received, this.shard, clock.now());
    this.#active = true;
    this.#held.set(received.deliveryTag, message.publishedAt);
    const held = { ...message, tag: received.deliveryTag, channel };
    if (deliverAt > clock.now()) void this.#delayOn(held, deliverAt);
    else {
      this.#waiting.push(held);
      this.#bell.ring();
    }
  }

  /** Too early still: into the next delay queue. */
  async #delayOn(message: AmqpMessage, deliverAt: Instant): Promise<void> {
    const wanted = (): boolean => message.channel.active;
    const publish = () => this.#options.republish([{ ...message, deliverAt }], wanted);
    if (await persist(publish, this.#interrupted.signal, wanted).catch(() => false)) this.#acknowledge([message]);
  }

  #cut({ maxMessages, maxBytes }: Limits): AmqpMessage[] {
    let bytes = 0;
    const end = this.#waiting.findIndex(({ body }, index) => (bytes += body.byteLength) > maxBytes && index > 0);
    return this.#waiting.splice(0, Math.min(maxMessages, end === -1 ? this.#waiting.length : end));
  }

  /** One word acknowledges all, unless something before them is still in hand. */
  #acknowledge(messages: readonly AmqpMessage[]): void {
    const channel = messages[0]?.channel;
    if (channel?.active !== true) return;
    const tags = messages.map(({ tag }) => tag);
    for (const tag of tags) this.#held.delete(tag);
    const last = Math.max(...tags);
    const [before = Infinity] = this.#held.keys();
    if (before > last) channel.basicAck({ deliveryTag: last, multiple: true });
    else for (const tag of tags) channel.basicAck({ deliveryTag: tag });
  }
}
