import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from './parse.ts';
import { print } from './print.ts';
import type { Node, Query } from './query.ts';
import { possibleKeys } from './words.ts';

const isTag = (key: string) => ['tag', 'browser', 'url', 'user', 'my.tag-1'].includes(key);

const query = (source: string): Query => {
  const { query: read, problem } = parse(source, isTag);
  if (read === null) throw new Error(`${problem.column}: ${problem.message}`);
  return read;
};
const root = (source: string): Node | null => query(source).root;
const canonical = (source: string): string => print(query(source));
const text = (...pieces: [string, ...string[]]) => ({ kind: 'text', pattern: pieces });

describe('a search', () => {
  test('in the words of the language keeps its parts', () => {
    expect(root('is:unresolved assigned:me events:>100')).toEqual({
      kind: 'and',
      nodes: [
        { kind: 'term', key: 'is', test: { kind: 'word', word: 'unresolved' } },
        { kind: 'term', key: 'assigned', test: { kind: 'word', word: 'me' } },
        { kind: 'term', key: 'events', test: { kind: 'compare', by: '>', value: { kind: 'number', value: 100 } } },
      ],
    });
    expect(root('file:src/*.ts')).toEqual({
      kind: 'term',
      key: 'file',
      test: { kind: 'matches', pattern: ['src/', '.ts'] },
    });
    expect(root('!tag:value')).toEqual({ kind: 'not', node: { kind: 'tag', key: 'tag', pattern: ['value'] } });
    expect(root('"free text"')).toEqual(text('free text'));
    expect(root('  ')).toBeNull();
  });

  test.each([
    ['is:unresolved   level:error', 'is:unresolved level:error'],
    ['(is:resolved OR is:muted) level:error', '(is:resolved OR is:muted) level:error'],
    ['is:resolved OR (is:muted AND level:error)', 'is:resolved OR is:muted level:error'],
    ['((is:resolved))', 'is:resolved'],
    ['-(is:resolved OR is:muted)', '!(is:resolved OR is:muted)'],
    ['!(is:resolved level:error)', '!(is:resolved level:error)'],
    ['-is:resolved -timeout', '!is:resolved !"timeout"'],
    ['release:latest release:1.2.* release:>=1.2.0', 'release:latest release:1.2.* release:>=1.2.0'],
    ['release:"latest"', 'release:"latest"'],
    ['release:1.0.0..2.0.0', 'release:1.0.0..2.0.0'],
    ['first:>-7d last:<2026-01-01', 'first:>-7d last:<2026-01-01'],
    ['first:-24h', 'first:>=-24h'],
    ['last:2026-01-01..2026-01-31', 'last:2026-01-01..2026-01-31'],
    ['events:10..20 users:..5 users:3..', 'events:10..20 users:..5 users:3..'],
    ['level:>=error', 'level:>=error'],
    ['tag:"a \\"b\\" c"', 'tag:"a \\"b\\" c"'],
    ['tag:a**b', 'tag:a*b'],
    ['tag:a\\*b', 'tag:"a\\*b"'],
    ['tags[is]:x tags[tag]:x tags[a:b]:c', 'tags[is]:x tag:x tags[a:b]:c'],
    ['user.email:x@example.org', 'user.email:x@example.org'],
    ['url:https://shop.example/a?b=1', 'url:https://shop.example/a?b=1'],
    ['is:resolved app.py:12', 'is:resolved "app.py:12"'],
    ['is:resolved f(a, b)', 'is:resolved "f(a," "b)"'],
  ])('%s is written %s', (source, expected) => {
    expect(canonical(source)).toBe(expected);
  });

  test.each([
    'std::bad_alloc',
    'https://shop.example/checkout?id=1#top',
    'file:///srv/app.py',
    'app.py:12',
    'localhost:8000',
    'C:\\Users\\ada',
    'TypeError:x',
    '12:30:01',
    '!=',
    '->',
    '-1',
    '--flag',
    ')',
    '()',
    'int()',
    'is:',
    'or',
  ])('%s is text', (source) => {
    expect(root(source)).toEqual(text(source));
    expect(canonical(source).replaceAll(/^"|"$/g, '').replaceAll('\\\\', '\\')).toBe(source);
  });

  test('a key with a space behind its colon is text: "file: not found"', () => {
    expect(root('file: not found')).toEqual({ kind: 'and', nodes: [text('file:'), text('not'), text('found')] });
  });

  test('without any key, what would not find itself is also looked for as it stands', () => {
    expect(query('TypeError: x is not a function').literal).toBeNull();
    expect(query('git commit -m foo').literal).toBe('git commit -m foo');
    expect(query('unexpected (').literal).toBe('unexpected (');
    expect(query('Unexpected token "').literal).toBe('Unexpected token "');
    expect(query('OR').literal).toBe('OR');
    expect(query('is:resolved -m').literal).toBeNull();
  });

  test.each([
    ['is:unresolvd', 1, 12],
    ['level:error is:nothing', 13, 10],
    ['level:error (is:muted', 13, 1],
    ['level:error tag:"open', 17, 1],
    ['level:error OR', 15, 1],
    ['OR level:error', 1, 2],
    ['events:many', 1, 11],
    ['assigned:*', 1, 10],
    ['events:20..x', 1, 12],
    ['first:yesterday', 1, 15],
    ['last:2026-02-30', 1, 15],
    ['(is:)', 5, 1],
    ['level:error )', null, null],
  ])('%s points at column %s', (source, column, length) => {
    const { problem } = parse(source, isTag);
    if (column === null) expect(problem).toBeNull();
    else {
      // The end of a search is told at its last character.
      expect(problem?.column).toBe(Math.min(column, source.length));
      expect(problem?.length).toBe(length);
    }
  });

  test('that is far too large or deep is refused', () => {
    expect(parse(`is:resolved ${'('.repeat(30)}x${')'.repeat(30)}`, isTag).problem?.message).toMatch(/at most 20 deep/);
    expect(parse('level:error '.repeat(60), isTag).problem?.message).toMatch(/at most 50 terms/);
    expect(parse('x'.repeat(5_000), isTag).problem?.message).toMatch(/at most 4000 characters/);
  });

  test('names what could be a tag, so that the tags can be looked up beforehand', () => {
    expect(possibleKeys('a:1 (!b:2 OR -c:3) "d:4" std::x https://y tags[z]:1 e: f:')).toEqual(['a', 'b', 'c']);
  });
});

