import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawn, leftOf, sharesOf } from './fair.ts';

/** Projects that send one event after the other, each let through or refused as the rule says. */
const send = (limit: number, projects: number, sequence: readonly number[]): number[] => {
  const shares = sharesOf(limit, projects);
  const used = Array.from({ length: projects }, () => 0);
  for (const project of sequence) {
    const left = leftOf(shares, used[project] ?? 0, drawn(shares, used));
    if (left.own + left.common > 0) used[project] = (used[project] ?? 0) + 1;
  }
  return used;
};

describe('the shares of an installation’s quota', () => {
  const floods = fc
    .integer({ min: 1, max: 8 })
    .chain((projects) =>
      fc.tuple(
        fc.constant(projects),
        fc.integer({ min: 0, max: 60 }),
        fc.array(fc.nat(projects - 1), { maxLength: 200 }),
      ),
    );

  test('are never more together than the quota, and what is sent never exceeds it', () => {
    fc.assert(
      fc.property(floods, ([projects, limit, sequence]) => {
        const { own, common } = sharesOf(limit, projects);
        expect(own * projects + common).toBe(limit);
        expect(send(limit, projects, sequence).reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(limit);
      }),
    );
  });

  test('cannot be exhausted by others: whatever they send first, each project gets its own part', () => {
    fc.assert(
      fc.property(floods, ([projects, limit, sequence]) => {
        const { own } = sharesOf(limit, projects);
        for (let late = 0; late < projects; late++) {
          const others = sequence.filter((project) => project !== late);
          const used = send(limit, projects, [...others, ...Array.from({ length: limit + 1 }, () => late)]);
          expect(used[late]).toBeGreaterThanOrEqual(own);
        }
      }),
    );
  });

  test('leave nothing unused that nobody else may claim', () => {
    fc.assert(
      fc.property(floods, ([projects, limit, sequence]) => {
        const { own, common } = sharesOf(limit, projects);
        const flood = Array.from({ length: limit + 1 }, () => 0);
        const used = send(limit, projects, [...sequence, ...flood]);
        // Project 0 took what others left: of the common half nothing remains.
        expect(drawn(sharesOf(limit, projects), used)).toBe(common);
        expect(used[0]).toBeGreaterThanOrEqual(own);
      }),
    );
  });

  test('alone, a project has it all', () => {
    expect(
      send(
        7,
        1,
        Array.from({ length: 20 }, () => 0),
      ),
    ).toEqual([7]);
  });
});
