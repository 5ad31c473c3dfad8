import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { fastify } from 'fastify';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { acceptorWithList, anEnvelope, anEvent, testKeys } from '../../test/support/ingest.ts';
import { sdkRequests } from '../../test/support/sdk-requests.ts';
import { ingestRoutes } from './index.ts';

const opened: FastifyInstance[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((app) => app.close()));
});

const serve = async (limits = { body: 100_000, inFlight: 1_000_000 }, prefix = '', ignoreTrailingSlash = false) => {
  const app = fastify({ routerOptions: { ignoreTrailingSlash, maxParamLength: 300 }, forceCloseConnections: true });
  opened.push(app);
  const acceptor = acceptorWithList();
  await app.register(ingestRoutes, { accept: acceptor.accept, limits, prefix });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, port, acceptor };
};

const key = testKeys.open.publicKey;
const auth = `sentry_key=${key}`;
const chunked = (...parts: (string | Uint8Array)[]) =>
  ReadableStream.from(parts.map((part) => new TextEncoder().encode(String(part)))) as ReadableStream<Uint8Array>;

describe('the routes', () => {
  test.each([
    ['as they are', '', false],
    ['on a server that ignores trailing slashes', '', true],
    ['under a path prefix', '/errors', false],
  ])('answer with and without a trailing slash, %s', async (_how, prefix, ignoreTrailingSlash) => {
    const { url } = await serve(undefined, prefix, ignoreTrailingSlash);
    const id = 'a'.repeat(32);
    const json = { 'content-type': 'application/json' };
    const dsn = encodeURIComponent(`http://${key}@host/7`);
    const calls: [path: string, init: RequestInit & { query?: string }, status: number][] = [
      ['/api/7/envelope', { method: 'POST', body: anEnvelope() }, 200],
      ['/tunnel', { method: 'POST', body: anEnvelope({ dsn: `http://${key}@host/7` }), query: '' }, 200],
      ['/api/7/store', { method: 'POST', body: anEvent() }, 200],
      ['/api/7/store', { query: `${auth}&sentry_data=${encodeURIComponent(anEvent())}` }, 200],
      ['/api/store', { method: 'POST', body: anEvent() }, 200],
      ['/api/7/security', { method: 'POST', body: '{}', headers: json }, 200],
      ['/api/7/csp-report', { method: 'POST', body: '{}', headers: json }, 200],
      ['/api/7/nel', { method: 'POST', body: '[{}]', headers: json }, 200],
      ['/api/7/minidump', { method: 'POST', body: 'MDMP' }, 200],
      [`/api/7/cron/job/${key}`, { query: 'status=ok' }, 200],
      [`/api/7/cron/job/${key}`, { method: 'POST', query: '', body: '{"status":"ok"}' }, 200],
      ['/api/7/cron/job', { query: `${auth}&status=ok` }, 200],
      [`/api/7/unreal/${key}`, { method: 'POST', body: 'x' }, 404],
      [`/api/7/events/${id}/attachments`, { method: 'POST', body: 'x' }, 400],
      ['/api/embed/error-page', { query: `dsn=${dsn}&eventId=${id}` }, 200],
      ['/api/embed/error-page', { method: 'POST', body: 'comments=x', query: `dsn=${dsn}&eventId=${id}` }, 200],
      ['/api/0/projects/o/p/user-feedback', { method: 'POST', body: `{"event_id":"${id}","comments":"x"}` }, 200],
    ];
    for (const [path, { query = auth, ...init }, status] of calls)
      for (const slash of ['', '/']) {
        const address = `${url}${prefix}${path}${slash}`;
        const response = await fetch(`${address}?${query}`, init);
        expect(response.status, address).toBe(status);
        expect(response.headers.get('access-control-allow-origin')).toBe('*');
        await response.arrayBuffer();
        const preflight = await fetch(address, { method: 'OPTIONS', headers: { origin: 'https://a.example' } });
        expect(preflight.status, address).toBe(204);
        expect(preflight.headers.get('access-control-max-age')).toBe('3600');
      }
  });

  test('take a body with any content type, none, a broken one, chunked or empty', async () => {
    const { url, acceptor } = await serve();
    for (const type of [
      'application/json',
      'text/plain;charset=UTF-8',
      'application/x-sentry-envelope',
      'multipart/form-data',
      'nonsense',
      ';;',
      'a/b; c',
    ])
      expect(
        (
          await fetch(`${url}/api/7/envelope/?${auth}`, {
            method: 'POST',
            body: anEnvelope(),
            headers: { 'content-type': type },
          })
        ).status,
        type,
      ).toBe(200);
    const stream = await fetch(`${url}/api/7/envelope/?${auth}`, {
      method: 'POST',
      body: chunked('{}\n{"type":"ev', 'ent"}\n', anEvent()),
      duplex: 'half',
    });
    expect(stream.status).toBe(200);
    expect(Buffer.from(acceptor.spooled.at(-1)?.body ?? []).toString()).toBe(`{}\n{"type":"event"}\n${anEvent()}`);
    expect(acceptor.spooled[0]?.headers.content_type).toBe('application/json');
    expect((await fetch(`${url}/api/7/envelope/?${auth}`, { method: 'POST' })).status).toBe(400);
  });

  test('refuse a body beyond the limit with 413 in our words and with CORS, whether its length was announced or not', async () => {
    const { url } = await serve();
    for (const body of [Buffer.alloc(150_000, 'x'), chunked(...Array.from({ length: 15 }, () => 'x'.repeat(10_000)))]) {
      const response = await fetch(`${url}/api/7/envelope/?${auth}`, {
        method: 'POST',
        body,
        duplex: 'half',
      });
      expect(response.status).toBe(413);
      expect(response.headers.get('access-control-allow-origin')).toBe('*');
      expect(await response.json()).toMatchObject({
        error: 'too_large',
        detail: expect.stringContaining('A request body may have 100000 bytes'),
      });
    }
  });

  test('refuse a body whose announced length is beyond the limit before it comes, and close without a reset', async () => {
    const { port } = await serve();
    for (const sent of [0, 90_000]) {
      const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
      let answer = '';
      const ended = Promise.withResolvers<void>();
      socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
      socket.on('end', ended.resolve);
      socket.on('error', ended.reject);
      socket.write(`POST /api/7/envelope/?${auth} HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n`);
      await new Promise((resolve) => socket.write('x'.repeat(sent), resolve));
      await ended.promise;
      expect(answer).toMatch(/^HTTP\/1\.1 413 /);
      expect(answer).toMatch(/^connection: close\r$/im);
      expect(answer).toMatch(/^access-control-allow-origin: \*\r$/im);
      expect(answer).toContain('this one has 99999999999');
      // Still sending is no error until it is far beyond the limit.
      await new Promise<void>((resolve, reject) =>
        socket.write('x'.repeat(90_000), (error) => (error ? reject(error) : resolve())),
      );
      socket.off('error', ended.reject).on('error', () => undefined);
      await vi.waitFor(() => {
        socket.write('x'.repeat(50_000));
        expect(socket.destroyed).toBe(true);
      });
    }
  });

  test('serve nothing else: what command-line tools ask for is 404', async () => {
    const { url } = await serve();
    const requests = sdkRequests.filter((request) => request.url.startsWith('/api/0/'));
    expect(requests.length).toBeGreaterThan(5);
    for (const { method, url: path, body, headers, facts } of requests) {
      const response = await fetch(url + path, {
        method,
        body: method === 'GET' ? null : new Uint8Array(body),
        headers: { 'content-type': headers['content-type'] ?? 'x/y' },
      });
      expect(response.status, facts.file).toBe(404);
    }
  });
});