describe('whatever is typed', () => {
  const word = fc.oneof(
    fc.constantFrom(
      ...'is:unresolved|is:|OR|AND|(|)|!|-|"|\\|*|:|::|://| |..|>=|=|release:|release:>=1.2|latest|events:|10..20'.split(
        '|',
      ),
      ...'first:|-7d|2026-01-01|level:|error|tag:|tags[|]|tags[is]:x|user.email:|assigned:|me|ümläut|😀|x'.split('|'),
      '\ud800',
      '\n',
    ),
    fc.string({ maxLength: 4 }),
  );
  const source = fc.oneof(
    fc.array(word, { maxLength: 14 }).map((words) => words.join('')),
    fc.array(word, { maxLength: 10 }).map((words) => words.join(' ')),
  );

  test('is read or refused at a place inside it', () => {
    fc.assert(
      fc.property(source, (typed) => {
        const { problem } = parse(typed, isTag);
        if (problem === null) return;
        expect(problem.column).toBeGreaterThanOrEqual(1);
        expect(problem.column - 1 + problem.length).toBeLessThanOrEqual(typed.length);
      }),
      { numRuns: 3_000 },
    );
  });

  test('is written in one way, which means the same', () => {
    fc.assert(
      fc.property(source, (typed) => {
        const { query: read } = parse(typed, isTag);
        if (read === null) return;
        const again = parse(print(read), isTag);
        expect(again.problem).toBeNull();
        if (again.query === null) return;
        expect(print(again.query)).toBe(print(read));
        if (read.literal === null) expect(again.query.root).toEqual(read.root);
      }),
      { numRuns: 3_000 },
    );
  });
});
