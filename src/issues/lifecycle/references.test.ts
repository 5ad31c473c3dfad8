import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toHex } from '../../kit/index.ts';
import { eventsIn } from './references.ts';

const id = 'cfd8'.repeat(8);

test.each([
  [`see ${id}`, [id]],
  [`https://errors.example.com/issues/SHOP-1/events/${id}?tab=raw and ${id.toUpperCase()}`, [id]],
  [`[this](/issues/1/events/${id}), (${'0'.repeat(32)})`, [id, '0'.repeat(32)]],
  ['cfd8cfd8-cfd8-cfd8-cfd8-cfd8cfd8cfd8', [id]],
  [`commit ${id}01234567, hash ${id}${id}`, []],
  ['no event at all', []],
])('%j speaks of %j', (text, ids) => {
  expect(eventsIn(text).map(toHex)).toEqual(ids);
});

test('any text is read, and speaks of at most fifty', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), (text) => eventsIn(text).length <= 50));
  expect(eventsIn(Array.from({ length: 80 }, (_, n) => n.toString(16).padStart(32, '0')).join(' '))).toHaveLength(50);
});
