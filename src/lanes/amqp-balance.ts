import type { Connection } from 'rabbitmq-client';
import type { Logger } from '../kit/index.ts';
import type { AmqpShard } from './amqp-shard.ts';
import { Subscription } from './amqp-subscription.ts';
import { inChannel } from './amqp-topology.ts';
import { pause } from './backoff.ts';

export interface BalanceOptions {
  readonly connection: Connection;
  readonly log: Logger;
  readonly shards: readonly AmqpShard[];
  /** The queue that every consumer of the lane listens to and nobody publishes to: the broker tells how many listen, which it does not for those who stand by. */
  readonly members: string;
  /** Milliseconds between two looks, roughly. */
  readonly every: number;
  readonly signal: AbortSignal;
}

/**
 * Spreads a lane over its consumers. The broker keeps every shard with the consumer that came first, so the first process would have them all; a process that finds
 * itself with more than its share lets the surplus go, to those who stand by. Shards without traffic stay where they are: it does not matter where.
 */
export const balance = async (options: BalanceOptions): Promise<void> => {
  const { connection, log, shards, members: queue, every, signal } = options;
  if (shards.length < 2) return;
  const membership = new Subscription({
    connection,
    log,
    prefetch: 1,
    setup: async () => {
      const kind = { 'x-queue-type': 'classic' as const, 'x-expires': 60_000 };
      await inChannel(connection, (channel) => channel.queueDeclare({ queue, durable: true, arguments: kind }));
      return queue;
    },
    onMessage: ({ deliveryTag }, channel) => channel.active && channel.basicAck({ deliveryTag }),
  });
  while (await pause(every * (0.75 + Math.random() / 2), signal)) {
    const active = shards.filter((shard) => shard.active);
    if (active.length < 2) continue;
    try {
      const declared = await inChannel(connection, (channel) => channel.queueDeclare({ queue, passive: true }));
      const share = Math.ceil(shards.length / Math.max(1, declared.consumerCount));
      for (const surplus of active.slice(share)) surplus.yield();
    } catch (error) {
      log.debug({ err: error }, 'RabbitMQ: cannot see how many consumers a lane has');
    }
  }
  await membership.close();
};
