import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseScrubRules } from './parse.ts';

test.each([
  '[Mask] [@email] from [$string]',
  'Mask @email from $string',
  'mask email FROM $string',
  '[Remove] [Credit card numbers] from [**]',
  '[Hash] [/order-\\d+/] from [extra.order || $message]',
  '[Hash] [/a\\/b/i] from [extra]',
  '[Replace] [@anything] with ["gone"] from [**.note]',
  "Replace @uuid with 'id' from $string && !(extra.a | contexts.*.b)",
  "[Remove] [@password] from ['odd key'.'it''s']",
])('%s is a rule', (text) => {
  const { rules, errors } = parseScrubRules(text);
  expect(errors).toEqual([]);
  expect(rules).toHaveLength(1);
});

test('the examples of the documentation are rules', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../../docs/scrubbing.md'), 'utf8');
  const [, example = ''] = /```\n(# METHOD[\s\S]*?)```/.exec(page) ?? [];
  const { rules, errors } = parseScrubRules(example);
  expect(errors).toEqual([]);
  expect(rules.map(({ method }) => method)).toEqual(['mask', 'remove', 'hash', 'replace', 'remove']);
});

test('comments and empty lines are no rules, and wrong lines do not spoil the others', () => {
  const { rules, errors } = parseScrubRules(
    '# who reads this\n\n[Mask] [@email] from [**]\r\nMask nothing from x\n  [Hash] [@ip] from [**]',
  );
  expect(rules.map(({ method, line }) => [method, line])).toEqual([
    ['mask', 3],
    ['hash', 5],
  ]);
  expect(errors).toEqual([
    { line: 4, column: 6, message: expect.stringContaining('the type of data is one of @anything, @password, @email') },
  ]);
});

test.each([
  ['Delete @email from x', 1, 'starts with Mask, Remove, Hash or Replace'],
  ['[Mask @email from x', 7, 'closing bracket'],
  ['[Mask] [@nonsense] from [x]', 9, 'the type of data is one of'],
  ['Mask', 5, 'the type of data is one of'],
  ['Mask @email', 12, '`from` and a selector are missing'],
  ['Mask @email from', 17, 'a field name'],
  ['[Mask] [@email] from []', 23, 'a field name'],
  ['Mask @email from a && ', 22, 'a field name'],
  ['Mask @email from (a', 20, 'closing parenthesis'],
  ['Mask @email from a)', 19, 'unexpected ")"'],
  ['Mask @email from $nothing', 18, '$nothing is not a type'],
  ['Mask @email with "x" from a', 13, 'only Replace'],
  ['Replace @email with x from a', 21, 'text in quotes'],
  ['[Mask] [/(/] from [x]', 9, 'missing closing )'],
  ['[Mask] [/(?=a)/] from [x]', 9, '(?='],
  ['[Mask] [/\\1/] from [x]', 9, 'invalid escape'],
  ['[Mask] [/a*/] from [x]', 9, 'matches empty text'],
  ['[Mask] [/(a{1000}){1000}/] from [x]', 9, 'repeat'],
  ['[Mask] [/a{999}b{999}/] from [x]', 9, 'too large'],
])('%s: column %i, %s', (text, column, message) => {
  expect(parseScrubRules(text)).toEqual({
    rules: [],
    errors: [{ line: 1, column, message: expect.stringContaining(message) }],
  });
});

test('there are at most 200 rules and 200 complaints', () => {
  const { rules, errors } = parseScrubRules('Mask @ip from x\n'.repeat(100_000));
  expect(rules).toHaveLength(200);
  expect(errors.length).toBeLessThanOrEqual(200);
  expect(parseScrubRules('?\n'.repeat(100_000)).errors.length).toBeLessThanOrEqual(200);
  expect(parseScrubRules(`Mask @ip from ${'('.repeat(1_900)}`).errors).toHaveLength(1);
  expect(parseScrubRules(`Mask @ip from ${'x'.repeat(100_000)}`).errors).toEqual([
    { line: 1, column: 2_000, message: 'a rule can have at most 2000 characters' },
  ]);
});

test('whatever is written, nothing is thrown and columns lie in the line', () => {
  const piece = fc.constantFrom(
    'Mask',
    '[',
    ']',
    '@email',
    ' ',
    'from',
    '/a+/',
    '/(',
    '$string',
    '**',
    '.',
    '&&',
    '!',
    '(',
    ')',
    "'",
    '"',
    'with',
    'Replace',
    '\n',
    '|',
    'x',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(piece).map((parts) => parts.join('')),
      ),
      (text) => {
        for (const { line, column, message } of parseScrubRules(text).errors) {
          expect(message).not.toBe('');
          expect(column).toBeGreaterThanOrEqual(1);
          expect(column).toBeLessThanOrEqual((text.split('\n')[line - 1]?.length ?? 0) + 1);
        }
      },
    ),
    { numRuns: 1_000 },
  );
});
