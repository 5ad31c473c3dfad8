import type { Channel, Connection } from 'rabbitmq-client';
import type { Instant } from '../kit/index.ts';
import { DELAY_LEVELS, laneNames } from './amqp-names.ts';
import type { AmqpShard } from './amqp-shard.ts';
import { inChannel } from './amqp-topology.ts';
import type { LaneDefinition, LaneStats } from './lanes.ts';

export interface StatsReader {
  /** `shards` are those this process consumes or watches. */
  read(lane: LaneDefinition, shards: readonly AmqpShard[], now: Instant): Promise<LaneStats>;
}

/**
 * Counts by declaring queues passively, which tells how many messages wait in each but not those that a consumer holds; those of this process are added.
 * The age of the oldest is exact for shards with messages in hand here; of others it is known since when they were seen waiting.
 */
export const createStatsReader = (connection: () => Connection, prefix: string): StatsReader => {
  /** Per queue: the first look since which messages were waiting at every look. */
  const waitingSince = new Map<string, Instant>();

  return {
    read: async (lane, shards, now) => {
      const names = laneNames(prefix, lane);
      const counts = await inChannel(connection(), (channel) => depths(channel, names.queue, lane.shards));
      let ready = 0;
      let oldest = now;
      for (const [shard, count] of counts.entries()) {
        const queue = names.queue(shard);
        const held = shards.filter((one) => one.shard === shard).map((one) => one.held());
        const inHand = held.reduce((sum, { count }) => sum + count, 0);
        ready += count + inHand;
        if (count === 0) waitingSince.delete(queue);
        else if (!waitingSince.has(queue)) waitingSince.set(queue, now);
        const seen = inHand > 0 ? Math.min(...held.map((one) => one.oldest)) : (waitingSince.get(queue) ?? now);
        oldest = Math.min(oldest, seen);
      }
      const delays = await inChannel(connection(), (channel) => depths(channel, names.delay, DELAY_LEVELS)).catch(
        ifMissing,
      );
      return { ready, delayed: delays.reduce((sum, count) => sum + count, 0), oldestAge: now - oldest };
    },
  };
};

const depths = async (channel: Channel, name: (number: number) => string, count: number): Promise<number[]> => {
  const found: number[] = [];
  for (let number = 0; number < count; number++) {
    const { messageCount } = await channel.queueDeclare({ queue: name(number), passive: true });
    found.push(messageCount);
  }
  return found;
};

/** The delay queues are declared together when the first message of a lane is delayed. */
const ifMissing = (error: unknown): number[] => {
  if ((error as { code?: unknown }).code === 'NOT_FOUND') return [];
  throw error;
};
