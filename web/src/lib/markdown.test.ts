import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseMarkdown } from './markdown.ts';
import type { Block, Inline } from './markdown.ts';

/** Blocks in a notation that tests can read. */
const shown = (blocks: Block[]): string => blocks.map(block).join(' ');
const block = (each: Block): string => {
  switch (each.kind) {
    case 'paragraph':
      return `p(${inlines(each.children)})`;
    case 'heading':
      return `h${each.level}(${inlines(each.children)})`;
    case 'code':
      return `pre(${each.text})`;
    case 'quote':
      return `quote(${shown(each.blocks)})`;
    case 'list':
      return `${each.start ?? 'ul'}[${each.items.map(shown).join(', ')}]`;
    case 'rule':
      return 'hr';
  }
};
const inlines = (all: Inline[]): string => all.map(inline).join('');
const inline = (each: Inline): string => {
  if (each.kind === 'text') return each.text;
  if (each.kind === 'break') return '↵';
  if (each.kind === 'code') return `‹${each.text}›`;
  if (each.kind === 'link') return `<${inlines(each.children)}→${each.url}>`;
  return `${each.kind}(${inlines(each.children)})`;
};

test.each([
  ['one\ntwo\n\nthree', 'p(one↵two) p(three)'],
  ['# Title\ntext', 'h1(Title) p(text)'],
  ['**bold** and *soft* and ~~gone~~', 'p(strong(bold) and emphasis(soft) and deleted(gone))'],
  ['**bold *and* soft**', 'p(strong(bold emphasis(and) soft))'],
  ['a * b * c, snake_case_name, 2**3', 'p(a * b * c, snake_case_name, 2**3)'],
  ['`a *b*` and `` ` ``', 'p(‹a *b*› and ‹`›)'],
  ['an open ` tick', 'p(an open ` tick)'],
  ['```js\nif (a) {\n\n}\n```\nend', 'pre(if (a) {\n\n}) p(end)'],
  ['```\nnever closed', 'pre(never closed)'],
  ['- a\n- b\n  - c\n\n- d', 'ul[p(a), p(b) ul[p(c)], p(d)]'],
  ['3. a\n4. b\n\ntext', '3[p(a), p(b)] p(text)'],
  ['> a\n> > b', 'quote(p(a) quote(p(b)))'],
  ['---', 'hr'],
  ['[docs](https://example.org/a)', 'p(<docs→https://example.org/a>)'],
  ['see https://example.org/a, ok', 'p(see <https://example.org/a→https://example.org/a>, ok)'],
  ['\\*not\\* soft', 'p(*not* soft)'],
])('%j', (text, expected) => {
  expect(shown(parseMarkdown(text))).toBe(expected);
});

test.each([
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '[x](javascript:alert(1))',
  '[x](data:text/html,hello)',
  '![x](https://example.org/a.png)',
  '[x](https://user:secret@example.org)',
])('%s stays text, or becomes a link to a page', (text) => {
  const kinds = (all: unknown): string[] =>
    Array.isArray(all)
      ? all.flatMap(kinds)
      : [(all as { kind: string }).kind, ...kinds((all as { children?: unknown[] }).children ?? [])];
  const urls = JSON.stringify(parseMarkdown(text)).match(/"url":"[^"]*"/g) ?? [];
  expect(kinds(parseMarkdown(text)).filter((kind) => !['paragraph', 'text', 'link'].includes(kind))).toEqual([]);
  expect(urls.filter((url) => !url.startsWith('"url":"https://example.org'))).toEqual([]);
});

test('any text is read', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '*',
      '**',
      '_',
      '`',
      '```\n',
      '~~',
      '[',
      '](',
      ')',
      '> ',
      '- ',
      '1. ',
      '\n',
      '# ',
      '\\',
      'https://a.b',
      ' ',
    ),
    fc.string({ unit: 'binary', maxLength: 5 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 200 }), (pieces) => {
      const text = pieces.join('');
      expect(parseMarkdown(text).length > 0).toBe(text.trim() !== '');
    }),
  );
});

test.each(['*a ', '**a', '`', '[', '[a](', '_a ', '> ', '- ', '  - a\n', '~~a ', 'https://', '***', '\\'])(
  'twenty thousand characters of %j are no matter',
  (piece) => {
    expect(parseMarkdown(piece.repeat(20_000 / piece.length)).length).toBeGreaterThan(0);
  },
);
