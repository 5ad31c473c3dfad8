import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, fromDate, toIso } from '../../kit/index.ts';
import { conditionText, periodsBefore, spanText } from './periods.ts';

describe('periods', () => {
  const at = (iso: string) => fromDate(new Date(iso));

  test.each([
    ['2026-11-22T10:00:00Z', 'hour', 1, '2026-11-22T09:00:00.000Z'],
    ['2026-11-22T10:00:00Z', 'week', 2, '2026-11-08T10:00:00.000Z'],
    ['2026-03-31T10:00:00Z', 'month', 1, '2026-02-28T10:00:00.000Z'],
    ['2028-03-31T10:00:00Z', 'month', 1, '2028-02-29T10:00:00.000Z'],
    ['2026-01-31T23:59:59Z', 'month', 3, '2025-10-31T23:59:59.000Z'],
    ['2028-02-29T00:00:00Z', 'year', 1, '2027-02-28T00:00:00.000Z'],
    ['2026-01-31T00:00:00Z', 'month', -1, '2026-02-28T00:00:00.000Z'],
    ['2026-12-31T00:00:00Z', 'month', -14, '2028-02-29T00:00:00.000Z'],
  ] as const)('%s: %s × %i before is %s', (from, period, n, expected) => {
    expect(toIso(periodsBefore(at(from), period, n))).toBe(expected);
  });

  // Within a day it may: the 30th and the 31st of March both go to the 28th of February, each at its own time of day.
  test('the same time of a later day never has an earlier beginning', () => {
    const instant = fc.integer({ min: 0, max: at('2200-01-01') });
    fc.assert(
      fc.property(
        instant,
        fc.nat(200),
        fc.constantFrom('day', 'month', 'year'),
        fc.integer({ min: 1, max: 30 }),
        (a, days, period, n) => {
          expect(periodsBefore(a + days * DAY, period, n)).toBeGreaterThanOrEqual(periodsBefore(a, period, n));
          expect(periodsBefore(a, period, n)).toBeLessThan(a);
        },
      ),
    );
  });

  test('microseconds are kept', () => {
    expect(periodsBefore(at('2026-03-31') + 7, 'month', 1)).toBe(at('2026-02-28') + 7);
  });

  test('are told as people say them', () => {
    expect(spanText('hour', 1)).toBe('1 hour');
    expect(conditionText({ period: 'day', n: 3, count: 5 })).toBe('more than 5 events per 3 days');
  });
});
