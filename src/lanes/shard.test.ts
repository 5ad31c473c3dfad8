import { assert, integer, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { SECOND } from '../kit/index.ts';
import { DELAY_LEVELS, delayLevel, delayMilliseconds } from './amqp-names.ts';
import { shardOf } from './index.ts';

const lane = (shards: number) => ({ name: 'work', shards });

test('every key has a shard that the lane has', () => {
  assert(
    property(string({ unit: 'binary' }), integer(), integer({ min: 1, max: 300 }), (text, number, shards) => {
      for (const key of [text, number, number / 3]) {
        const shard = shardOf(lane(shards), key);
        expect(Number.isInteger(shard) && shard >= 0 && shard < shards).toBe(true);
      }
    }),
  );
});

test('a key has the same shard for ever', () => {
  expect(['', 'a', 'foobar'].map((key) => shardOf(lane(65_536), key))).toEqual([
    0x811c ^ 0x9dc5,
    0xe40c ^ 0x292c,
    0xbf9c ^ 0xf968,
  ]);
  expect([0, 5, 16, 17, -1].map((key) => shardOf(lane(16), key))).toEqual([0, 5, 0, 1, 15]);
});

test('texts spread over the shards', () => {
  const counts = Array.from({ length: 16 }, () => 0);
  for (let number = 0; number < 16_000; number++) {
    const shard = shardOf(lane(16), `project-${number}`);
    counts[shard] = (counts[shard] ?? 0) + 1;
  }
  expect(Math.min(...counts)).toBeGreaterThan(850);
  expect(Math.max(...counts)).toBeLessThan(1_150);
});

test('delay queues lead to any instant: never early, at most 250 ms late, in few hops', () => {
  assert(
    property(integer({ min: 1, max: 400 * 24 * 3_600 }), (tenths) => {
      const wanted = (tenths * SECOND) / 10;
      let waited = 0;
      let hops = 0;
      for (; waited < wanted; hops++) {
        const level = delayLevel(wanted - waited);
        expect(level >= 0 && level < DELAY_LEVELS).toBe(true);
        waited += delayMilliseconds(level) * 1_000;
      }
      expect(waited - wanted).toBeLessThan(250_000);
      expect(hops).toBeLessThanOrEqual(3 * DELAY_LEVELS + wanted / (delayMilliseconds(DELAY_LEVELS - 1) * 1_000));
    }),
  );
});
