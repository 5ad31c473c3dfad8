import { Connection } from 'rabbitmq-client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startChild } from '../../test/support/children.ts';
import { eachLanes } from '../../test/support/lanes.ts';
import { services } from '../../test/support/services.ts';
import { startProxy } from '../../test/support/tcp-proxy.ts';
import type { TcpProxy } from '../../test/support/tcp-proxy.ts';
import { until } from '../../test/support/until.ts';
import { MILLISECOND, SECOND } from '../kit/index.ts';
import { laneNames } from './amqp-names.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text);
const text = (body: Uint8Array): string => Buffer.from(body).toString();

eachLanes(
  'lanes with a broker that comes and goes',
  (open) => {
    let proxy: TcpProxy;
    let url: string;

    beforeEach(async () => {
      const broker = new URL(services.rabbitmq ?? '');
      proxy = await startProxy(broker.hostname, Number(broker.port || 5672));
      broker.port = String(proxy.port);
      broker.hostname = '127.0.0.1';
      url = broker.href;
    });
    afterEach(() => proxy.close());

    test('connections that break again and again lose no message and no order', async () => {
      const lane = open.lane('work', { shards: 2 });
      const lanes = open.at(url);
      const got = new Map<number, number[]>();
      let active = 0;
      lanes.consume(
        lane,
        async (batch) => {
          const [first] = batch;
          expect(++active).toBeLessThanOrEqual(2);
          for (const { shard, body } of batch) got.set(shard, [...(got.get(shard) ?? []), Number(text(body))]);
          await new Promise(setImmediate);
          active--;
          expect(first?.shard).toBe(batch.at(-1)?.shard);
        },
        { maxMessages: 20 },
      );
      const publish = async (key: number) => {
        for (let number = 0; number < 400; number++) {
          if (key === 0 && number % 100 === 50) proxy.cut();
          await lanes.publish(lane, [{ key, body: bytes(`${number}`) }]);
        }
      };
      await Promise.all([publish(0), publish(1)]);
      for (const shard of [0, 1]) {
        await until(() => new Set(got.get(shard)).size === 400);
        const firsts = [...new Set(got.get(shard))];
        expect(firsts).toEqual([...firsts].sort((a, b) => a - b));
      }
    });

    test('publishing waits while the broker is away, for a bounded time', async () => {
      const lane = open.lane('work');
      const patient = open.at(url);
      const impatient = open.at(url, { publishTimeout: SECOND / 2 });
      await patient.publish(lane, [{ id: 'before', key: 1, body: bytes('') }]);
      proxy.takeAway();
      await expect(impatient.publish(lane, [{ id: 'never', key: 1, body: bytes('') }])).rejects.toMatchObject({
        code: 'unavailable',
        transient: true,
      });
      await expect(impatient.ping()).rejects.toMatchObject({ code: 'unavailable' });
      await expect(impatient.stats(lane)).rejects.toMatchObject({ code: 'unavailable' });
      const published = patient.publish(lane, [{ id: 'meanwhile', key: 1, body: bytes('') }]);
      proxy.restore();
      await published;
      await until(() =>
        impatient.ping().then(
          () => true,
          () => false,
        ),
      );
      const got: string[] = [];
      open().consume(lane, async (batch) => void got.push(...batch.map(({ id }) => id)));
      await until(() => got.includes('meanwhile'));
      expect(got[0]).toBe('before');
    });

    test('a consumer that was started before the broker consumes when it is there', async () => {
      proxy.takeAway();
      const lane = open.lane('work');
      const got: string[] = [];
      const consumer = open.at(url).consume(lane, async (batch) => void got.push(...batch.map(({ id }) => id)));
      await open().publish(lane, [{ id: 'a', key: 1, body: bytes('') }]);
      proxy.restore();
      await consumer.ready;
      await until(() => got.length === 1);
    });

    test('a batch in hand while the connection breaks comes again, after the first try has ended', async () => {
      const lane = open.lane('work');
      const lanes = open.at(url);
      const { promise: release, resolve } = Promise.withResolvers<void>();
      const tries: string[] = [];
      lanes.consume(lane, async ([message]) => {
        tries.push(`start ${message?.id}`);
        if (tries.length === 1) await release;
        tries.push(`end ${message?.id}`);
      });
      await lanes.publish(lane, [{ id: 'a', key: 1, body: bytes('') }]);
      await until(() => tries.length === 1);
      proxy.cut();
      await lanes.publish(lane, [{ id: 'b', key: 1, body: bytes('') }]);
      resolve();
      await until(() => tries.includes('end b') || tries.filter((one) => one === 'end a').length === 2);
      expect(tries.slice(0, 4)).toEqual(['start a', 'end a', 'start a', 'end a']);
    });

    test('a reply finds its way although the connections of both sides broke meanwhile', async () => {
      const lane = open.lane('ask');
      const { promise: release, resolve } = Promise.withResolvers<void>();
      let asked = 0;
      const server = open.at(url).serve(lane, async ({ body }) => {
        asked++;
        await release;
        return bytes(`${text(body)}!`);
      });
      await server.ready;
      const reply = open.at(url).request(lane, { key: 1, body: bytes('hello') }, 30 * SECOND);
      await until(() => asked === 1);
      proxy.cut();
      resolve();
      expect(text(await reply)).toBe('hello!');
    });

    test('queues that somebody deleted are made again', async () => {
      const lane = open.lane('work');
      const lanes = open();
      const got: string[] = [];
      const consumer = lanes.consume(lane, async (batch) => void got.push(...batch.map(({ id }) => id)));
      await consumer.ready;
      const names = laneNames(open.place().prefix, lane);
      const connection = new Connection({ url: services.rabbitmq ?? '', noDelay: true });
      await connection.queueDelete(names.queue(0));
      await connection.exchangeDelete({ exchange: names.exchange });
      await connection.close();
      await lanes.publish(lane, [{ id: 'a', key: 1, body: bytes('') }]);
      await until(() => got.includes('a'));
    });

    test('when the process of the active consumer is killed, the one that stood by goes on', async () => {
      const lane = open.lane('work');
      const lanes = open();
      const { url, prefix } = open.place();
      const children = ['handle', 'handle'].map((verb) =>
        startChild('lanes-child.ts', [verb, url, prefix, JSON.stringify(lane)]),
      );
      await until(() => children.every(({ lines }) => lines.includes('ready')));
      const publish = async (id: string) => {
        await lanes.publish(lane, [{ id, key: 1, body: bytes('') }]);
        await until(() => children.some(({ lines }) => lines.includes(id)));
      };
      await publish('a');
      await publish('b');
      const [active, standBy] = children[0]?.lines.includes('a') ? children : children.toReversed();
      expect(standBy?.lines).toEqual(['ready']);
      await active?.kill();
      await lanes.publish(lane, [{ id: 'c', key: 1, body: bytes('') }]);
      await until(() => standBy?.lines.includes('c') === true);
      await standBy?.kill();
    });

    test('shards spread over the processes that consume, without loss of order', async () => {
      const lane = open.lane('work', { shards: 4 });
      const balanceEvery = 100 * MILLISECOND;
      const [publisher, ...workers] = [open(), open({ balanceEvery }), open({ balanceEvery })];
      const got: { worker: number; shard: number; number: number }[] = [];
      for (const [worker, lanes] of workers.entries()) {
        const consumer = lanes.consume(
          lane,
          async (batch) => {
            await new Promise(setImmediate);
            got.push(...batch.map(({ shard, body }) => ({ worker, shard, number: Number(text(body)) })));
          },
          { maxMessages: 5 },
        );
        await consumer.ready;
      }
      let number = 0;
      const shardsOf = (worker: number) =>
        new Set(
          got
            .slice(-100)
            .filter((one) => one.worker === worker)
            .map(({ shard }) => shard),
        );
      await until(async () => {
        await publisher.publish(
          lane,
          [0, 1, 2, 3].map((key) => ({ key, body: bytes(`${number}`) })),
        );
        number++;
        return number > 200 && shardsOf(0).size === 2 && shardsOf(1).size === 2;
      });
      for (const shard of [0, 1, 2, 3]) {
        const ofShard = () => got.filter((one) => one.shard === shard).map((one) => one.number);
        await until(() => new Set(ofShard()).size === number);
        const firsts = [...new Set(ofShard())];
        expect(firsts).toEqual([...firsts].sort((a, b) => a - b));
        // What was in hand when its shard moved may come twice, but nothing is missing.
        expect(firsts).toHaveLength(number);
      }
    });

    test('a message of a foreign program is handled, with the names that a protocol fixes', async () => {
      const lane = open.lane('origin_add.unknown', {
        shards: 16,
        amqp: { exchange: 'origin', queue: (shard) => `origin_add.unknown.${shard.toString(16)}` },
      });
      const got: unknown[] = [];
      const consumer = open().consume(lane, async (batch) => {
        for (const { shard, body, headers } of batch) got.push({ shard, body: text(body), headers });
      });
      await consumer.ready;
      const connection = new Connection({ url: services.rabbitmq ?? '', noDelay: true });
      const publisher = connection.createPublisher({ confirm: true });
      const { prefix } = open.place();
      const to = { exchange: `${prefix}origin`, routingKey: `${prefix}origin_add.unknown.c`, mandatory: true };
      await publisher.send({ ...to, headers: { hop: 2, nested: { a: 1 } } }, { json: true });
      await publisher.close();
      await connection.close();
      await until(() => got.length === 1);
      expect(got).toEqual([{ shard: 12, body: '{"json":true}', headers: { hop: 2 } }]);
    });

    test('installations with different prefixes do not hear each other', async () => {
      const lane = open.lane('work');
      const got: string[] = [];
      open().consume(lane, async (batch) => void got.push(...batch.map(({ id }) => id)));
      const { prefix } = open.place();
      const other = open({ prefix: `${prefix}other.` });
      await other.publish(lane, [{ id: 'theirs', key: 1, body: bytes('') }]);
      await open().publish(lane, [{ id: 'ours', key: 1, body: bytes('') }]);
      await until(() => got.length === 1);
      expect(got).toEqual(['ours']);
      expect((await other.stats(lane)).ready).toBe(1);
    });
  },
  ['rabbitmq'],
);
