import { expect, test } from 'vitest';
import { DAY, MINUTE, SECOND, toIso } from '../../kit/index.ts';
import { normalise, notesOf, received } from './normalise.fixture.ts';
import { readInstant } from './timestamp.ts';

const read = (value: unknown): string | null => {
  const instant = readInstant(value);
  return instant === null ? null : toIso(instant);
};

test.each([
  ['2026-11-21T23:19:37.941Z', '2026-11-21T23:19:37.941Z'],
  ['2026-11-21T23:30:48', '2026-11-21T23:30:48.000Z'],
  ['2026-11-21 23:31', '2026-11-21T23:31:00.000Z'],
  ['2026-11-21T23:31:14.819185826Z', '2026-11-21T23:31:14.819185Z'],
  ['2026-11-21T23:22:21.963193+00:00', '2026-11-21T23:22:21.963193Z'],
  ['2026-11-22T01:31:14.5+0230', '2026-11-21T23:01:14.500Z'],
  ['2026-11-21T18:31:14-05', '2026-11-21T23:31:14.000Z'],
  ['2026-06-30T23:59:60Z', '2026-07-01T00:00:00.000Z'],
  [1_795_303_177.937, '2026-11-21T23:19:37.937Z'],
  [1_700_000_000, '2023-11-14T22:13:20.000Z'],
  ['1700000000.25', '2023-11-14T22:13:20.250Z'],
  [1_795_303_177_937, '2026-11-21T23:19:37.937Z'],
])('%j is %s', (value, instant) => {
  expect(read(value)).toBe(instant);
});

test.each([
  '2026-02-31T00:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-11-21T25:00:00Z',
  'yesterday',
  '',
  '0050-01-01T00:00:00Z',
  -5,
  0,
  Number.POSITIVE_INFINITY,
  1e300,
  true,
  null,
  {},
  ['2026-11-21T23:19:37Z'],
])('%j is no point in time', (value) => {
  expect(readInstant(value)).toBeNull();
});

test('an event without a timestamp happened when it was received, which is no defect', () => {
  expect(normalise({ message: 'x' })).toMatchObject({ timestamp: received, errors: [] });
});

test('an unreadable timestamp is replaced by the time of receipt and noted', () => {
  const event = normalise({ timestamp: 'soon' });
  expect(event.timestamp).toBe(received);
  expect(notesOf(event)).toEqual(['timestamp invalid']);
});

test('a timestamp a few seconds ahead is clamped, one further ahead replaced', () => {
  expect(normalise({ timestamp: toIso(received + 59 * SECOND) })).toMatchObject({ timestamp: received, errors: [] });
  expect(notesOf(normalise({ timestamp: toIso(received + 61 * SECOND) }))).toEqual(['timestamp replaced']);
});

test('30 days back is believed, more is not', () => {
  const old = received - 30 * DAY;
  expect(normalise({ timestamp: toIso(old) }).timestamp).toBe(old);
  const event = normalise({ timestamp: toIso(old - SECOND) });
  expect(event.timestamp).toBe(received);
  expect(notesOf(event)).toEqual(['timestamp replaced']);
});

test('a clock that is more than 55 minutes off is corrected by what it said when it sent', () => {
  const sentAt = received - 120 * MINUTE;
  const event = normalise(
    { timestamp: toIso(sentAt - 5 * SECOND), breadcrumbs: [{ timestamp: toIso(sentAt - 9 * SECOND) }] },
    { sentAt },
  );
  expect(event.timestamp).toBe(received - 5 * SECOND);
  expect(event.breadcrumbs[0]?.timestamp).toBe(received - 9 * SECOND);
  expect(notesOf(event)).toEqual(['timestamp replaced']);
});

test('up to 55 minutes the difference may be the way, and nothing is corrected', () => {
  const sentAt = received - 54 * MINUTE;
  expect(normalise({ timestamp: toIso(sentAt) }, { sentAt }).timestamp).toBe(sentAt);
});

test('a clock that is ahead is corrected too', () => {
  const sentAt = received + 180 * MINUTE;
  expect(normalise({ timestamp: toIso(sentAt - SECOND) }, { sentAt }).timestamp).toBe(received - SECOND);
});
