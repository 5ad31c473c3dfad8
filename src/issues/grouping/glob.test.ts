import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileGlob } from './glob.ts';

const path = (pattern: string, text: string): boolean =>
  compileGlob(pattern, { path: true, ignoreCase: true }).matches(text);
const text = (pattern: string, subject: string): boolean =>
  compileGlob(pattern, { path: false, ignoreCase: false }).matches(subject);

test.each([
  ['**/vendor/**', '/srv/vendor/x.rb', true],
  ['**/vendor/**', 'vendor/x.rb', true],
  ['**/vendor/**', '/srv/vendors/x.rb', false],
  ['**/vendor/foo/*.c', 'a/vendor/foo/x.c', true],
  ['**/vendor/foo/*.c', 'a/vendor/foo/sub/x.c', false],
  ['**/project/**.c', '/home/project/a/b/main.c', true],
  ['**/*.gen.c', 'foo.gen.c', true],
  ['**/*.gen.c', 'foo/bar.gen.c', true],
  ['src/*', 'src/a.ts', true],
  ['src/*', 'src/a/b.ts', false],
  ['src/**', 'src/a/b.ts', true],
  ['src/**', 'src', false],
  ['**/a/**/b', 'a/b', true],
  ['**/a/**/b', '/a/x/y/b', true],
  ['**/**/**/b', 'b', true],
  ['SRC/App.TS', 'src/app.ts', true],
  ['a?c', 'a/c', false],
  ['[!x]c', '/c', false],
  ['*.{ts,tsx}', 'cart.tsx', true],
  ['*.{ts,tsx}', 'cart.js', false],
  ['', '', true],
])('the path pattern %s on %s: %s', (pattern, subject, expected) => {
  expect(path(pattern, subject)).toBe(expected);
});

test.each([
  ['*timeout*', 'read timeout after 3 s', true],
  ['std::*', 'std::vec::push', true],
  ['a*', 'a/b/c', true],
  ['*', '', true],
  ['foo', 'Foo', false],
  ['fo?', 'foo', true],
  ['fo?', 'fo', false],
  ['[a-c]x', 'bx', true],
  ['[a-c]x', 'dx', false],
  ['[^a-c]x', 'dx', true],
  ['[]]x', ']x', true],
  ['[abc', '[abc', true],
  ['\\[Errno 28\\]*', '[Errno 28] No space left', true],
  ['a\\*b', 'a*b', true],
  ['a\\*b', 'axb', false],
  ['{a,b{c,d}}!', 'bd!', true],
  ['{a}', '{a}', true],
  ['{a,b', '{a,b', true],
  ['*a*b*', 'xxaxxbxx', true],
  ['*a*b*', 'xxbxxaxx', false],
  ['ab*ba', 'aba', false],
  ['日本*', '日本語', true],
])('the pattern %s on %s: %s', (pattern, subject, expected) => {
  expect(text(pattern, subject)).toBe(expected);
});

test('a pattern without special characters matches itself and nothing else', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), fc.string({ maxLength: 40 }), (literal, other) => {
      const escaped = literal.replace(/[*?[\]{}\\,!]/g, '\\$&');
      expect(text(escaped, literal)).toBe(true);
      expect(text(escaped, other)).toBe(other === literal);
    }),
  );
});

/** Stars, question marks and letters as a textbook would match them. */
const reference = (pattern: string, subject: string, isPath: boolean): boolean => {
  if (pattern === '') return subject === '';
  if (pattern.startsWith('**/') && isPath && reference(pattern.slice(3), subject, isPath)) return true;
  if (pattern.startsWith('**')) {
    const rest = pattern.replace(/^\*+/, '');
    return [...Array(subject.length + 1).keys()].some((at) => reference(rest, subject.slice(at), isPath));
  }
  if (pattern.startsWith('*')) {
    const slash = isPath ? subject.indexOf('/') : -1;
    const end = slash < 0 ? subject.length : slash;
    return [...Array(end + 1).keys()].some((at) => reference(pattern.slice(1), subject.slice(at), isPath));
  }
  if (subject === '') return false;
  const fits = pattern.startsWith('?') ? !(isPath && subject.startsWith('/')) : pattern[0] === subject[0];
  return fits && reference(pattern.slice(1), subject.slice(1), isPath);
};

test('patterns match what a plain recursive reading of them matches', () => {
  const letters = fc.array(fc.constantFrom('a', 'b', '/', '.'), { maxLength: 8 }).map((all) => all.join(''));
  const patterns = fc
    .array(fc.constantFrom('a', 'b', '/', '*', '?', '/**/', '/*'), { maxLength: 8 })
    .map((all) => all.join(''))
    // `***` and `**` inside a name have no agreed meaning before a slash.
    .filter((pattern) => !/\*{3}|[^/]\*\*|\*\*[^/]/.test(pattern));
  fc.assert(
    fc.property(patterns, letters, fc.boolean(), (pattern, subject, isPath) => {
      const got = compileGlob(pattern, { path: isPath, ignoreCase: false }).matches(subject);
      expect(got).toBe(reference(pattern, subject, isPath));
    }),
    { numRuns: 2000 },
  );
});

test('long patterns cross the boundary of a machine word', () => {
  const parts = Array.from({ length: 40 }, (_, at) => `part${at}`);
  expect(path(`**/${parts.join('/*/')}`, parts.join('/x/'))).toBe(true);
  expect(path(`**/${parts.join('/*/')}`, `${parts.join('/x/')}y`)).toBe(false);
  expect(path(`**/${parts.join('/**/')}/?`, `a/${parts.join('/')}/z`)).toBe(true);
});

test('hostile patterns end: a backtracking matcher would take longer than the universe has', () => {
  const stars = '*a'.repeat(100);
  expect(text(`${stars}b`, 'a'.repeat(8000))).toBe(false);
  expect(path(`${'**/'.repeat(100)}${'*a'.repeat(60)}b`, `${'a/'.repeat(2000)}${'a'.repeat(4000)}`)).toBe(false);
  expect(path('{a,b}'.repeat(100), 'a'.repeat(100))).toBe(false);
  expect(text('?'.repeat(5000), 'a'.repeat(100_000))).toBe(false);
});
