import { describe, expect, test } from 'vitest';
import { acceptorWithList, anEnvelope, ingestRequest, testKeys } from '../../../test/support/ingest.ts';
import { originMatches } from './cors.ts';

const guarded = (origin: string | undefined) =>
  ingestRequest(anEnvelope(), {
    params: { project: '8' },
    query: `sentry_key=${testKeys.guarded.publicKey}`,
    headers: origin === undefined ? {} : { origin },
  });

describe('a project that allows some origins', () => {
  test('takes events from these, from servers and from an empty Origin', async () => {
    const acceptor = acceptorWithList();
    for (const origin of ['https://app.example', 'https://a.b.example.org', undefined, ''])
      expect((await acceptor.accept(guarded(origin))).status).toBe(200);
    const { headers } = await acceptor.accept(guarded('https://app.example'));
    expect(headers).toMatchObject({ 'access-control-allow-origin': 'https://app.example', vary: 'Origin' });
  });

  test('refuses others with 403 that the page can read', async () => {
    const acceptor = acceptorWithList();
    for (const origin of [
      'https://evil.example',
      'http://app.example',
      'https://app.example.evil',
      'https://notexample.org',
      'null',
    ]) {
      const { status, headers } = await acceptor.accept(guarded(origin));
      expect(status).toBe(403);
      expect(headers['access-control-allow-origin']).toBe(origin);
    }
    expect(acceptor.spooled).toEqual([]);
  });

  test('answers a preflight with what SDKs need, for an hour', async () => {
    const { status, headers } = await acceptorWithList().accept({
      ...guarded('https://app.example'),
      method: 'OPTIONS',
    });
    expect(status).toBe(204);
    expect(headers).toMatchObject({ 'access-control-allow-origin': '*', 'access-control-max-age': '3600' });
    expect(headers['access-control-allow-methods']).toContain('POST');
    for (const name of ['x-sentry-auth', 'authorization', 'content-encoding', 'content-type'])
      expect(headers['access-control-allow-headers']).toContain(name);
  });
});

test.each([
  ['https://a.example', '*', true],
  ['https://a.example', 'https://a.example', true],
  ['https://A.example', 'https://a.EXAMPLE/', true],
  ['https://a.example', 'http://a.example', false],
  ['https://a.example:8443', 'https://a.example', false],
  ['https://a.example:8443', 'a.example', true],
  ['http://a.example', 'a.example', true],
  ['https://x.a.example', 'a.example', false],
  ['https://x.a.example', '*.a.example', true],
  ['https://a.example', '*.a.example', false],
  ['http://x.a.example', 'https://*.a.example', false],
  ['https://x.a.example', 'https://*.a.example', true],
  ['nonsense', '*.a.example', false],
  ['https://a.example', '', false],
])('%s by the pattern %s: %s', (origin, pattern, matches) => {
  expect(originMatches(origin, pattern)).toBe(matches);
});
