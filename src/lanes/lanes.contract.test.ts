import { expect, test } from 'vitest';
import { startChild } from '../../test/support/children.ts';
import { eachLanes } from '../../test/support/lanes.ts';
import { until } from '../../test/support/until.ts';
import { MILLISECOND, systemClock } from '../kit/index.ts';
import { shardOf } from './index.ts';
import type { Delivery, Outgoing } from './index.ts';

const text = (body: Uint8Array): string => Buffer.from(body).toString();
const numbered = (count: number, key: (number: number) => string | number): Outgoing[] =>
  Array.from({ length: count }, (_, number) => ({
    id: `m${number}`,
    key: key(number),
    body: Buffer.from(`${number}`),
  }));

eachLanes('lanes', (open) => {
  test('a message arrives as it was published', async () => {
    const lanes = open();
    const lane = open.lane('work', { shards: 4 });
    const got: Delivery[] = [];
    const before = systemClock.now();
    const headers = { text: 'ä "quoted"', number: -12, instant: 1_763_776_000_123_456, ratio: 0.25 };
    await lanes.publish(lane, [{ id: 'one', key: 'alpha', body: Uint8Array.of(0, 255, 10), headers }]);
    lanes.consume(lane, async (batch) => void got.push(...batch));
    await until(() => got.length === 1);
    expect(got[0]).toMatchObject({ id: 'one', shard: shardOf(lane, 'alpha'), headers, attempt: 1 });
    expect([...(got[0]?.body ?? [])]).toEqual([0, 255, 10]);
    expect(got[0]?.publishedAt).toBeGreaterThanOrEqual(before);
    expect(got[0]?.publishedAt).toBeLessThanOrEqual(systemClock.now());
  });

  test('a message without an id gets one of its own', async () => {
    const lanes = open();
    const lane = open.lane('work');
    const got: string[] = [];
    await lanes.publish(lane, [
      { key: 1, body: new Uint8Array() },
      { key: 1, body: new Uint8Array() },
    ]);
    lanes.consume(lane, async (batch) => void got.push(...batch.map(({ id }) => id)));
    await until(() => got.length === 2);
    expect(new Set(got).size).toBe(2);
  });

  test('10,000 messages come through, those of one key in order', async () => {
    const lanes = open();
    const lane = open.lane('work', { shards: 4 });
    const got = new Map<number, number[]>();
    let count = 0;
    lanes.consume(lane, async (batch) => {
      count += batch.length;
      for (const { body, shard } of batch) got.set(shard, [...(got.get(shard) ?? []), Number(text(body))]);
    });
    const messages = numbered(10_000, (number) => number % 7);
    for (let start = 0; start < messages.length; start += 500)
      await lanes.publish(lane, messages.slice(start, start + 500));
    await until(() => count >= 10_000);
    expect(count).toBe(10_000);
    for (const numbers of got.values())
      for (let key = 0; key < 7; key++) {
        const ofKey = numbers.filter((number) => number % 7 === key);
        expect(ofKey).toEqual([...ofKey].sort((a, b) => a - b));
      }
  });

  test('each key has its shard, and a consumer may take some shards only', async () => {
    const lanes = open();
    const lane = open.lane('work', { shards: 3 });
    const got: Delivery[] = [];
    await lanes.publish(
      lane,
      numbered(30, (number) => number),
    );
    lanes.consume(lane, async (batch) => void got.push(...batch), { shards: [1] });
    await until(() => got.length === 10);
    expect(got.every(({ shard, body }) => shard === 1 && Number(text(body)) % 3 === 1)).toBe(true);
    lanes.consume(lane, async (batch) => void got.push(...batch), { shards: [0, 2] });
    await until(() => got.length === 30);
    expect(new Set(got.map(({ id }) => id)).size).toBe(30);
  });

  test('batches are what is there, within their limits, and never overlap within a shard', async () => {
    const lanes = open();
    const lane = open.lane('work');
    const sizes: number[] = [];
    let active = 0;
    await lanes.publish(
      lane,
      numbered(95, () => 'k').map((message) => ({ ...message, body: new Uint8Array(1_000) })),
    );
    lanes.consume(
      lane,
      async (batch) => {
        expect(++active).toBe(1);
        await new Promise(setImmediate);
        active--;
        sizes.push(batch.length);
      },
      { maxMessages: 40, maxBytes: 25_000 },
    );
    await until(() => sizes.reduce((sum, size) => sum + size, 0) === 95);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(25);
    expect(sizes.length).toBeLessThan(20);
  });

  test('a body of 20 MB passes, alone in its batch', async () => {
    const lanes = open();
    const lane = open.lane('work');
    const body = Buffer.alloc(20_000_000, 'abcdefghij');
    const batches: (readonly Delivery[])[] = [];
    await lanes.publish(lane, [
      { key: 1, body },
      { key: 1, body: Buffer.from('small') },
    ]);
    lanes.consume(lane, async (batch) => void batches.push(batch));
    await until(() => batches.flat().length === 2);
    expect(batches[0]?.length).toBe(1);
    expect(Buffer.compare(batches[0]?.[0]?.body ?? Buffer.alloc(0), body)).toBe(0);
  });

  test('a delayed message comes at its time, not before, and the others do not wait for it', async () => {
    const lanes = open();
    const lane = open.lane('work');
    const got: string[] = [];
    const early: string[] = [];
    const now = systemClock.now();
    const at = (milliseconds: number) => now + milliseconds * MILLISECOND;
    await lanes.publish(lane, [
      { id: 'later', key: 1, body: new Uint8Array(), deliverAt: at(1_300) },
      { id: 'soon', key: 1, body: new Uint8Array(), deliverAt: at(400) },
      { id: 'past', key: 1, body: new Uint8Array(), deliverAt: at(-1_000) },
      { id: 'now', key: 1, body: new Uint8Array() },
      { id: 'far', key: 1, body: new Uint8Array(), deliverAt: at(10_000_000) },
    ]);
    expect((await lanes.stats(lane)).delayed).toBeGreaterThanOrEqual(1);
    lanes.consume(lane, async (batch) => {
      got.push(...batch.map(({ id }) => id));
      if (systemClock.now() < at(1_300) && got.includes('later')) early.push('later');
      if (systemClock.now() < at(400) && got.includes('soon')) early.push('soon');
    });
    await until(() => got.length === 4);
    expect(got).toEqual(['past', 'now', 'soon', 'later']);
    expect(early).toEqual([]);
  });

  test('a consumer wakes for what is published while it waits', async () => {
    const lanes = open();
    const other = open();
    const lane = open.lane('work', { shards: 2 });
    const got: string[] = [];
    const consumer = lanes.consume(lane, async (batch) => void got.push(...batch.map(({ id }) => id)));
    await consumer.ready;
    for (let number = 0; number < 20; number++) {
      await other.publish(lane, [{ id: `${number}`, key: number, body: new Uint8Array() }]);
      await until(() => got.length === number + 1);
    }
    expect(got).toEqual(Array.from({ length: 20 }, (_, number) => `${number}`));
  });

  test('the depth and age of a lane are told', async () => {
    const lanes = open();
    const lane = open.lane('work', { shards: 2 });
    expect(await lanes.stats(lane)).toEqual({ ready: 0, delayed: 0, oldestAge: 0 });
    const deliverAt = systemClock.now() + 3_600_000 * MILLISECOND;
    const delayed = numbered(3, (number) => number).map((message) => ({ ...message, deliverAt }));
    await lanes.publish(lane, [...numbered(7, (number) => number), ...delayed]);
    await until(async () => (await lanes.stats(lane)).ready === 7);
    const waiting = await lanes.stats(lane);
    expect(waiting.delayed).toBe(3);
    await until(async () => (await lanes.stats(lane)).oldestAge > waiting.oldestAge);

    const { promise: release, resolve } = Promise.withResolvers<void>();
    let inHand = 0;
    lanes.consume(lane, async (batch) => {
      inHand += batch.length;
      await release;
    });
    await until(() => inHand === 7);
    expect((await lanes.stats(lane)).ready).toBe(7);
    resolve();
    await until(async () => (await lanes.stats(lane)).ready === 0);
    expect(await lanes.stats(lane)).toEqual({ ready: 0, delayed: 3, oldestAge: 0 });
  });

  test('a ping says that messages can be kept now', async () => {
    await open().ping();
  });

  test('whatever was acknowledged to a publisher survives its violent end', async () => {
    const lane = open.lane('work', { shards: 2 });
    const { url, prefix } = open.place();
    const acknowledged: string[] = [];
    for (let round = 0; round < 3; round++) {
      const child = startChild('lanes-child.ts', ['publish', url, prefix, JSON.stringify(lane)]);
      await until(() => child.lines.length > 200);
      await child.kill();
      acknowledged.push(...child.lines.filter((line) => line !== 'ready'));
    }
    const got = new Set<string>();
    open().consume(lane, async (batch) => batch.forEach(({ id }) => got.add(id)));
    await until(() => acknowledged.every((id) => got.has(id)));
  });
});
