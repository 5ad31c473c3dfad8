import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeCursor, encodeCursor, startOf, toPage } from './cursor.ts';

describe('a cursor', () => {
  test('gives back what it was made of', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 60 }),
        fc.maxSafeInteger(),
        fc.string({ maxLength: 60 }),
        (list, number, text) => {
          expect(decodeCursor(encodeCursor(list, [number, text]), list, ['number', 'string'])).toEqual([number, text]);
        },
      ),
    );
  });

  test('of another list, of another shape or of no shape at all is refused as the caller’s mistake', () => {
    const mine = encodeCursor('issues:events:desc', [3, 4]);
    for (const cursor of [
      encodeCursor('issues:users:desc', [3, 4]),
      encodeCursor('issues:events:desc', [3]),
      '',
      '%%',
      'e30',
      mine.slice(1),
    ])
      expect(() => decodeCursor(cursor, 'issues:events:desc', ['number', 'number'])).toThrow(
        /does not belong to this list/,
      );
    expect(() => decodeCursor(encodeCursor('l', ['x']), 'l', ['number'])).toThrow(
      expect.objectContaining({ status: 400 }),
    );
    expect(() => decodeCursor(encodeCursor('l', [1.5]), 'l', ['number'])).toThrow(
      expect.objectContaining({ status: 400 }),
    );
  });

  test('never answers garbage with anything but a refusal', () => {
    fc.assert(
      fc.property(fc.string(), (garbage) => {
        try {
          decodeCursor(garbage, 'l', ['number']);
        } catch (error) {
          expect(error).toMatchObject({ code: 'bad_cursor', status: 400 });
        }
      }),
    );
  });
});

test('a page says where the next one begins, and the last page says that there is none', () => {
  const cursor = (row: number) => `after ${row}`;
  expect(toPage([1, 2, 3], 2, (row) => row * 10, cursor)).toEqual({ items: [10, 20], nextCursor: 'after 2' });
  expect(toPage([1, 2], 2, (row) => row * 10, cursor)).toEqual({ items: [10, 20], nextCursor: null });
  expect(toPage([], 2, (row: number) => row, cursor)).toEqual({ items: [], nextCursor: null });
});

test('a list with one sort key begins where its cursor says, and at the start without one', () => {
  expect(startOf('users', undefined, 0)).toBe(0);
  expect(startOf('users', encodeCursor('users', [7]), 0)).toBe(7);
  expect(startOf('projects', encodeCursor('projects', ['shop']), '')).toBe('shop');
  expect(() => startOf('users', encodeCursor('users', ['seven']), 0)).toThrow(/does not belong to this list/);
});
