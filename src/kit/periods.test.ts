import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { periodsBefore, spanText } from './periods.ts';
import { DAY, fromDate, toIso } from './time.ts';

describe('periods', () => {
  const at = (iso: string) => fromDate(new Date(iso));

  test.each([
    ['2026-11-22T10:00:00Z', 'hour', 1, '2026-11-22T09:00:00.000Z'],
    ['2026-11-22T10:00:00Z', 'week', 2, '2026-11-08T10:00:00.000Z'],
    ['2026-03-28T22:00:00Z', 'month', 1, '2026-02-28T22:00:00.000Z'],
    ['2026-03-29T22:00:00Z', 'month', 1, '2026-02-28T23:59:59.999999Z'],
    ['2026-03-30T01:00:00Z', 'month', 1, '2026-02-28T23:59:59.999999Z'],
    ['2026-04-01T00:00:00Z', 'month', 1, '2026-03-01T00:00:00.000Z'],
    ['2028-03-31T10:00:00Z', 'month', 1, '2028-02-29T23:59:59.999999Z'],
    ['2026-01-31T23:59:59Z', 'month', 3, '2025-10-31T23:59:59.000Z'],
    ['2028-02-29T00:00:00Z', 'year', 1, '2027-02-28T23:59:59.999999Z'],
    ['2026-01-31T00:00:00Z', 'month', -1, '2026-02-28T23:59:59.999999Z'],
    ['2026-12-31T00:00:00Z', 'month', -14, '2028-02-29T23:59:59.999999Z'],
  ] as const)('%s: %s × %i before is %s', (from, period, n, expected) => {
    expect(toIso(periodsBefore(at(from), period, n))).toBe(expected);
  });

  test('what is later never has an earlier beginning, and a beginning is before its end', () => {
    const instant = fc.integer({ min: 0, max: at('2200-01-01') });
    // Where months differ in length the order is at stake within hours.
    const close = fc.integer({ min: 0, max: 4 * DAY });
    const period = fc.constantFrom('day', 'month', 'year');
    fc.assert(
      fc.property(instant, fc.oneof(close, instant), period, fc.integer({ min: 1, max: 30 }), (a, later, period, n) => {
        expect(periodsBefore(a + later, period, n)).toBeGreaterThanOrEqual(periodsBefore(a, period, n));
        expect(periodsBefore(a + later, period, -n)).toBeGreaterThanOrEqual(periodsBefore(a, period, -n));
        expect(periodsBefore(a, period, n)).toBeLessThan(a);
        expect(periodsBefore(a, period, -n)).toBeGreaterThan(a);
      }),
      { numRuns: 2_000 },
    );
  });

  test('microseconds are kept', () => {
    expect(periodsBefore(at('2026-03-27') + 7, 'month', 1)).toBe(at('2026-02-27') + 7);
  });

  test('are told as people say them', () => {
    expect(spanText('hour', 1)).toBe('1 hour');
    expect(spanText('day', 3)).toBe('3 days');
  });
});
