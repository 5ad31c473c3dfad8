import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HttpRequest } from '../api/event.ts';
import { quote, toCurl } from './curl.ts';

const request = (part: Partial<HttpRequest>): HttpRequest => ({
  method: 'GET',
  url: 'https://shop.example/cart',
  query: [],
  headers: [],
  cookies: [],
  data: null,
  env: {},
  ...part,
});

describe('a request as curl', () => {
  test('carries method, query, headers, cookies and body', () => {
    const text = toCurl(
      request({
        method: 'post',
        query: [['q', 'a b&c']],
        headers: [
          ['Accept', 'application/json'],
          ['Host', 'shop.example'],
        ],
        cookies: [['theme', 'dark']],
        data: { note: "don't" },
      }),
    );
    expect(text).toContain("-X 'POST'");
    expect(text).toContain("--url 'https://shop.example/cart?q=a%20b%26c'");
    expect(text).toContain("-H 'Accept: application/json'");
    expect(text).not.toContain('Host:');
    expect(text).toContain("-H 'Cookie: theme=dark'");
    expect(text).toContain(`--data-raw '{"note":"don'\\''t"}'`);
  });

  test('lets no header name a file or begin a second header', () => {
    const text = toCurl(
      request({
        headers: [
          ['@/etc/passwd', 'x'],
          ['X-A', 'one\r\nX-B: two'],
        ],
      }),
    );
    expect(text).not.toContain('/etc/passwd');
    expect(text).toContain("-H 'X-A: one X-B: two'");
  });

  test.skipIf(process.platform === 'win32')('gives the shell every value as one word, whatever it holds', () => {
    const words = fc
      .sample(fc.string({ unit: 'grapheme', maxLength: 40 }), 200)
      .map((word) => word.replaceAll('\0', ''));
    const hostile = ["'; touch /tmp/x; '", '$(id)', '`id`', '\\', "'", '"', '\n', '-o', '!!'];
    const all = [...words, ...hostile];
    const printed = execFileSync('/bin/sh', ['-c', `printf '%s\\036' ${all.map(quote).join(' ')}`]).toString();
    expect(printed.split('\u001e').slice(0, -1)).toEqual(all);
  });
});
