import { setTimeout as setTimer } from 'node:timers';
import { setImmediate, setTimeout } from 'node:timers/promises';
import type { AMQPError, Channel, Connection, Envelope } from 'rabbitmq-client';
import { messageOf, newId, unavailable } from '../kit/index.ts';
import { troubleOf } from './amqp-connection.ts';
import { backoff } from './backoff.ts';
import { createGate } from './gate.ts';

export interface Parcel {
  readonly envelope: Envelope;
  readonly body: Uint8Array;
}

/** 16–64 are enough to keep a broker busy; more only wait there (measured). */
const IN_FLIGHT = 64;

/**
 * Publishes with confirms through one channel, which it opens again when it is lost. A message that was not confirmed is sent again until it is, or until the time is
 * up: so it may come twice. Messages of one call keep their order.
 */
export class Publisher {
  readonly #connection: () => Connection;
  readonly #timeout: number;
  readonly #gate = createGate(IN_FLIGHT);
  /** Of messages that the broker could not route; the word comes just before the confirm. */
  readonly #returned = new Set<string>();
  readonly #inFlight = new Set<(error: Error) => void>();
  #opening: Promise<Channel> | undefined;

  /** `timeout` in milliseconds. */
  constructor(connection: () => Connection, timeout: number) {
    this.#connection = connection;
    this.#timeout = timeout;
  }

  /**
   * Resolves when all are confirmed. `prepare` declares what they need; it is called before each try, `again` after one that failed. Throws `unavailable` when
   * the time is up or the messages are no longer `wanted`, and what `prepare` was refused for good.
   */
  async publish(
    parcels: readonly Parcel[],
    prepare: (again: boolean) => Promise<void>,
    { timeout = this.#timeout, wanted = () => true }: { timeout?: number; wanted?: () => boolean } = {},
  ): Promise<void> {
    const deadline = performance.now() + timeout;
    let left = parcels;
    let cause: unknown;
    for (let failures = 0; ; failures++) {
      try {
        await within(prepare(failures > 0), deadline);
      } catch (error) {
        if (isRefusal(error)) throw error;
        cause = error;
      }
      try {
        const sent = await this.#send(await within(this.#channel(), deadline), left, deadline);
        if (sent.left.length === 0) return;
        ({ left, failure: cause = new Error('some messages could not be routed') } = sent);
      } catch (error) {
        cause = error;
      }
      const rest = deadline - performance.now();
      if (rest <= 0 || !wanted()) {
        const why = troubleOf(this.#connection()) ?? cause;
        throw unavailable(`RabbitMQ did not take the messages in time: ${messageOf(why)}`, why);
      }
      await setTimeout(Math.min(rest, backoff(failures)));
    }
  }

  /** Resolves when the broker confirms a message (that goes nowhere). */
  async ping(): Promise<void> {
    const nowhere = { envelope: { routingKey: 'culprit.ping', messageId: newId() }, body: new Uint8Array() };
    await this.publish([nowhere], async () => undefined, { timeout: Math.min(this.#timeout, 3_000) });
  }

  /** Does not wait for a channel that is still being opened: closing the connection ends that. */
  close(): void {
    this.#opening?.then((channel) => channel.close()).catch(() => undefined);
  }

  /** Returns what must be sent again, and why. */
  async #send(
    channel: Channel,
    parcels: readonly Parcel[],
    deadline: number,
  ): Promise<{ left: Parcel[]; failure?: unknown }> {
    const confirmed = new Set<Parcel>();
    const sending: Promise<void>[] = [];
    let failure: unknown;
    for (const parcel of parcels) {
      if (!channel.active || !(await this.#gate.enter(deadline - performance.now()))) break;
      const sent = this.#sendOne(channel, parcel).finally(() => this.#gate.leave());
      sending.push(
        sent.then(
          () => void confirmed.add(parcel),
          (error: unknown) => (failure ??= error),
        ) as Promise<void>,
      );
    }
    await within(Promise.all(sending), deadline).catch((error: unknown) => (failure ??= error));
    // The word that a message could not be routed is passed on one turn later than the confirm behind it.
    await setImmediate();
    const left = parcels.filter((one) => !confirmed.has(one) || this.#returned.delete(one.envelope.messageId ?? ''));
    return { left, failure };
  }

  #sendOne(channel: Channel, { envelope, body }: Parcel): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      this.#inFlight.add(reject);
      const done = () => this.#inFlight.delete(reject);
      channel
        .basicPublish(envelope, Buffer.from(body.buffer, body.byteOffset, body.byteLength))
        .finally(done)
        .then(resolve, reject);
    });
  }

  #channel(): Promise<Channel> {
    this.#opening ??= this.#open().catch((error: unknown) => {
      this.#opening = undefined;
      throw error;
    });
    return this.#opening;
  }

  async #open(): Promise<Channel> {
    const channel = await this.#connection().acquire({ emitErrorsFromChannel: true });
    channel.on('error', () => undefined);
    channel.on('basic.return', ({ messageId }) => this.#returned.add(messageId ?? ''));
    channel.on('close', () => {
      this.#opening = undefined;
      this.#returned.clear();
      // A confirm that was about to be awaited when the channel closed would never come.
      for (const reject of this.#inFlight) reject(new Error('the channel is closed'));
      this.#inFlight.clear();
    });
    await channel.confirmSelect();
    return channel;
  }
}

/** The broker's word is final: a queue of that name has other properties, or the user may not. */
const isRefusal = (error: unknown): boolean =>
  error instanceof Error &&
  ['PRECONDITION_FAILED', 'ACCESS_REFUSED', 'NOT_ALLOWED', 'CODEC'].includes((error as Partial<AMQPError>).code ?? '');

/** `deadline` as `performance.now()` tells it. */
const within = async <Result>(promise: Promise<Result>, deadline: number): Promise<Result> => {
  const late = Promise.withResolvers<never>();
  const timer = setTimer(() => late.reject(new Error('the time is up')), Math.max(0, deadline - performance.now()));
  try {
    return await Promise.race([promise, late.promise]);
  } finally {
    clearTimeout(timer);
  }
};
