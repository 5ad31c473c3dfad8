import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOUR, sha256 } from '../../kit/index.ts';
import { ageIrrelevance, drawOf, evictionOrder, itemIrrelevance } from './irrelevance.ts';
import type { Ranked } from './irrelevance.ts';

describe('irrelevance', () => {
  test.each([
    [0.5, 1, 1],
    [0.49, 1, 0],
    [0.5, 1_000, 1],
    [0.75, 1_000, 2],
    [0.625, 1_000, 3],
    [0.999_999, 1_000, 10],
    [0, 1_000, 0],
    [0.5 ** 10, 1_000, 10],
  ])('a draw of %d among %i stored has %i significant digits', (draw, stored, digits) => {
    expect(itemIrrelevance(draw, stored)).toBe(digits);
  });

  test('a fraction of 2^-k survives when k levels go, whatever the count', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000 }), (stored) => {
        const most = Math.floor(Math.log2(stored)) + 1;
        const draws = Array.from({ length: 4 * 2 ** most }, (_, index) => index / (4 * 2 ** most));
        const levels = draws.map((draw) => itemIrrelevance(draw, stored));
        for (let k = 0; k <= most; k++)
          expect(levels.filter((level) => level <= most - k).length / draws.length).toBe(2 ** -k);
      }),
      { numRuns: 30 },
    );
  });

  test('any draw and count give a whole number of as many digits as the count at most', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), fc.nat(), (draw, stored) => {
        const level = itemIrrelevance(draw, stored);
        expect(Number.isInteger(level) && level >= 0).toBe(true);
        expect(level).toBeLessThanOrEqual(Math.floor(Math.log2(Math.max(1, stored))) + 1);
      }),
    );
  });

  test('the draws of events are spread evenly', () => {
    const draws = Array.from({ length: 4_000 }, (_, index) => drawOf(sha256(`event ${index}`)));
    for (const bit of [1, 2, 3, 4]) {
      const set = draws.filter((draw) => Math.floor(draw * 2 ** bit) % 2 === 1).length;
      expect(Math.abs(set / draws.length - 0.5)).toBeLessThan(0.05);
    }
  });

  test.each([
    [0, 0],
    [-5 * HOUR, 0],
    [3 * HOUR, 1],
    [15 * HOUR, 2],
    [63 * HOUR, 3],
  ])('an age of %i is worth %i digits', (age, digits) => {
    expect(ageIrrelevance(age)).toBe(digits);
  });
});

describe('the order of eviction', () => {
  const now = 100_000 * HOUR;
  const levelOf = async function* (events: readonly Ranked[]) {
    for (const event of events) {
      taken.push(event.id);
      yield event;
    }
  };
  let taken: number[] = [];
  const events = fc
    .array(fc.record({ irrelevance: fc.nat(12), age: fc.nat(5_000) }), { maxLength: 60 })
    .map((all) => all.map(({ irrelevance, age }, id): Ranked => ({ id, irrelevance, received_at: now - age * HOUR })));
  const total = ({ irrelevance, received_at }: Ranked) => irrelevance + ageIrrelevance(now - received_at);
  const levels = (all: readonly Ranked[]) =>
    [...Map.groupBy(all, ({ irrelevance }) => irrelevance).values()].map((level) =>
      levelOf(level.toSorted((a, b) => a.received_at - b.received_at || a.id - b.id)),
    );

  test('is the same as that of all of them sorted', async () => {
    await fc.assert(
      fc.asyncProperty(events, async (all) => {
        const order: Ranked[] = [];
        for await (const event of evictionOrder(levels(all), now)) order.push(event);
        expect(order.map(total)).toEqual(all.map(total).toSorted((a, b) => b - a));
        expect(new Set(order.map(({ id }) => id)).size).toBe(all.length);
      }),
    );
  });

  test('looks at no more events than are evicted, and one of each level', async () => {
    await fc.assert(
      fc.asyncProperty(events, fc.nat(20), async (all, wanted) => {
        taken = [];
        let evicted = 0;
        for await (const { id } of evictionOrder(levels(all), now)) {
          expect(taken).toContain(id);
          if (++evicted >= wanted) break;
        }
        const count = new Set(all.map(({ irrelevance }) => irrelevance)).size;
        expect(taken.length).toBeLessThanOrEqual(evicted + count);
      }),
    );
  });
});
