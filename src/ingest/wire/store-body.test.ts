import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { CulpritError } from '../../kit/index.ts';
import { sdkRequests } from '../../../test/support/sdk-requests.ts';
import { parseJson } from './json.ts';
import { storeJson } from './store-body.ts';

const limits = { event: 10_000 };
const json = '{"message":"ümläut + plus & more","n":1}';
const store = (body: string | Uint8Array, encoding = '') =>
  storeJson(Buffer.from(body as string), encoding, limits).toString();

const refusal = (act: () => unknown): CulpritError => {
  try {
    act();
  } catch (thrown) {
    if (thrown instanceof CulpritError) return thrown;
    throw thrown;
  }
  throw new Error('it was accepted');
};

describe('a store body', () => {
  test('is JSON, base64 of it, base64 of zlib or gzip of it, or any of these as a form field', () => {
    const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes as string).toString('base64');
    for (const body of [
      json,
      ` ${json}\n`,
      base64(json),
      base64(deflateSync(json)),
      base64(gzipSync(json)),
      `${base64(deflateSync(json)).slice(0, 8)}\n${base64(deflateSync(json)).slice(8)}`,
    ]) {
      expect(store(body).trim()).toBe(json);
      expect(store(`sentry_version=4&sentry_data=${encodeURIComponent(body)}`).trim()).toBe(json);
    }
    expect(store(`sentry_data=${base64(deflateSync(json))}`), 'plus signs as they are').toBe(json);
    expect(
      store(
        Buffer.from(base64(deflateSync(json)))
          .toString('latin1')
          .replaceAll('+', '-')
          .replaceAll('/', '_'),
      ),
    ).toBe(json);
    expect(store(gzipSync(json), 'gzip')).toBe(json);
    expect(store(brotliCompressSync(json), 'br')).toBe(json);
  });

  test('is refused when it is no JSON object', () => {
    for (const body of [
      '',
      '[]',
      '"x"',
      'null',
      '7',
      'not base64!',
      'aGVsbG8=',
      '{',
      Buffer.from('[1]').toString('base64'),
      'sentry_data=',
      'sentry_data=%5B%5D',
    ])
      expect(refusal(() => store(body)).status, body).toBe(400);
  });

  test('is refused beyond the limit, also when it hides in base64 of zlib', () => {
    const large = `{"a":"${'x'.repeat(10_000)}"}`;
    for (const body of [
      large,
      deflateSync(large).toString('base64'),
      `sentry_data=${deflateSync(large).toString('base64url')}`,
    ])
      expect(refusal(() => store(body)).status).toBe(413);
    expect(refusal(() => store(gzipSync('x'.repeat(1e7)), 'gzip')).status).toBe(413);
  });

  test('of recorded clients reads as their event', () => {
    const requests = sdkRequests.filter(({ url }) => url.includes('/store/'));
    expect(requests.length).toBeGreaterThan(5);
    for (const { body, headers, facts } of requests) {
      const event = parseJson(storeJson(body, headers['content-encoding'] ?? '', { event: 1e6 })) as {
        event_id: string;
      };
      expect(event.event_id, facts.file).toBe(facts.items?.[0]?.facts?.event_id);
    }
  });
});
