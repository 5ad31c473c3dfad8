import type { Server } from 'node:http';
import { connect } from 'node:net';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterEach, describe, expect, test } from 'vitest';
import { CulpritError, notFound, silentLogger, unavailable } from '../kit/index.ts';
import { healthRoutes } from './routes/health.ts';
import { metricsRoutes } from './routes/metrics.ts';
import { createServer } from './server.ts';
import { strictQueries } from './strict-queries.ts';
import { serveWebFiles, webPage } from './web-app.ts';

const open: FastifyInstance[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const app of open.splice(0)) await app.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const server = (basePath = '', trustedProxies: string[] = [], page?: () => string): FastifyInstance => {
  const app = createServer({ log: silentLogger, trustedProxies, basePath, page });
  open.push(app);
  return app;
};

test('an error that the caller caused is a problem with its code, status and headers', async () => {
  const app = server();
  app.get('/api/v1/away', () => {
    throw unavailable('The database is away.');
  });
  app.get('/api/v1/secret', () => {
    throw notFound('Issue 12');
  });
  const away = await app.inject('/api/v1/away');
  expect(away.headers).toMatchObject({ 'content-type': 'application/problem+json; charset=utf-8', 'retry-after': '5' });
  expect(away.json()).toMatchObject({
    type: 'about:blank',
    title: 'Service Unavailable',
    status: 503,
    code: 'unavailable',
    detail: 'The database is away.',
  });
  expect((await app.inject('/api/v1/secret')).json()).toMatchObject({ status: 404, code: 'not_found' });
});

test('a defect tells nothing but the id under which it was logged', async () => {
  const logged: unknown[] = [];
  const app = createServer({
    log: { ...silentLogger, error: (...args: unknown[]) => void logged.push(args) } as never,
    trustedProxies: [],
    basePath: '',
  });
  open.push(app);
  app.get('/api/v1/broken', () => {
    throw new Error('the password is hunter2');
  });
  const answer = await app.inject('/api/v1/broken');
  const problem = answer.json<{ code: string; requestId: string }>();
  expect(answer.statusCode).toBe(500);
  expect(problem.code).toBe('internal');
  expect(answer.body).not.toContain('hunter2');
  expect(JSON.stringify(logged)).toContain(problem.requestId);
});

test('what a schema refuses is said field by field; bodies are taken by the letter, query strings are read', async () => {
  const app = server();
  const schema = {
    querystring: { type: 'object', properties: { limit: { type: 'integer', minimum: 1, maximum: 100 } } },
    body: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
  };
  app.post('/api/v1/things', { schema }, (request) => request.query);
  const post = (url: string, payload: object) => app.inject({ method: 'POST', url, payload });
  expect((await post('/api/v1/things?limit=7', { name: 'x' })).json()).toEqual({ limit: 7 });
  expect((await post('/api/v1/things?limit=700', { name: 'x' })).json()).toMatchObject({
    code: 'invalid_request',
    errors: [{ path: 'querystring.limit', message: 'must be <= 100' }],
  });
  expect((await post('/api/v1/things', { name: 7 })).json()).toMatchObject({
    errors: [{ path: 'body.name', message: 'must be string' }],
  });
  expect((await post('/api/v1/things', {})).json()).toMatchObject({ errors: [{ path: 'body.name' }] });
});

test('broken JSON, wrong types and too large bodies are problems too', async () => {
  const app = server();
  app.post('/api/v1/things', () => 'ok');
  const post = (payload: string, type = 'application/json') =>
    app.inject({ method: 'POST', url: '/api/v1/things', payload, headers: { 'content-type': type } });
  expect((await post('{"a":')).json()).toMatchObject({ status: 400, code: 'bad_request' });
  expect((await post('<a/>', 'text/xml')).json()).toMatchObject({ status: 415, code: 'unsupported_media_type' });
  expect((await post(`"${'x'.repeat(2 << 20)}"`)).json()).toMatchObject({ status: 413, code: 'too_large' });
  expect((await app.inject('/api/v1/%zz')).json()).toMatchObject({ status: 400 });
});

test('requests are understood with and without the path prefix', async () => {
  const app = server('/culprit');
  app.get('/api/v1/hello', () => 'hello');
  for (const url of ['/api/v1/hello', '/culprit/api/v1/hello', '/culprit/api/v1/hello/', '/api/v1/hello?x=1'])
    expect((await app.inject(url)).body).toBe('hello');
  expect((await app.inject('/culpritapi/v1/hello')).statusCode).toBe(404);
});

test('X-Forwarded-For is believed from declared proxies only', async () => {
  const ask = async (app: FastifyInstance) => {
    app.get('/ip', (request) => request.ip);
    return (await app.inject({ url: '/ip', headers: { 'x-forwarded-for': '203.0.113.9' } })).body;
  };
  expect(await ask(server())).toBe('127.0.0.1');
  expect(await ask(server('', ['loopback']))).toBe('203.0.113.9');
  expect(await ask(server('', ['10.0.0.0/8']))).toBe('127.0.0.1');
});

