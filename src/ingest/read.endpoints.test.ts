import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { formData } from '../../test/support/form-data.ts';
import { anEvent, ingestRequest, receivedAt, throughIngest } from '../../test/support/ingest.ts';

const id = '5b85382d68084e29710893c498d63ccf';
const received = receivedAt;

describe('the other endpoints', () => {
  test('store, also by GET', async () => {
    const { events } = await throughIngest(
      ingestRequest(gzipSync(anEvent({ event_id: id })), {
        endpoint: 'store',
        headers: { 'content-encoding': 'gzip', 'user-agent': 'raven/1' },
      }),
    );
    expect(events).toMatchObject([
      { eventId: id, kind: 'message', receivedAt: received, message: { formatted: 'it failed' } },
    ]);
    const query = `${ingestRequest('').query}&sentry_data=${encodeURIComponent(anEvent({ event_id: id }))}`;
    expect((await throughIngest(ingestRequest('', { endpoint: 'store', method: 'GET', query }))).events).toMatchObject([
      { eventId: id },
    ]);
  });

  test('a list of security reports: an event each, others counted', async () => {
    const report = (blockedURL: string) => ({
      type: 'csp-violation',
      url: 'https://a.example/',
      body: { blockedURL, effectiveDirective: 'img-src' },
    });
    const request = ingestRequest(
      JSON.stringify([
        report('inline'),
        { type: 'deprecation', body: {} },
        report('https://b.example/x'),
        { type: 'network-error', url: 'https://a.example/', body: { type: 'dns.unreachable' } },
      ]),
      {
        endpoint: 'security',
        headers: { 'content-type': 'application/reports+json' },
      },
    );
    const { events, discards } = await throughIngest(request);
    expect(events.map(({ kind }) => kind)).toEqual(['csp', 'csp', 'nel']);
    expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(3);
    expect(discards).toEqual([{ reason: 'not_supported', category: 'security', quantity: 1 }]);
  });

  test('attachments of an event', async () => {
    const upload = await formData({}, [{ name: 'a', filename: '../../a.txt', bytes: Buffer.from('hello') }]);
    const request = ingestRequest(upload.body, {
      endpoint: 'attachments',
      params: { project: '7', event: id },
      headers: { 'content-type': upload.contentType },
    });
    expect((await throughIngest(request)).attachments).toMatchObject([
      { eventId: id, filename: 'a.txt', type: 'event.attachment', bytes: Buffer.from('hello') },
    ]);
  });

  test('a check-in by URL: the query speaks before the body', async () => {
    const request = (query: string, body = '') =>
      ingestRequest(body, {
        endpoint: 'checkin',
        query: `${ingestRequest('').query}&${query}`,
        params: { project: '7', monitor: 'Nightly Job' },
      });
    expect((await throughIngest(request('status=error&duration=1.5&environment=dev'))).checkIns).toEqual([
      {
        id: '0'.repeat(32),
        monitor: 'nightly-job',
        status: 'error',
        environment: 'dev',
        durationMs: 1_500,
        timestamp: received,
        config: null,
      },
    ]);
    expect(
      (
        await throughIngest(
          request(
            '',
            '{"status":"ok","duration":2,"monitor_config":{"schedule":{"type":"interval","value":1,"unit":"hour"}}}',
          ),
        )
      ).checkIns,
    ).toMatchObject([{ status: 'ok', durationMs: 2_000, config: { schedule: { unit: 'hour' } } }]);
  });
});
