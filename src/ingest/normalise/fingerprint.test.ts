import { expect, test } from 'vitest';
import { normalise, notesOf } from './normalise.fixture.ts';

test.each([
  [undefined, []],
  [null, []],
  [[], []],
  ['single', ['single']],
  [
    ['{{ default }}', 'order-77'],
    ['{{ default }}', 'order-77'],
  ],
  [
    ['rpc', 404, true, 1.5, null, ''],
    ['rpc', '404', 'true', '1.5'],
  ],
])('%j is %j', (sent, fingerprint) => {
  expect(normalise({ fingerprint: sent })).toMatchObject({ fingerprint, errors: [] });
});

test('what is no text is left out and noted', () => {
  const event = normalise({ fingerprint: ['a', { b: 1 }, ['c']] });
  expect(event.fingerprint).toEqual(['a']);
  expect(notesOf(event)).toEqual(['fingerprint.1 invalid', 'fingerprint.2 invalid']);
});

test('the checksum of old clients is a fingerprint', () => {
  expect(normalise({ checksum: 'd41d8cd9' }).fingerprint).toEqual(['d41d8cd9']);
  expect(normalise({ checksum: 'd41d8cd9', fingerprint: ['own'] }).fingerprint).toEqual(['own']);
});

test('very many parts are cut', () => {
  const event = normalise({ fingerprint: Array.from({ length: 100_000 }, (_, index) => index) });
  expect(event.fingerprint).toHaveLength(64);
  expect(notesOf(event)).toEqual(['fingerprint too_many']);
});
