import type { AsyncMessage, Channel, Connection } from 'rabbitmq-client';
import type { Logger } from '../kit/index.ts';
import { patiently } from './amqp-connection.ts';
import { backoff, pause } from './backoff.ts';

export interface SubscriptionOptions {
  readonly connection: Connection;
  readonly log: Logger;
  readonly prefetch: number;
  /** Declares what is missing; called for every (re)connection, `again` after a loss or failure. Returns the queue's name. */
  readonly setup: (again: boolean) => Promise<string>;
  readonly onMessage: (message: AsyncMessage, channel: Channel) => void;
  /** The channel is gone: what was not acknowledged through it comes again. */
  readonly onLost?: () => void;
}

/** Consumes one queue through a channel of its own, and again after every loss of it, until it is closed. */
export class Subscription {
  readonly ready: Promise<void>;
  readonly #options: SubscriptionOptions;
  readonly #closing = new AbortController();
  readonly #ready = Promise.withResolvers<void>();
  #channel: Channel | undefined;

  constructor(options: SubscriptionOptions) {
    this.#options = options;
    this.ready = this.#ready.promise;
    void this.#run();
  }

  /** Closes the channel: the broker hands what is not acknowledged to the next consumer. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#ready.resolve();
    if (this.#channel !== undefined) await patiently(this.#channel.close());
  }

  async #run(): Promise<void> {
    const { signal } = this.#closing;
    let failures = 0;
    while (!signal.aborted) {
      try {
        const queue = await this.#options.setup(failures > 0);
        const channel = await this.#options.connection.acquire({ emitErrorsFromChannel: true });
        const lost = ended(channel, (error) => this.#report(error));
        try {
          if (signal.aborted) return;
          this.#channel = channel;
          await channel.basicQos({ prefetchCount: this.#options.prefetch });
          await channel.basicConsume({ queue }, (message) => this.#options.onMessage(message, channel));
          this.#ready.resolve();
          failures = 0;
          await lost;
        } finally {
          this.#options.onLost?.();
          await channel.close();
        }
      } catch (error) {
        if (failures === 0) this.#report(error);
      }
      await pause(backoff(failures++), signal);
    }
  }

  #report(error: unknown): void {
    if (!this.#closing.signal.aborted) this.#options.log.warn({ err: error }, 'RabbitMQ: a consumer was interrupted');
  }
}

/** Resolves when nothing more will come through the channel: closed, or its consumer cancelled because the queue was deleted or moved. */
const ended = (channel: Channel, report: (error: unknown) => void): Promise<void> =>
  new Promise((resolve) => {
    channel.on('error', report);
    channel.once('close', resolve);
    channel.once('basic.cancel', (_tag, error) => {
      report(error);
      resolve();
    });
  });
