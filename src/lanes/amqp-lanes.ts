import type { Connection } from 'rabbitmq-client';
import { MILLISECOND, newId, SECOND, unavailable } from '../kit/index.ts';
import { balance } from './amqp-balance.ts';
import { connect, disconnect } from './amqp-connection.ts';
import { envelope } from './amqp-message.ts';
import type { Sendable } from './amqp-message.ts';
import { delayLevel, laneNames } from './amqp-names.ts';
import { Publisher } from './amqp-publisher.ts';
import type { Parcel } from './amqp-publisher.ts';
import { createReplies } from './amqp-replies.ts';
import type { Replies } from './amqp-replies.ts';
import { AmqpShard } from './amqp-shard.ts';
import type { AmqpMessage } from './amqp-shard.ts';
import { createStatsReader } from './amqp-stats.ts';
import { createTopology } from './amqp-topology.ts';
import { answering, startConsumer } from './consumer.ts';
import type { ConsumerContext, Work } from './consumer.ts';
import type { ConsumeOptions, Consumer, LaneDefinition, Lanes, Outgoing } from './lanes.ts';
import { assertLane, headersText, shardsOf } from './outgoing.ts';
import { shardOf } from './shard.ts';
import type { ReplyAddress } from './source.ts';

export interface AmqpLanesOptions extends ConsumerContext {
  readonly url: string;
  /** Before every name on the broker. Default none. */
  readonly prefix?: string;
  /** Microseconds for which publishing waits for a broker that is away. Default 10 s. */
  readonly publishTimeout?: number;
  /** Microseconds between two looks whether other processes should have some of the shards. Default 5 s. */
  readonly balanceEvery?: number;
}

/** Lanes on RabbitMQ (3.10 or newer; on RabbitMQ 4 bodies above 16 MiB need a larger `max_message_size`). */
export const openAmqpLanes = (options: AmqpLanesOptions): Lanes => {
  const { url, prefix = '', clock, log, publishTimeout = 10 * SECOND, balanceEvery = 5 * SECOND } = options;
  const connections = new Map<string, Connection>();
  /** Apart, for the broker makes publishers wait by not reading their connection. */
  const connection = (purpose: 'publish' | 'consume') => (): Connection => {
    const known = connections.get(purpose) ?? connect(url, purpose, log);
    connections.set(purpose, known);
    return known;
  };
  const topology = createTopology(connection('publish'), prefix);
  const publisher = new Publisher(connection('publish'), publishTimeout / MILLISECOND);
  const statsReader = createStatsReader(connection('consume'), prefix);
  const consumers = new Set<Consumer>();
  const watched = new Map<string, Set<AmqpShard>>();
  let replies: Replies | undefined;

  const prepare = (lane: LaneDefinition, delayed: boolean) => async (again: boolean) => {
    if (again) topology.forget(lane);
    await topology.ensure(lane);
    if (delayed) await topology.ensureDelays(lane);
  };

  const send = async (
    lane: LaneDefinition,
    messages: readonly (Sendable & { body: Uint8Array; shard: number })[],
    wanted?: () => boolean,
  ) => {
    const names = laneNames(prefix, lane);
    const now = clock.now();
    let delayed = false;
    const parcels = messages.map((message): Parcel => {
      const early = message.deliverAt > now;
      delayed ||= early;
      const exchange = early ? names.delay(delayLevel(message.deliverAt - now)) : names.exchange;
      return { envelope: envelope(message, exchange, names.queue(message.shard)), body: message.body };
    });
    await publisher.publish(parcels, prepare(lane, delayed), { wanted });
  };

  const publish = (
    lane: LaneDefinition,
    messages: readonly Outgoing[],
    replyTo: ReplyAddress | null,
  ): Promise<void> => {
    const publishedAt = clock.now();
    const sendable = messages.map(({ id = newId(), key, body, headers = {}, deliverAt = 0 }) => {
      headersText(headers);
      return { id, key, body, headers, deliverAt, publishedAt, attempt: 1, replyTo, shard: shardOf(lane, key) };
    });
    return messages.length === 0 ? Promise.resolve() : send(lane, sendable);
  };

  /** A client that is gone has no queue any more: its reply goes nowhere, and that is fine. */
  const reply = (bodies: readonly { to: ReplyAddress; body: Uint8Array }[], wanted: () => boolean): Promise<void> =>
    publisher.publish(
      bodies.map(({ to, body }) => ({
        envelope: { routingKey: to.address, correlationId: to.correlation, messageId: newId(), durable: true },
        body,
      })),
      async () => undefined,
      { wanted },
    );

  const start = (lane: LaneDefinition, work: Work<AmqpMessage>, consume: ConsumeOptions = {}): Consumer => {
    const setup = (shard: number) => async (again: boolean) => {
      if (again) topology.forget(lane);
      await topology.ensure(lane);
      return laneNames(prefix, lane).queue(shard);
    };
    const sources = shardsOf(lane, consume.shards).map(
      (shard) =>
        new AmqpShard({
          shard,
          clock,
          log,
          reply,
          setup: setup(shard),
          connection: connection('consume')(),
          // One batch in hand, the next one here already.
          prefetch: 2 * (consume.maxMessages ?? 100),
          republish: (messages, wanted) => send(lane, messages, wanted),
        }),
    );
    const own = watched.get(lane.name) ?? new Set();
    watched.set(lane.name, own);
    for (const source of sources) own.add(source);
    const consumer = startConsumer(options, lane, sources, work, consume);
    const stopping = new AbortController();
    const balancing = balance({
      connection: connection('consume')(),
      log,
      shards: sources,
      members: laneNames(prefix, lane).members,
      every: balanceEvery / MILLISECOND,
      signal: stopping.signal,
    });
    const handle: Consumer = {
      ready: consumer.ready,
      stop: async () => {
        stopping.abort();
        await Promise.all([consumer.stop(), balancing]);
        for (const source of sources) own.delete(source);
        consumers.delete(handle);
      },
    };
    consumers.add(handle);
    return handle;
  };

  return {
    kind: 'rabbitmq',
    publish: async (lane, messages) => {
      assertLane(lane);
      await publish(lane, messages, null);
    },
    consume: (lane, handler, consume) => {
      assertLane(lane);
      return start(lane, async (batch) => ({ rejections: await handler(batch) }), consume);
    },
    serve: (lane, responder, consume) => {
      assertLane(lane);
      return start(lane, answering(responder), { ...consume, maxMessages: 1 });
    },
    request: async (lane, message, timeout) => {
      assertLane(lane);
      replies ??= createReplies(connection('consume')(), prefix, log);
      return await replies.ask((to) => publish(lane, [message], to), timeout);
    },
    stats: async (lane) => {
      try {
        await topology.ensure(lane);
        return await statsReader.read(lane, [...(watched.get(lane.name) ?? [])], clock.now());
      } catch (error) {
        throw unavailable(`RabbitMQ does not tell how much waits in the lane ${lane.name}.`, error);
      }
    },
    ping: () => publisher.ping(),
    close: async () => {
      await Promise.all([...consumers].map((consumer) => consumer.stop()));
      await replies?.close();
      publisher.close();
      await Promise.all([...connections.values()].map(disconnect));
    },
  };
};