describe('slow clients', () => {
  const slowBody = async (
    port: number,
    bytes: number,
  ): Promise<{ finish(rest: number): Promise<string>; destroy(): void }> => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.on('error', () => undefined);
    socket.write(`POST /api/7/envelope/?${auth} HTTP/1.1\r\nHost: x\r\nContent-Length: 90000\r\n\r\n`);
    await new Promise((resolve) => socket.write(' '.repeat(bytes), resolve));
    return {
      finish: async (rest) => {
        socket.write(' '.repeat(rest));
        await vi.waitFor(() => expect(answer).toMatch(/\r\n\r\n[^]*}/));
        return answer;
      },
      destroy: () => socket.destroy(),
    };
  };

  test('hold no more memory than all requests together may; others are told to come again', async () => {
    const { url, port } = await serve({ body: 100_000, inFlight: 200_000 });
    const slow = [await slowBody(port, 80_000), await slowBody(port, 80_000)];
    const post = () =>
      fetch(`${url}/api/7/envelope/?${auth}`, {
        method: 'POST',
        body: anEnvelope({}, anEvent({ pad: 'x'.repeat(60_000) })),
      });
    await vi.waitFor(async () => {
      const refused = await post();
      expect(refused.status).toBe(503);
      expect(refused.headers.get('retry-after')).toBe('5');
      expect(refused.headers.get('access-control-allow-origin')).toBe('*');
    });
    expect(await slow[0]?.finish(10_000)).toMatch('HTTP/1.1 400');
    await vi.waitFor(async () => expect((await post()).status).toBe(200));
    slow[1]?.destroy();
  });
});
