import type { Channel, Connection } from 'rabbitmq-client';
import { DELAY_LEVELS, delayMilliseconds, laneNames } from './amqp-names.ts';
import type { LaneDefinition } from './lanes.ts';

/** Declares what lanes need on the broker, each once per process and again after `forget`. */
export interface Topology {
  /** Exchange, queues, bindings. Throws with the broker's word where a queue exists with other properties. */
  ensure(lane: LaneDefinition): Promise<void>;
  /** The lane's delay queues. */
  ensureDelays(lane: LaneDefinition): Promise<void>;
  /** Somebody deleted something: look again next time. */
  forget(lane: LaneDefinition): void;
}

export const createTopology = (connection: () => Connection, prefix: string): Topology => {
  const done = new Map<string, Promise<void>>();
  const settled = new Set<string>();

  const once = (name: string, work: (channel: Channel) => Promise<void>): Promise<void> => {
    const known = done.get(name);
    if (known !== undefined) return known;
    const working = inChannel(connection(), work);
    done.set(name, working);
    working.then(
      () => settled.add(name),
      () => done.delete(name),
    );
    return working;
  };

  return {
    ensure: (lane) => once(lane.name, (channel) => declareLane(channel, prefix, lane)),
    ensureDelays: (lane) => once(`${lane.name}.delays`, (channel) => declareDelays(channel, prefix, lane)),
    forget: (lane) => {
      // What is being declared at this moment need not be declared once more.
      for (const name of [lane.name, `${lane.name}.delays`]) if (settled.delete(name)) done.delete(name);
    },
  };
};

/** Works in a channel of its own: a refusal closes the channel, and nothing else suffers. */
export const inChannel = async <Result>(
  connection: Connection,
  work: (channel: Channel) => Promise<Result>,
): Promise<Result> => {
  const channel = await connection.acquire({ emitErrorsFromChannel: true });
  channel.on('error', () => undefined);
  try {
    return await work(channel);
  } finally {
    await channel.close();
  }
};

/**
 * Quorum queues keep what they confirmed through the death of a node, and hand a shard to one consumer at a time. The delivery limit is out of reach on purpose:
 * RabbitMQ 4 drops a message after 20 deliveries, also those that a restart of ours interrupted; attempts are counted here.
 */
const declareLane = async (channel: Channel, prefix: string, lane: LaneDefinition): Promise<void> => {
  const { exchange, queue } = laneNames(prefix, lane);
  await channel.exchangeDeclare({ exchange, type: 'direct', durable: true });
  for (let shard = 0; shard < lane.shards; shard++) {
    const name = queue(shard);
    const kind = {
      'x-queue-type': 'quorum' as const,
      'x-single-active-consumer': true,
      'x-delivery-limit': 1_000_000_000,
    };
    await channel.queueDeclare({ queue: name, durable: true, arguments: kind });
    await channel.queueBind({ exchange, queue: name, routingKey: name });
  }
};

/**
 * A message waits in a queue whose messages all wait equally long, for only the head of a queue expires. It enters through a fanout exchange, so that it keeps the
 * routing key of its shard, by which it leaves to the lane's exchange. At-least-once: it is gone from here when the shard's queue has confirmed it
 * (RabbitMQ 3.10; needs reject-publish).
 */
const declareDelays = async (channel: Channel, prefix: string, lane: LaneDefinition): Promise<void> => {
  const { exchange, delay } = laneNames(prefix, lane);
  for (let level = 0; level < DELAY_LEVELS; level++) {
    const name = delay(level);
    const kind = {
      'x-queue-type': 'quorum' as const,
      'x-message-ttl': delayMilliseconds(level),
      'x-dead-letter-exchange': exchange,
      'x-dead-letter-strategy': 'at-least-once',
      'x-overflow': 'reject-publish' as const,
    };
    await channel.exchangeDeclare({ exchange: name, type: 'fanout', durable: true });
    await channel.queueDeclare({ queue: name, durable: true, arguments: kind });
    await channel.queueBind({ exchange: name, queue: name, routingKey: '' });
  }
};
