import { expect, test } from 'vitest';
import { cut, head, wellFormed } from './text.ts';

test('NUL and lone surrogates are replaced, everything else stays', () => {
  expect(wellFormed('Ünïcödé 🔥 \0 null \uD800 lone \u202E rtl')).toBe('Ünïcödé 🔥 \uFFFD null \uFFFD lone \u202E rtl');
  const fine = 'tab\t line\n emoji 🔥 日本語';
  expect(wellFormed(fine)).toBe(fine);
});

test('a cut text ends with three dots and is no longer than its limit', () => {
  expect(cut('abcdef', 6)).toBe('abcdef');
  expect(cut('abcdefg', 6)).toBe('abc...');
});

test('cutting never splits a surrogate pair', () => {
  expect(head('🔥🔥', 3)).toBe('🔥');
  expect(cut('ab🔥cdef', 6)).toBe('ab...');
});
