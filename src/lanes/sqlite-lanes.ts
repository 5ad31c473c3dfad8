import { newId } from '../kit/index.ts';
import { answering, startConsumer } from './consumer.ts';
import type { ConsumerContext, Work } from './consumer.ts';
import type { ConsumeOptions, Consumer, LaneDefinition, Lanes, Outgoing } from './lanes.ts';
import { assertLane, headersText, shardsOf } from './outgoing.ts';
import { createRequests } from './requests.ts';
import { shardOf } from './shard.ts';
import type { ReplyAddress } from './source.ts';
import { REPLIES } from './sqlite-commit.ts';
import { readLanesFile } from './sqlite-file.ts';
import { addressText } from './sqlite-message.ts';
import { SqliteShard } from './sqlite-shard.ts';
import type { SqliteMessage } from './sqlite-shard.ts';
import { readStats } from './sqlite-stats.ts';
import { shardName } from './writer.ts';
import type { LaneWriter, PublishOperation } from './writer.ts';

export interface SqliteLanesOptions extends ConsumerContext {
  readonly path: string;
  /** Stays open when the lanes close: its owner closes it. */
  readonly writer: LaneWriter;
}

/** Lanes in a SQLite file: published through the process's one writer, consumed through a read handle of this thread. */
export const openSqliteLanes = (options: SqliteLanesOptions): Lanes => {
  const { path, writer, clock, log } = options;
  const consumers = new Set<Consumer>();
  const bells = new Map<string, Set<SqliteShard>>();
  const requests = createRequests();
  const replyLane: LaneDefinition = { name: `${REPLIES}${newId()}`, shards: 1 };
  let replies: Consumer | undefined;
  let unwatch: (() => void) | undefined;

  /** The writer creates the file; once it has written anything, the file is there. */
  const reader = once(async () => {
    await writer.write([]);
    return readLanesFile(path);
  });

  const ring = (shards: Iterable<string>): void => {
    for (const name of shards) for (const shard of bells.get(name) ?? []) shard.bell.ring();
  };

  const start = (lane: LaneDefinition, work: Work<SqliteMessage>, consume: ConsumeOptions = {}): Consumer => {
    unwatch ??= writer.watch(ring);
    const shards = shardsOf(lane, consume.shards).map((shard) => {
      const source = new SqliteShard({ lane: lane.name, shard, writer, reader, clock, log });
      const name = shardName(lane.name, shard);
      bells.set(name, (bells.get(name) ?? new Set()).add(source));
      return source;
    });
    const consumer = startConsumer(options, lane, shards, work, consume);
    const handle: Consumer = {
      ready: consumer.ready,
      stop: async () => {
        await consumer.stop();
        for (const source of shards) bells.get(shardName(lane.name, source.shard))?.delete(source);
        consumers.delete(handle);
      },
    };
    consumers.add(handle);
    return handle;
  };

  const operation = (lane: LaneDefinition, message: Outgoing, replyTo: ReplyAddress | null): PublishOperation => {
    const now = clock.now();
    const { key, body, deliverAt = 0 } = message;
    return {
      kind: 'publish',
      lane: lane.name,
      shard: shardOf(lane, key),
      id: message.id ?? newId(),
      key,
      body,
      deliverAt: deliverAt > now ? deliverAt : 0,
      publishedAt: now,
      headers: headersText(message.headers),
      replyTo: replyTo === null ? null : addressText(replyTo),
    };
  };

  const takeReplies: Work<SqliteMessage> = async (batch) => {
    for (const { id, body } of batch) requests.reply(id, body);
    return {};
  };

  return {
    kind: 'sqlite',
    publish: async (lane, messages) => {
      assertLane(lane);
      if (messages.length > 0) await writer.write(messages.map((message) => operation(lane, message, null)));
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
      replies ??= start(replyLane, takeReplies);
      const correlation = newId();
      const reply = requests.expect(correlation, timeout);
      writer
        .write([operation(lane, message, { address: replyLane.name, correlation })])
        .catch((error: unknown) => requests.abandon(correlation, error));
      return await reply;
    },
    stats: async (lane) => readStats(await reader(), lane, clock.now()),
    ping: () => writer.write([{ kind: 'ping' }]),
    close: async () => {
      await Promise.all([...consumers].map((consumer) => consumer.stop()));
      unwatch?.();
      requests.close();
      await reader.ifStarted()?.then((file) => file.close());
    },
  };
};

/** Does `work` when it is first wanted, once; again when it failed. */
const once = <Result>(work: () => Promise<Result>) => {
  let started: Promise<Result> | undefined;
  const get = async (): Promise<Result> => {
    started ??= work();
    try {
      return await started;
    } catch (error) {
      started = undefined;
      throw error;
    }
  };
  return Object.assign(get, { ifStarted: () => started });
};
