import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Event, Json } from '../event.ts';
import { asPayload } from './as-payload.fixture.ts';
import type { NormaliseContext } from './index.ts';
import { normaliseEvent } from './index.ts';
import { payload } from './payload.fixture.ts';

const context: NormaliseContext = {
  eventId: '6f580a8dae8e4dbe927456698007276a',
  receivedAt: 1_795_303_214_671_000,
  sentAt: null,
  clientAddress: '203.0.113.9',
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:121.0) Gecko/20100101 Firefox/121.0',
};

const contexts = fc.record({
  eventId: fc.constant(context.eventId),
  receivedAt: fc.constant(context.receivedAt),
  sentAt: fc.constantFrom(null, context.receivedAt - 7_200_000_000),
  clientAddress: fc.constantFrom(null, '203.0.113.9'),
  userAgent: fc.constantFrom(null, context.userAgent),
  kind: fc.constantFrom<Event['kind'] | undefined>(
    undefined,
    undefined,
    undefined,
    'csp',
    'nel',
    'hpkp',
    'minidump',
    'feedback',
    'monitor',
  ),
  release: fc.constantFrom(null, 'web@1.2.3'),
  environment: fc.constantFrom(undefined, 'staging'),
});

test('any JSON becomes an event that every store takes', () => {
  fc.assert(
    fc.property(payload, contexts, (raw, given) => {
      const event = normaliseEvent(raw, given);
      const stored = JSON.stringify(event);
      // JSON.stringify writes a lone surrogate as an escape, so it is looked for in the strings themselves.
      expect(textsOf(event as unknown as Json).filter((text) => !text.isWellFormed() || text.includes('\0'))).toEqual(
        [],
      );
      expect(JSON.parse(stored)).toEqual(event);
      expect(event.errors.length).toBeLessThanOrEqual(100);
      expect(event.timestamp).toBeLessThanOrEqual(given.receivedAt);
      expect(event.tags.map(([key]) => key)).toEqual([...new Set(event.tags.map(([key]) => key))].sort());
    }),
    { numRuns: 500 },
  );
});

test('an event that is written back in the protocol and normalised again is the same event', () => {
  fc.assert(
    fc.property(payload, contexts, (raw, given) => {
      const first = normaliseEvent(raw, given);
      const again = normaliseEvent(JSON.parse(JSON.stringify(asPayload(first))), { ...given, sentAt: null });
      expect({ ...again, errors: [] }).toEqual({ ...first, errors: [] });
    }),
    { numRuns: 500 },
  );
});

test('the payload is not changed', () => {
  fc.assert(
    fc.property(payload, (raw) => {
      const before = structuredClone(raw);
      normaliseEvent(raw, context);
      expect(raw).toEqual(before);
    }),
    { numRuns: 100 },
  );
});

const textsOf = (value: Json): string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Array.isArray(value)
    ? value.flatMap(textsOf)
    : Object.entries(value).flatMap(([key, one]) => [key, ...textsOf(one)]);
};
