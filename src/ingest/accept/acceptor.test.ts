import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CulpritError, unavailable } from '../../kit/index.ts';
import { acceptorWithList, anEnvelope, anEvent, ingestRequest, testKeys } from '../../../test/support/ingest.ts';
import type { IngestRequest } from '../index.ts';
import { defaultLimits, digestLane } from '../index.ts';

const id = '5b85382d68084e29710893c498d63ccf';
const answer = async (request: IngestRequest, acceptor = acceptorWithList()) => {
  const { status, headers, body } = await acceptor.accept(request);
  const text = typeof body === 'string' ? body : Buffer.from(body).toString('latin1');
  const json = headers['content-type'] === 'application/json' ? (JSON.parse(text) as Record<string, unknown>) : null;
  return { status, headers, text, json, spooled: acceptor.spooled };
};

describe('an accepted envelope', () => {
  test('is published as received before the answer, under its project', async () => {
    const order: string[] = [];
    const body = gzipSync(anEnvelope({ event_id: id }));
    const acceptor = acceptorWithList({
      publish: async (lane, messages) => {
        expect(lane).toBe(digestLane);
        expect(messages).toMatchObject([
          {
            key: 7,
            body,
            headers: {
              project: 7,
              endpoint: 'envelope',
              encoding: 'gzip',
              event_id: id,
              address: '192.0.2.1',
              user_agent: 'sdk/1',
            },
          },
        ]);
        await Promise.resolve();
        order.push('durable');
      },
    });
    const response = await acceptor.accept(
      ingestRequest(body, { headers: { 'content-encoding': 'gzip', 'user-agent': 'sdk/1' } }),
    );
    order.push('answered');
    expect(order).toEqual(['durable', 'answered']);
    expect(response).toMatchObject({ status: 200, body: `{"id":"${id}"}` });
  });

  test('is answered with the envelope’s id, else the payload’s, else a new one', async () => {
    const idOf = async (header: object, event: object) =>
      (await answer(ingestRequest(anEnvelope({ ...header }, anEvent({ ...event }))))).json?.['id'];
    expect(await idOf({ event_id: id }, { event_id: 'a'.repeat(32) })).toBe(id);
    expect(await idOf({ event_id: '5B85382D-6808-4E29-7108-93C498D63CCF' }, {})).toBe(id);
    expect(await idOf({}, { event_id: id })).toBe(id);
    expect(await idOf({ event_id: '00000000-0000-0000-0000-000000000000' }, { event_id: id })).toBe(id);
    expect(await idOf({ event_id: 'nonsense' }, { event_id: 7 })).toMatch(/^[0-9a-f]{32}$/);
    expect(await idOf({}, {})).not.toBe(await idOf({}, {}));
  });

  test('without an event is answered {}, and spooled only if something of it is kept', async () => {
    const acceptor = acceptorWithList();
    const items = [
      '',
      '{"type":"session"}\n{}',
      '{"type":"client_report"}\n{}',
      '{"type":"transaction"}\n{}',
      '{"type":"never_seen"}\nx',
    ];
    for (const item of items) expect((await answer(ingestRequest(`{}\n${item}`), acceptor)).text).toBe('{}');
    expect(acceptor.spooled).toHaveLength(2);
  });

  test('with things we do not keep tells the SDK to stop sending them, unless that is switched off', async () => {
    const request = ingestRequest('{}\n{"type":"transaction"}\n{}');
    expect((await answer(request)).headers['x-sentry-rate-limits']).toMatch(
      /^2592000:transaction;span;.*replay:organization:not_supported$/,
    );
    expect((await answer(ingestRequest(anEnvelope()))).headers).not.toHaveProperty('x-sentry-rate-limits');
    expect((await answer(request, acceptorWithList({ announceUnsupported: false }))).headers).not.toHaveProperty(
      'x-sentry-rate-limits',
    );
  });
});

