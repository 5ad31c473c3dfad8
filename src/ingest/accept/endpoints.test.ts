import { Script } from 'node:vm';
import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import {
  acceptorWithList,
  anEvent,
  ingestRequest,
  recordedIngestRequest,
  testKeys,
} from '../../../test/support/ingest.ts';
import { formData } from '../../../test/support/form-data.ts';
import { sdkRequests } from '../../../test/support/sdk-requests.ts';
import type { IngestRequest } from '../index.ts';

const id = '5b85382d68084e29710893c498d63ccf';
const answer = async (request: IngestRequest, acceptor = acceptorWithList()) => {
  const { status, headers, body } = await acceptor.accept(request);
  const text = typeof body === 'string' ? body : Buffer.from(body).toString('latin1');
  const json = headers['content-type'] === 'application/json' ? (JSON.parse(text) as Record<string, unknown>) : null;
  return { status, headers, text, json, spooled: acceptor.spooled };
};

describe('the other endpoints', () => {
  const security = (contentType: string, body = '{"csp-report":{}}') =>
    ingestRequest(body, { endpoint: 'security', headers: { 'content-type': contentType } });

  test('store: POST answers an id, GET a one-pixel image', async () => {
    const posted = await answer(ingestRequest(anEvent({ event_id: id }), { endpoint: 'store' }));
    expect(posted).toMatchObject({ status: 200, json: { id } });
    const data = encodeURIComponent(deflateSync(anEvent({ event_id: id })).toString('base64'));
    const got = await answer(
      ingestRequest('', {
        endpoint: 'store',
        method: 'GET',
        query: `sentry_key=${testKeys.open.publicKey}&sentry_data=${data}`,
      }),
    );
    expect(got).toMatchObject({ status: 200, headers: { 'content-type': 'image/gif' } });
    expect(got.text).toMatch(/^GIF89a/);
    expect(got.spooled[0]).toMatchObject({ headers: { endpoint: 'store', event_id: id, query: '' } });
    expect((await answer(ingestRequest('', { endpoint: 'store', method: 'GET' }))).status).toBe(400);
    expect((await answer(ingestRequest(anEvent(), { endpoint: 'store', params: {} }))).status).toBe(200);
  });

  test('security: reports by type, 415 for others, 400 for no JSON', async () => {
    for (const type of [
      'application/csp-report',
      'application/reports+json; charset=utf-8',
      'application/json',
      'application/expect-ct-report+json',
    ])
      expect(await answer(security(type))).toMatchObject({ status: 200, text: '' });
    expect((await answer(security('application/reports+json', '[{"type":"csp-violation"}]'))).status).toBe(200);
    expect((await answer(security('text/plain'))).status).toBe(415);
    expect((await answer(security('application/csp-report', 'x'))).status).toBe(400);
  });

  test('minidump: answers a hyphenated id as text', async () => {
    const upload = await formData({ sentry: JSON.stringify({ event_id: id }) }, [
      { name: 'upload_file_minidump', filename: 'a.dmp', bytes: Buffer.from('MDMP') },
    ]);
    const request = ingestRequest(upload.body, {
      endpoint: 'minidump',
      headers: { 'content-type': upload.contentType },
    });
    expect(await answer(request)).toMatchObject({
      status: 200,
      headers: { 'content-type': 'text/plain' },
      text: '5b85382d-6808-4e29-7108-93c498d63ccf',
    });
    expect((await answer(ingestRequest('nothing', { endpoint: 'minidump' }))).status).toBe(400);
  });

  test('attachments: 201 for files of a named event', async () => {
    const upload = await formData({}, [{ name: 'a', filename: 'a.txt', bytes: Buffer.from('hello') }]);
    const request = (event: string) =>
      ingestRequest(upload.body, {
        endpoint: 'attachments',
        params: { project: '7', event },
        headers: { 'content-type': upload.contentType },
      });
    expect(await answer(request(id))).toMatchObject({ status: 201, json: { id } });
    expect((await answer(request('nonsense'))).status).toBe(400);
  });

  test('cron: takes the key from the path and the status from query or body', async () => {
    const checkIn = (query: string, body = '', method: 'GET' | 'POST' = 'GET') =>
      ingestRequest(body, {
        endpoint: 'checkin',
        method,
        query,
        params: { project: '7', monitor: 'nightly', key: testKeys.open.publicKey },
      });
    const first = await answer(checkIn(`status=ok&environment=prod&check_in_id=${id}`));
    expect(first).toMatchObject({ status: 200, json: { id } });
    expect(first.spooled[0]?.headers).toMatchObject({
      endpoint: 'checkin',
      event_id: '',
      query: `status=ok&environment=prod&check_in_id=${id}&monitor_slug=nightly`,
    });
    expect(await answer(checkIn('status=in_progress'))).toMatchObject({ status: 200, text: '{}' });
    expect((await answer(checkIn('', '{"status":"error","duration":3}', 'POST'))).status).toBe(200);
    for (const request of [checkIn(''), checkIn('status=fine'), checkIn('', '[]', 'POST'), checkIn('', '{', 'POST')])
      expect((await answer(request)).status).toBe(400);
  });

  test('the crash-report dialog: a script with the page’s texts, and a form', async () => {
    const dsn = encodeURIComponent(`https://${testKeys.open.publicKey}@host/7`);
    const page = (query: string, method: 'GET' | 'POST' = 'GET', body = '') =>
      ingestRequest(body, { endpoint: 'error-page', params: {}, method, query });
    const script = await answer(page(`dsn=${dsn}&eventId=${id}&title=${encodeURIComponent('</script><b>"')}`));
    expect(script).toMatchObject({ status: 200, headers: { 'content-type': 'text/javascript; charset=utf-8' } });
    expect(script.text).toContain('\\u003c/script\\u003e\\u003cb\\u003e\\"');
    expect(() => new Script(script.text)).not.toThrow();
    const sent = await answer(page(`dsn=${dsn}&eventId=${id}`, 'POST', 'name=A&email=a%40b.c&comments=It+broke'));
    expect(sent).toMatchObject({ status: 200 });
    expect(sent.spooled[0]?.headers).toMatchObject({ endpoint: 'feedback', query: `eventId=${id}` });
    expect((await answer(page(`dsn=${dsn}&eventId=${id}`, 'POST', 'name=A'))).status).toBe(400);
    expect((await answer(page(`dsn=${dsn}`))).status).toBe(400);
    expect((await answer(page(`eventId=${id}`))).status).toBe(401);
  });

  test('feedback of the old web API, and Unreal’s reports, which are not supported', async () => {
    const headers = { authorization: `DSN https://${testKeys.open.publicKey}@host/7` };
    const body = JSON.stringify({ event_id: id, name: 'A', email: 'a@b.c', comments: 'It broke' });
    expect(await answer(ingestRequest(body, { endpoint: 'feedback', params: {}, query: '', headers }))).toMatchObject({
      status: 200,
      json: { id },
    });
    expect((await answer(ingestRequest('', { endpoint: 'unreal' }))).status).toBe(404);
  });
});

test('every recorded request to an ingest endpoint is accepted', async () => {
  for (const recorded of sdkRequests.filter(({ url }) => !url.startsWith('/api/0/'))) {
    const { file, envelope_event_id: eventId } = recorded.facts;
    const { status, json } = await answer(recordedIngestRequest(recorded));
    expect(status, file).toBe(200);
    if (eventId) expect(json?.['id'], file).toBe(eventId.replaceAll('-', ''));
  }
});
