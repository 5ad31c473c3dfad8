import { describe, expect, test } from 'vitest';
import { complete, cutAt, spotAt } from './search-bar.ts';

/** The spot where `|` stands. */
const spot = (marked: string) => spotAt(marked.replace('|', ''), marked.indexOf('|'));

describe('what is being typed', () => {
  test.each([
    ['|', 'key', '', 0],
    ['lev|', 'key', 'lev', 0],
    ['is:muted lev|', 'key', 'lev', 9],
    ['!lev|', 'key', 'lev', 1],
    ['(-lev|', 'key', 'lev', 2],
    ['le|vel', 'key', 'le', 0],
    ['std::bad|', 'key', 'std::bad', 0],
    ['https://x|', 'key', 'https://x', 0],
    ['"timed out|', 'key', 'timed out', 0],
  ])('%s begins a key', (marked, kind, prefix, start) => expect(spot(marked)).toMatchObject({ kind, prefix, start }));

  test.each([
    ['level:|', 'level', '', 6],
    ['level:>=err|', 'level', 'err', 8],
    ['x !environment:pro|', 'environment', 'pro', 15],
    ['region:"eu w|', 'region', 'eu w', 7],
    ['tags[a:b]:c|', 'tags[a:b]', 'c', 10],
    ['(is:mut|)', 'is', 'mut', 4],
  ])('%s begins a value', (marked, key, prefix, start) =>
    expect(spot(marked)).toMatchObject({ kind: 'value', key, prefix, start }),
  );
});

describe('a suggestion', () => {
  const chosen = (marked: string, text: string) => {
    const result = complete(marked.replace('|', ''), spot(marked), text);
    return `${result.text.slice(0, result.caret)}|${result.text.slice(result.caret)}`;
  };
  test.each([
    ['lev|', 'level', 'level:|'],
    ['!lev| x', 'level', '!level:| x'],
    ['is:unr|', 'unresolved', 'is:unresolved |'],
    ['is:unr| timeout', 'unresolved', 'is:unresolved |timeout'],
    ['is:un|handled x', 'unresolved', 'is:unresolved |x'],
    ['region:"eu w|', '"eu west"', 'region:"eu west" |'],
    ['level:>=e|', 'error', 'level:>=error |'],
  ])('%s with %s becomes %s', (marked, text, result) => expect(chosen(marked, text)).toBe(result));
});

test('a mistake is cut out where it is, and can be seen even at the end', () => {
  expect(cutAt('x level:loud y', { column: 3, length: 10 })).toEqual(['x ', 'level:loud', ' y']);
  expect(cutAt('(x', { column: 3, length: 1 })).toEqual(['(x', ' ', '']);
  expect(cutAt('x', { column: 99, length: 5 })).toEqual(['x', ' ', '']);
});
