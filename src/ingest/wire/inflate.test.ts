import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CulpritError } from '../../kit/index.ts';
import { inflate, inflateBySignature } from './inflate.ts';

const encoders: [encoding: string, encode: (bytes: Uint8Array) => Uint8Array][] = [
  ['gzip', gzipSync],
  ['x-gzip', gzipSync],
  ['deflate', deflateSync],
  ['deflate', deflateRawSync],
  ['br', brotliCompressSync],
  ['zstd', zstdCompressSync],
  ['identity', (bytes) => bytes],
  ['', (bytes) => bytes],
  [' GZIP ', gzipSync],
  ['identity, gzip', gzipSync],
];

const statusOf = (act: () => unknown): number => {
  try {
    act();
    return 200;
  } catch (thrown) {
    if (thrown instanceof CulpritError) return thrown.status;
    throw thrown;
  }
};

describe('inflate', () => {
  test('returns what was encoded, in every encoding', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3_000 }), fc.constantFrom(...encoders), (bytes, [encoding, encode]) => {
        expect([...inflate(encode(bytes), encoding, 3_000, 'It')]).toEqual([...bytes]);
      }),
      { numRuns: 300 },
    );
  });

  test('refuses a bomb of any encoding with 413, at the limit', () => {
    const bomb = Buffer.alloc(5_000_000, 'a');
    for (const [encoding, encode] of encoders) {
      expect(statusOf(() => inflate(encode(bomb), encoding, 4_999_999, 'It'))).toBe(413);
      expect(inflate(encode(bomb), encoding, 5_000_000, 'It')).toHaveLength(5_000_000);
    }
  });

  test('refuses truncated data with 400', () => {
    const text = Buffer.from(
      JSON.stringify(Array.from({ length: 200 }, (_, index) => ({ index, square: index * index }))),
    );
    for (const [encoding, encode] of encoders.filter(([name]) => name !== '' && name !== 'identity')) {
      const whole = encode(text);
      for (const cut of [1, 5, Math.floor(whole.length / 2), whole.length - 1])
        expect(statusOf(() => inflate(whole.subarray(0, whole.length - cut), encoding, 1e6, 'It'))).toBe(400);
    }
  });

  test('refuses with 400 what follows the end of the data, whatever it is', () => {
    for (const [encoding, encode] of encoders.filter(([name]) => name.trim() !== '' && name !== 'identity'))
      for (const rest of ['x', '\n', '\0\0\0\0', 'garbage', 'y'.repeat(200_000)])
        expect(
          statusOf(() => inflate(Buffer.concat([encode(Buffer.from('{}')), Buffer.from(rest)]), encoding, 1e6, 'It')),
        ).toBe(400);
    expect(inflate(Buffer.concat([gzipSync('two '), gzipSync('members')]), 'gzip', 100, 'It').toString()).toBe(
      'two members',
    );
  });

  test('never throws anything but a CulpritError, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(...encoders), (bytes, [encoding]) => {
        expect([200, 400, 413]).toContain(statusOf(() => inflate(bytes, encoding, 1_000, 'It')));
      }),
      { numRuns: 500 },
    );
  });

  test('refuses stacked and unknown encodings with 415', () => {
    expect(statusOf(() => inflate(gzipSync('x'), 'gzip, gzip', 100, 'It'))).toBe(415);
    expect(statusOf(() => inflate(Buffer.from('x'), 'compress', 100, 'It'))).toBe(415);
    expect(statusOf(() => inflate(Buffer.from('x'), 'toString', 100, 'It'))).toBe(415);
  });

  test('knows zlib and gzip by how they start', () => {
    for (const bytes of [gzipSync('{"a":1}'), deflateSync('{"a":1}'), Buffer.from('{"a":1}')])
      expect(inflateBySignature(bytes, 100, 'It').toString()).toBe('{"a":1}');
  });
});