test('answers may not be sniffed, framed or run', async () => {
  const app = server();
  app.get('/api/v1/x', () => ({}));
  const { headers } = await app.inject('/api/v1/x');
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    'cache-control': 'no-store',
  });
});

const builtApp = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'culprit-web-'));
  folders.push(folder);
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<html><head><base href="/" /><title>app</title></head></html>');
  writeFileSync(join(folder, 'favicon.svg'), '<svg/>');
  writeFileSync(join(folder, 'robots.txt'), 'User-agent: *');
  writeFileSync(join(folder, 'assets/main-abc.js'), 'run()');
  return folder;
};

test('the browser app answers every path a person may open, and nothing that programs ask for', async () => {
  const folder = builtApp();
  const app = server('/culprit', [], webPage(folder, '/culprit'));
  serveWebFiles(app, folder);
  for (const url of ['/', '/culprit', '/culprit/issues/12', '/settings?tab=keys']) {
    const page = await app.inject(url);
    expect(page.body).toContain('<head><base href="/culprit/"><title>app');
    expect(page.headers['content-security-policy']).toContain("script-src 'self'");
    expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(page.headers['cache-control']).toBe('no-cache');
  }
  for (const url of ['/api/v1/nothing', '/assets/gone.js', '/health/nothing'])
    expect((await app.inject(url)).json()).toMatchObject({ status: 404, code: 'not_found' });
  expect((await app.inject({ method: 'POST', url: '/issues' })).statusCode).toBe(404);
});

test('files that browsers and crawlers ask for are files, or they are not there', async () => {
  const folder = builtApp();
  const app = server('', [], webPage(folder, ''));
  serveWebFiles(app, folder);
  expect((await app.inject('/robots.txt')).body).toBe('User-agent: *');
  for (const url of ['/favicon.ico', '/.env', '/wp-login.php', '/.well-known/security.txt'])
    expect((await app.inject(url)).json(), url).toMatchObject({ status: 404, code: 'not_found' });
  expect((await app.inject('/projects/shop/releases/1.2.3')).body).toContain('<title>app');
});

test('an address that cannot be decoded is a page for people and a problem for programs', async () => {
  const app = server('', [], webPage(builtApp(), ''));
  const accept = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
  for (const url of ['/%ff', '/issues/%', '/%zz?x=1']) {
    const page = await app.inject({ url, headers: accept });
    expect(page.statusCode, url).toBe(400);
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    expect((await app.inject(url)).json(), url).toMatchObject({ status: 400, code: 'bad_request' });
  }
  expect((await app.inject({ url: '/api/v1/%ff', headers: accept })).json()).toMatchObject({ status: 400 });
});

test('a query parameter that a route does not know is refused, with those that it takes', async () => {
  const app = server();
  strictQueries(app);
  const querystring = { type: 'object', properties: { limit: { type: 'integer' }, cursor: { type: 'string' } } };
  app.get('/api/v1/things', { schema: { querystring } }, (request) => request.query);
  app.get('/api/v1/thing', () => 'the thing');
  expect((await app.inject('/api/v1/things?limit=7&cursor=x')).json()).toEqual({ limit: 7, cursor: 'x' });
  expect((await app.inject('/api/v1/things?limt=7')).json()).toMatchObject({
    status: 400,
    code: 'invalid_request',
    detail: 'querystring.limt is no query parameter: this route takes limit, cursor.',
    errors: [{ path: 'querystring.limt' }],
  });
  for (const name of ['x', '__proto__', 'constructor'])
    expect((await app.inject(`/api/v1/thing?${name}=1`)).json(), name).toMatchObject({
      detail: `querystring.${name} is no query parameter: this route takes none.`,
    });
});

test('hashed assets are kept for ever, and paths cannot leave the folder', async () => {
  const app = server();
  serveWebFiles(app, builtApp());
  const asset = await app.inject('/assets/main-abc.js');
  expect(asset.body).toBe('run()');
  expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect((await app.inject('/favicon.svg')).headers['content-type']).toContain('image/svg+xml');
  for (const url of ['/assets/../index.html', '/assets/%2e%2e/index.html', '/assets/..%2f..%2fetc/passwd'])
    expect((await app.inject(url)).statusCode, url).not.toBe(200);
});

test('without a built app a plain page says what to run', async () => {
  const app = server('', [], webPage('/nowhere/dist', ''));
  serveWebFiles(app, '/nowhere/dist');
  expect((await app.inject('/')).body).toContain('npm run build');
});

test('an app that is built while the server runs is served at once', async () => {
  const folder = builtApp();
  const app = server('', [], webPage(folder, ''));
  serveWebFiles(app, folder);
  expect((await app.inject('/')).body).toContain('<title>app');
  writeFileSync(join(folder, 'index.html'), '<html><head><title>newer</title></head></html>');
  utimesSync(join(folder, 'index.html'), 2_000_000_000, 2_000_000_000);
  expect((await app.inject('/')).body).toContain('<title>newer');
});

