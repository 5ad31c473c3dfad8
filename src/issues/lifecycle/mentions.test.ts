import fc from 'fast-check';
import { expect, test } from 'vitest';
import { handlesIn } from './mentions.ts';

test.each([
  ['@ada please look', ['ada']],
  ['ask @Ada, @bob.', ['ada', 'bob']],
  ['(@ada) and @ada again', ['ada']],
  ['@ada@example.org knows', ['ada@example.org']],
  ['@mary-ann_2.x!', ['mary-ann_2.x']],
  ['mail ada@example.org', []],
  ['see https://example.org/@ada', []],
  ['`@ada` in code', []],
  ['```\n@ada\n```\n@bob', ['bob']],
  ['@ nobody, @@ada', []],
])('%j names %j', (text, handles) => {
  expect(handlesIn(text)).toEqual(handles);
});

test('any text at all is read, and names at most twenty', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), (text) => handlesIn(text).length <= 20));
  expect(handlesIn(Array.from({ length: 50 }, (_, index) => `@user${index}x`).join(' '))).toHaveLength(20);
});
