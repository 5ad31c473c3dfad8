import { describe, expect, test } from 'vitest';
import { acceptorWithList, anEnvelope, anEvent, ingestRequest, testKeys } from '../../../test/support/ingest.ts';
import type { IngestRequest } from '../index.ts';

const key = testKeys.open.publicKey;
const dsn = `https://${key}@errors.example/7`;
const none = { query: '' };

const statusOf = async (request: IngestRequest): Promise<number> => (await acceptorWithList().accept(request)).status;

describe('the key of a request', () => {
  const header = (text: string) => ({ ...none, headers: { 'x-sentry-auth': text } });

  test.each<[where: string, request: IngestRequest]>([
    ['the query', ingestRequest(anEnvelope())],
    ['the query, in upper case', ingestRequest(anEnvelope(), { query: `sentry_key=${key.toUpperCase()}` })],
    [
      'X-Sentry-Auth, by commas',
      ingestRequest(
        anEnvelope(),
        header(`Sentry sentry_version=7, sentry_client=raven/1, sentry_key=${key}, sentry_secret=x`),
      ),
    ],
    ['X-Sentry-Auth, by spaces', ingestRequest(anEnvelope(), header(`Sentry sentry_key=${key} sentry_version=7`))],
    [
      'X-Sentry-Auth, by commas alone',
      ingestRequest(anEnvelope(), header(`sentry sentry_key=${key},sentry_version=2.0`)),
    ],
    ['Authorization', ingestRequest(anEnvelope(), { ...none, headers: { authorization: `Sentry sentry_key=${key}` } })],
    ['Authorization by DSN', ingestRequest(anEnvelope(), { ...none, headers: { authorization: `DSN ${dsn}` } })],
    ['the envelope', ingestRequest(anEnvelope({ dsn }), none)],
    [
      'the envelope, with secret, port and path',
      ingestRequest(anEnvelope({ dsn: `http://${key}:secret@host:9000/a/b/7` }), none),
    ],
    ['the envelope, through a tunnel', ingestRequest(anEnvelope({ dsn }), { ...none, params: {} })],
    [
      'all of them',
      ingestRequest(anEnvelope({ dsn }), {
        headers: { 'x-sentry-auth': `Sentry sentry_key=${key}`, authorization: `Sentry sentry_key=${key}` },
      }),
    ],
    [
      'the query, beside a proxy’s own Authorization',
      ingestRequest(anEnvelope(), { headers: { authorization: 'Basic YTpi' } }),
    ],
    ['the query alone, for old versions', ingestRequest(anEnvelope(), { query: `sentry_key=${key}&sentry_version=2` })],
  ])('is taken from %s', async (_where, request) => {
    expect(await statusOf(request)).toBe(200);
  });

  const other = testKeys.guarded.publicKey;
  test.each<[status: number, why: string, request: IngestRequest]>([
    [401, 'there is none', ingestRequest(anEnvelope(), none)],
    [401, 'there is none at store', ingestRequest(anEvent(), { ...none, endpoint: 'store' })],
    [401, 'the header names none', ingestRequest(anEnvelope(), header('Sentry sentry_version=7'))],
    [401, 'two disagree', ingestRequest(anEnvelope(), { headers: { 'x-sentry-auth': `Sentry sentry_key=${other}` } })],
    [401, 'query and envelope disagree', ingestRequest(anEnvelope({ dsn: `https://${other}@host/7` }))],
    [401, 'path and envelope name different projects', ingestRequest(anEnvelope({ dsn: `https://${key}@host/8` }))],
    [401, 'the envelope’s DSN is none', ingestRequest(anEnvelope({ dsn: 'nonsense' }), none)],
    [401, 'the envelope’s DSN is no text', ingestRequest(anEnvelope({ dsn: 7 }))],
    [401, 'the envelope’s DSN has no project', ingestRequest(anEnvelope({ dsn: `https://${key}@host/` }))],
    [401, 'a tunnel’s envelope has no DSN', ingestRequest(anEnvelope(), { ...none, params: {} })],
    [400, 'the key is not 32 hex digits', ingestRequest(anEnvelope(), { query: 'sentry_key=abc' })],
    [400, 'the project is no number', ingestRequest(anEnvelope(), { params: { project: 'seven' } })],
    [400, 'the project is too long a number', ingestRequest(anEnvelope(), { params: { project: '9'.repeat(30) } })],
    [400, 'the version is unknown', ingestRequest(anEnvelope(), { query: `sentry_key=${key}&sentry_version=8` })],
    [
      400,
      'the version is nonsense',
      ingestRequest(anEnvelope(), header(`Sentry sentry_key=${key}, sentry_version=seven`)),
    ],
    [403, 'nobody knows the key', ingestRequest(anEnvelope(), { query: `sentry_key=${'f'.repeat(32)}` })],
    [403, 'the key is disabled', ingestRequest(anEnvelope(), { query: `sentry_key=${testKeys.disabled.publicKey}` })],
    [403, 'the key is another project’s', ingestRequest(anEnvelope(), { query: `sentry_key=${other}` })],
    [403, 'the project does not exist', ingestRequest(anEnvelope(), { params: { project: '999' } })],
    [
      403,
      'the tunnel’s DSN names another project',
      ingestRequest(anEnvelope({ dsn: `https://${key}@host/8` }), { ...none, params: {} }),
    ],
  ])('refuses with %i when %s', async (status, _why, request) => {
    const acceptor = acceptorWithList();
    const response = await acceptor.accept(request);
    expect(response.status).toBe(status);
    expect(acceptor.spooled).toEqual([]);
    const body = JSON.parse(String(response.body)) as { error: string; detail: string; causes: string[] };
    expect(body).toEqual({ error: expect.any(String), detail: expect.any(String), causes: [] });
    expect(response.headers).toMatchObject({
      'x-sentry-error': body.detail.replace('’', ' '),
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'x-sentry-error,x-sentry-rate-limits,retry-after',
    });
  });

  test('is not spooled with the query, the client’s name is', async () => {
    const acceptor = acceptorWithList();
    await acceptor.accept(
      ingestRequest(anEnvelope(), {
        query: `sentry_key=${key}&sentry_version=7&sentry_client=a%2F1&sentry_release=r%201`,
      }),
    );
    expect(acceptor.spooled[0]?.headers).toMatchObject({ key, project: 7, client: 'a/1', query: 'sentry_release=r+1' });
  });
});
