import { expect, test } from 'vitest';
import { fromField, rangeLabel, toField } from './time-range.ts';

test('an instant goes into a field of the chosen zone and comes back', () => {
  const iso = '2026-11-22T01:34:00.000Z';
  expect(toField(iso, 'utc')).toBe('2026-11-22T01:34');
  for (const zone of ['utc', 'local'] as const) expect(fromField(toField(iso, zone), zone)).toBe(iso);
  expect([toField('', 'utc'), fromField('', 'utc'), fromField('soon', 'local')]).toEqual(['', '', '']);
});

test.each([
  ['', '', 'Last 7 days'],
  ['2026-11-01T10:00:00Z', '', 'Since 2026-11-01 10:00'],
  ['', '2026-11-01T10:00:00Z', 'Until 2026-11-01 10:00'],
  ['2026-11-01T10:00:00Z', '2026-11-01T12:00:00Z', '2026-11-01 10:00 – 12:00'],
  ['2026-11-01T10:00:00Z', '2026-11-02T12:00:00Z', '2026-11-01 10:00 – 2026-11-02 12:00'],
])('from %j to %j is %s', (from, to, label) => expect(rangeLabel({ from, to, period: '7d' }, 'utc')).toBe(label));
