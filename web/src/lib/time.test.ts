import { describe, expect, test } from 'vitest';
import { formatAge, formatInstant, formatRelative, formatSeconds, instantOf, zoneName } from './time.ts';

const now = Date.parse('2026-11-22T12:00:00Z');

describe('instants', () => {
  test('are written in UTC on request', () => {
    expect(formatInstant('2026-11-22T01:34:50.123456Z', 'utc')).toBe('2026-11-22 01:34:50');
    expect(formatInstant('2026-11-22T01:34:50.123456Z', 'utc', true)).toBe('2026-11-22 01:34:50.123');
    expect(zoneName('2026-11-22T01:34:50Z', 'utc')).toBe('UTC');
  });

  test('of a field mean the zone that is shown', () => {
    expect(instantOf('2026-12-24T08:00', 'utc')).toBe('2026-12-24T08:00:00.000Z');
    expect(instantOf('2026-12-24T08:00', 'local')).toBe(new Date(2026, 11, 24, 8).toISOString());
    expect(instantOf('', 'utc')).toBe('');
  });

  test('that are none are shown as they came', () => {
    expect(formatInstant('soon', 'utc')).toBe('soon');
    expect(formatRelative('soon', now)).toBe('soon');
  });

  test.each([
    ['2026-11-22T11:59:55Z', 'just now'],
    ['2026-11-22T11:59:30Z', '30 s ago'],
    ['2026-11-22T11:56:00Z', '4 min ago'],
    ['2026-11-22T09:00:00Z', '3 h ago'],
    ['2026-11-20T11:00:00Z', '2 d ago'],
    ['2026-10-01T00:00:00Z', '1 mo ago'],
    ['2026-11-22T15:00:01Z', 'in 3 h'],
  ])('%s is %s', (iso, words) => {
    expect(formatRelative(iso, now)).toBe(words);
  });

  test('as an age without direction', () => {
    expect(formatAge('2026-11-08T00:00:00Z', now)).toBe('2 w');
  });
});

test('seconds in a unit that fits', () => {
  expect([0.42, 12.4, 240, 7_200, 200_000].map(formatSeconds)).toEqual(['0.4 s', '12 s', '4 min', '2 h', '2 d']);
});