test('ready tells what is missing, live does not care', async () => {
  const app = server();
  const checks = {
    database: () => Promise.reject(new CulpritError('unavailable', 503, 'The database is away.')),
    lanes: () => new Promise<void>(() => undefined),
    disk: () => Promise.resolve(),
  };
  await app.register(healthRoutes, { checks, patience: 50 });
  const ready = await app.inject('/health/ready');
  expect(ready.statusCode).toBe(503);
  expect(ready.headers['retry-after']).toBe('5');
  expect(ready.json()).toEqual({
    status: 'unavailable',
    checks: {
      database: { ok: false, reason: 'The database is away.' },
      lanes: { ok: false, reason: 'No answer within 50 ms.' },
      disk: { ok: true },
    },
  });
  expect((await app.inject('/health/live')).json()).toEqual({ status: 'ok' });
});

test('metrics are open, or ask for their token', async () => {
  const text = { text: () => Promise.resolve('culprit_info 1\n') };
  const app = server();
  await app.register(metricsRoutes, { metrics: text, token: null });
  expect((await app.inject('/metrics')).body).toBe('culprit_info 1\n');
  const closed = server();
  await closed.register(metricsRoutes, { metrics: text, token: 'sesame' });
  expect((await closed.inject('/metrics')).statusCode).toBe(401);
  expect((await closed.inject({ url: '/metrics', headers: { authorization: 'Bearer sesame' } })).statusCode).toBe(200);
});

test('clients that take their time are given up: for headers, for a body, and in silence', () => {
  const { headersTimeout, requestTimeout, timeout, connectionsCheckingInterval } = server().server as Server & {
    connectionsCheckingInterval: number;
  };
  expect({ headersTimeout, requestTimeout, timeout }).toEqual({
    headersTimeout: 15_000,
    requestTimeout: 120_000,
    timeout: 60_000,
  });
  expect(connectionsCheckingInterval).toBe(5_000);
});

describe('what the HTTP parser refuses', () => {
  const exchange = async (request: string, mend?: (app: ReturnType<typeof server>) => void): Promise<string> => {
    const app = server('/culprit');
    mend?.(app);
    await app.listen({ port: 0, host: '127.0.0.1' });
    const address = app.server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    return await new Promise<string>((resolve, reject) => {
      let said = '';
      const socket = connect(port, '127.0.0.1', () => socket.write(request));
      socket.on('data', (chunk) => (said += String(chunk)));
      socket.on('close', () => resolve(said));
      socket.on('error', (error) => (said === '' ? reject(error) : resolve(said)));
    });
  };
  const bodyOf = (answer: string): unknown => JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')));
  const bomb = `Host: x\r\nX-Bomb: ${'a'.repeat(100_000)}\r\n\r\n`;

  test('is told to SDKs in the form and with the CORS headers of all their answers', async () => {
    const refused: [request: string, status: number, code: string][] = [
      [`POST /api/7/envelope/?sentry_key=x HTTP/1.1\r\n${bomb}`, 431, 'headers_too_large'],
      [`POST /culprit/api/7/envelope/ HTTP/1.1\r\n${bomb}`, 431, 'headers_too_large'],
      ['POST /api/7/store/ HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n', 400, 'bad_request'],
      // Nobody knows whose it is.
      ['nonsense\r\n\r\n', 400, 'bad_request'],
    ];
    for (const [request, status, code] of refused) {
      const answer = await exchange(request);
      expect(answer.startsWith(`HTTP/1.1 ${status} `), answer).toBe(true);
      for (const header of [
        'access-control-allow-origin: *',
        'access-control-expose-headers: x-sentry-error,x-sentry-rate-limits,retry-after',
        'content-type: application/json',
        'connection: close',
      ])
        expect(answer).toContain(`\r\n${header}\r\n`);
      expect(bodyOf(answer)).toEqual({ error: code, detail: expect.any(String), causes: [] });
    }
  });

  test('so is a request that does not come in time', async () => {
    const answer = await exchange('POST /api/7/envelope/ HTTP/1.1\r\nHost: x\r\n', (app) => {
      app.server.on('connection', (socket) =>
        socket.once('data', () =>
          app.server.emit(
            'clientError',
            Object.assign(new Error('late'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }),
            socket,
          ),
        ),
      );
    });
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toContain('access-control-allow-origin: *');
    expect(bodyOf(answer)).toMatchObject({ error: 'timeout' });
  });

  test('is a problem for everybody else, without a word to other origins', async () => {
    for (const path of ['/', '/api/v1/projects', '/culprit/api/v1/projects']) {
      const answer = await exchange(`GET ${path} HTTP/1.1\r\n${bomb}`);
      expect(answer).toMatch(/^HTTP\/1\.1 431 /);
      expect(answer).toContain('application/problem+json');
      expect(answer).not.toContain('access-control');
      expect(bodyOf(answer)).toMatchObject({ status: 431, code: 'headers_too_large', title: expect.any(String) });
    }
  });
});
