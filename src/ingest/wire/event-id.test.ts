import { describe, expect, test } from 'vitest';
import { derivedId, eventIdOf, hyphenated, newEventId, uuidOf } from './event-id.ts';

const id = '5b85382d68084e29710893c498d63ccf';

describe('an event id', () => {
  test('is read in every form that clients send', () => {
    for (const form of [
      id,
      id.toUpperCase(),
      hyphenated(id),
      hyphenated(id).toUpperCase(),
      `urn:uuid:${hyphenated(id)}`,
    ])
      expect(eventIdOf(form)).toBe(id);
  });

  test('is absent when it is nil, and when it is none', () => {
    for (const form of [
      '0'.repeat(32),
      hyphenated('0'.repeat(32)),
      '',
      'x'.repeat(32),
      `${id}0`,
      id.slice(1),
      7,
      null,
      undefined,
      [id],
      '-'.repeat(1e6),
    ])
      expect(eventIdOf(form)).toBeNull();
    expect(uuidOf('0'.repeat(32))).toBe('0'.repeat(32));
  });

  test('is new each time, or derived and then always the same', () => {
    expect(eventIdOf(newEventId())).not.toBeNull();
    expect(newEventId()).not.toBe(newEventId());
    expect(derivedId('a', 1)).toBe(derivedId('a', 1));
    expect(derivedId('a', 1)).not.toBe(derivedId('a', 2));
  });
});
