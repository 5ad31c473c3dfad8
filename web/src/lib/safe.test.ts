import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { safeReturn, safeUrl, splitInvisible } from './safe.ts';

const codes = (text: string) => splitInvisible(text).flatMap(({ code }) => (code === null ? [] : [code]));

describe('text from outside', () => {
  test('control characters, bidirectional marks and lone surrogates are named', () => {
    expect(codes('a\u0000b\u001b[31m\u202Ec\uFEFF\u200B')).toEqual(['\\0', '\\e', 'U+202E', 'U+FEFF', 'U+200B']);
    expect(codes('x\uD800y\uDC00')).toEqual(['U+D800', 'U+DC00']);
  });

  test('line breaks, tabs, emoji with joiners and right-to-left scripts stay as they are', () => {
    for (const text of ['two\n\tlines', 'of\r\nWindows', '👩‍👩‍👧 🔥', 'שלום עולם', 'نمی‌خواهم', '日本語'])
      expect(codes(text)).toEqual([]);
  });

  test('nothing visible is lost', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const parts = splitInvisible(text);
        const kept = parts.map((part) => part.text).join('');
        expect(kept.length + parts.filter(({ code }) => code !== null).length).toBe(text.length);
        expect(codes(kept)).toEqual([]);
      }),
    );
  });
});

describe('an address becomes a link', () => {
  test.each(['https://example.com/a?b=c#d', 'http://10.0.0.1:8080/', 'HTTPS://EXAMPLE.com/x'])('%s', (text) => {
    expect(safeUrl(text)).not.toBeNull();
  });
});

describe('an address stays text', () => {
  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)//https://example.com',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    '//example.com',
    '/relative',
    'https://user:secret@example.com/',
    'https://example.com/ and more',
    'https://example.com/"onclick="x',
    'https://example.com/\u202Egnp.exe',
    ' https://example.com',
    'https:\\\\example.com',
    '',
  ])('%s', (text) => {
    expect(safeUrl(text)).toBeNull();
  });

  test('longer than any browser takes', () => {
    expect(safeUrl(`https://example.com/${'x'.repeat(3_000)}`)).toBeNull();
  });

  test('whatever it is, a link is http or https', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.string().map((tail) => `javascript:${tail}`),
        ),
        (text) => {
          const url = safeUrl(text);
          if (url !== null) expect(new URL(url).protocol).toMatch(/^https?:$/);
        },
      ),
    );
  });
});

describe('the way back after signing in', () => {
  test('leads to a place in the app', () => {
    expect(safeReturn('/projects/shop/issues?q=a%20b')).toBe('/projects/shop/issues?q=a%20b');
  });

  test.each([
    undefined,
    '',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '/a\\b',
    '/\t/x',
  ])('never leads elsewhere: %s', (path) => {
    expect(safeReturn(path)).toBe('/');
  });
});
