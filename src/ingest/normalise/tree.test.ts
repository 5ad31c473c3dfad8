import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Notes } from './notes.ts';
import { anyJson } from './payload.fixture.ts';
import { boundedTree } from './tree.ts';

const bounded = (value: unknown, depth = 5, size = 200) => {
  const notes = new Notes();
  return { tree: boundedTree(value, { depth, size }, notes, 'extra'), notes: notes.list() };
};

const nested = (levels: number, open: string, close: string): unknown =>
  JSON.parse(open.repeat(levels) + '1' + close.repeat(levels));

test('what is within the limits stays the same object', () => {
  const value = { a: [1, 'two', null, { three: true }] };
  expect(bounded(value)).toEqual({ tree: value, notes: [] });
  expect(bounded(value).tree).toBe(value);
});

test('containers below the depth are named, not kept', () => {
  expect(bounded({ a: { b: { c: 1 }, d: [1], e: {}, f: [] } }, 2).tree).toEqual({
    a: { b: '[Object]', d: '[Array]', e: {}, f: [] },
  });
  expect(bounded({ a: { b: { c: 1 } } }, 2).notes).toEqual([
    { path: 'extra', reason: 'too_deep', detail: 'cut at 2 levels' },
  ]);
});

test('what does not fit is dropped from the end, long text is cut', () => {
  const { tree, notes } = bounded({ first: 'x'.repeat(100), second: 'y'.repeat(500), third: 'z' });
  expect(tree).toEqual({ first: 'x'.repeat(100), second: `${'y'.repeat(74)}...` });
  expect(notes).toEqual([{ path: 'extra', reason: 'too_long', detail: 'cut to about 200 characters' }]);
});

test('numbers that JSON cannot hold become text, minus zero becomes zero', () => {
  expect(bounded(JSON.parse('[1e999, -1e999, -0, 1.5]')).tree).toEqual(['Infinity', '-Infinity', 0, 1.5]);
});

test('the key __proto__ is dropped with a note, its neighbours are not', () => {
  const { tree, notes } = bounded(JSON.parse('{"__proto__": {"polluted": true}, "constructor": 1}'));
  expect(tree).toEqual({ constructor: 1 });
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  expect(notes).toEqual([{ path: 'extra', reason: 'invalid', detail: 'the key __proto__' }]);
});

test('keys are made well-formed and cut', () => {
  const { tree } = bounded({ 'a\0b': 1, ['k'.repeat(300)]: 2 }, 5, 1_000);
  expect(tree).toEqual({ 'a\uFFFDb': 1, [`${'k'.repeat(197)}...`]: 2 });
});

test('a million levels do not overflow the stack', () => {
  expect(bounded(nested(1_000_000, '[', ']'), 3).tree).toEqual([[['[Array]']]]);
  expect(bounded(nested(300_000, '{"a":', '}'), 2).tree).toEqual({ a: { a: '[Object]' } });
});

test('a million entries cost no more than the limit', () => {
  const { tree } = bounded(Array.from({ length: 1_000_000 }, () => 'x'));
  expect((tree as unknown[]).length).toBeLessThan(100);
});

test('cutting again changes nothing', () => {
  fc.assert(
    fc.property(anyJson, fc.nat(6), fc.integer({ min: 8, max: 500 }), (value, depth, size) => {
      const once = bounded(value, depth, size).tree;
      const again = bounded(once, depth, size);
      expect(again).toEqual({ tree: once, notes: [] });
    }),
  );
});

test('what comes back is about as large as the limit at most', () => {
  fc.assert(
    fc.property(anyJson, fc.integer({ min: 8, max: 500 }), (value, size) => {
      // A number costs 8, whatever its digits, and an escape one for up to six characters.
      expect(JSON.stringify(bounded(value, 6, size).tree).length).toBeLessThanOrEqual(6 * size + 4);
    }),
  );
});