describe('a refused body', () => {
  const encodings: [string, (bytes: Buffer) => Buffer][] = [
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
  ];

  test('names the limit it is over: event, envelope, header line, items', async () => {
    const over = async (body: string | Buffer, headers = {}) => {
      const { status, json } = await answer(
        ingestRequest(body, { headers }),
        acceptorWithList({ limits: { ...defaultLimits, envelope: 3e6 } }),
      );
      expect(status).toBe(413);
      return json?.['detail'];
    };
    expect(await over(anEnvelope({}, anEvent({ pad: 'x'.repeat(1 << 20) })))).toMatch(
      'An event may have 1048576 bytes',
    );
    expect(await over(Buffer.concat([Buffer.from('{}\n'), Buffer.alloc(3e6)]))).toMatch(
      'An envelope may have 3000000 bytes',
    );
    expect(await over(`{"a":"${'x'.repeat(9_000)}"}\n`)).toMatch('The envelope header may have 8192 bytes');
    expect(await over(`{}\n${'{"type":"x"}\n\n'.repeat(2_000)}`)).toMatch('An envelope may have 1000 items');
    for (const [encoding, encode] of encodings)
      expect(await over(encode(Buffer.alloc(4e6, 'a')), { 'content-encoding': encoding })).toMatch(
        'An envelope, inflated, may have 3000000 bytes',
      );
  });

  test('is told what is malformed and where', async () => {
    const bad: [body: string | Buffer, detail: string, headers?: Record<string, string>][] = [
      ['', 'The body is empty'],
      ['[]', 'The envelope header (byte 0) is not a JSON object'],
      ['{}\n{"type":"event"}\n[1,2]', 'Item 1 ("event") is not a JSON object'],
      ['{}\n{"type":"event"}\n"x"', 'Item 1 ("event") is not a JSON object'],
      ['{}\n{"type":"event"}\n', 'Item 1 ("event") is not a JSON object'],
      ['{}\n{"type":"session"}\n{}\n{"type":"check_in"}\nnull', 'Item 2 ("check_in") is not a JSON object'],
      [
        '{}\n{"type":"event","length":500}\n{}',
        'Item 1 ("event", byte 3) announces 500 bytes, but only 2 follow at byte 33',
      ],
      [
        gzipSync(anEnvelope()).subarray(0, 60),
        'The body is not valid gzip: unexpected end of file',
        { 'content-encoding': 'gzip' },
      ],
      ['hello', 'The body is not valid br', { 'content-encoding': 'br' }],
    ];
    for (const [body, detail, headers = {}] of bad) {
      const { status, json, spooled } = await answer(ingestRequest(body, { headers }));
      expect([status, json?.['detail']]).toEqual([400, expect.stringContaining(detail)]);
      expect(spooled).toEqual([]);
    }
    expect(
      (await answer(ingestRequest(gzipSync(gzipSync('x')), { headers: { 'content-encoding': 'gzip, gzip' } }))).status,
    ).toBe(415);
  });

  test('is never answered 500, whatever the request holds', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom(
        '{}\n{"type":"event"}\n{}',
        '{"dsn":"http://x"}',
        'sentry_data={}',
        'MDMP',
        '[{}]',
        '{"comments":"x"}',
      ),
    );
    const acceptor = acceptorWithList();
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          body: fc.oneof(
            text.map((one) => Buffer.from(one)),
            fc.uint8Array({ maxLength: 60 }),
          ),
          endpoint: fc.constantFrom(
            'envelope',
            'store',
            'security',
            'minidump',
            'attachments',
            'checkin',
            'feedback',
            'error-page',
            'unreal',
          ),
          method: fc.constantFrom('GET', 'POST', 'OPTIONS'),
          query: fc.oneof(fc.constant(`sentry_key=${testKeys.open.publicKey}`), text),
          headers: fc.record(
            {
              'content-encoding': fc.constantFrom('', 'gzip', 'br', 'deflate', 'zstd'),
            },
            { requiredKeys: [] },
          ),
          params: fc.record(
            {
              project: fc.constantFrom('7', 'x'),
              monitor: text,
              event: fc.constantFrom(id, 'x'),
              key: fc.constant(testKeys.open.publicKey),
            },
            { requiredKeys: [] },
          ),
        }),
        async (parts) => {
          const { status, headers } = await acceptor.accept({
            ...(parts as Omit<IngestRequest, 'address'>),
            address: '',
          });
          expect(status).toBeLessThan(500);
          expect(headers['access-control-allow-origin']).toBeDefined();
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe('when the queue is away', () => {
  test('the answer is 503 with Retry-After, and nothing is lost silently', async () => {
    const acceptor = acceptorWithList({ publish: () => Promise.reject(unavailable('The broker is away.')) });
    const { status, headers, json } = await answer(ingestRequest(anEnvelope()), acceptor);
    expect(status).toBe(503);
    expect(headers).toMatchObject({ 'retry-after': '5', 'access-control-allow-origin': '*' });
    expect(json).toMatchObject({ error: 'unavailable', detail: 'The broker is away.' });
  });

  test('or broken otherwise, the answer is 500 without what is inside', async () => {
    const acceptor = acceptorWithList({ publish: () => Promise.reject(new Error('disk /secret/path is full')) });
    const { status, text } = await answer(ingestRequest(anEnvelope()), acceptor);
    expect(status).toBe(500);
    expect(text).not.toContain('secret');
    const other = acceptorWithList({
      keyRing: { find: () => Promise.reject(new CulpritError('unavailable', 503, 'away')) },
    });
    expect((await answer(ingestRequest(anEnvelope()), other)).status).toBe(503);
  });
});
