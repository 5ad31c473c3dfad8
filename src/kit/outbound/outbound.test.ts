import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { HttpReceiver } from '../../../test/support/http-receiver.ts';
import { startHttpReceiver } from '../../../test/support/http-receiver.ts';
import { MILLISECOND } from '../time.ts';
import type { Outbound, OutboundRequest } from './outbound.ts';
import { createOutbound } from './outbound.ts';
import { readAllowList } from './policy.ts';

let there: HttpReceiver;

beforeEach(async () => {
  there = await startHttpReceiver();
});
afterEach(() => there.close());

const local = (names: Readonly<Record<string, readonly string[]>> = {}, list = '127.0.0.1'): Outbound =>
  createOutbound(readAllowList(list), (host) => Promise.resolve(names[host] ?? ['127.0.0.1']));

const post = (path: string, more: Partial<OutboundRequest> = {}): OutboundRequest => ({
  method: 'POST',
  url: `http://hooks.example:${there.port}${path}`,
  body: '{"a":1}',
  ...more,
});

test('a request arrives as it was sent, under the name it was sent to', async () => {
  const response = await local().send(post('/in?x=1', { headers: { 'content-type': 'application/json' } }));
  expect(response).toMatchObject({ status: 200, truncated: false });
  expect(response.body.toString()).toBe('ok');
  expect(there.received).toMatchObject([{ method: 'POST', path: '/in?x=1', body: '{"a":1}' }]);
  expect(there.received[0]?.headers).toMatchObject({
    host: `hooks.example:${there.port}`,
    'content-type': 'application/json',
    'user-agent': 'Culprit',
  });
});

test('bytes and an empty body arrive too', async () => {
  await local().send(post('/', { body: Buffer.from([0xe2, 0x82, 0xac]) }));
  await local().send(post('/', { body: undefined }));
  expect(there.received.map(({ body }) => body)).toEqual(['€', '']);
});

test.each([
  'http://localhost:PORT/',
  'http://127.0.0.1:PORT/',
  'http://127.1:PORT/',
  'http://2130706433:PORT/',
  'http://0x7f.0.0.1:PORT/',
  'http://[::1]:PORT/',
  'http://[::ffff:127.0.0.1]:PORT/',
  'http://[::ffff:7f00:1]:PORT/',
  'http://0.0.0.0:PORT/',
  'http://localhost.:PORT/',
  'http://①②⑦.0.0.1:PORT/',
])('nothing inside is reached by default: %s', async (url) => {
  const request = { method: 'GET' as const, url: url.replace('PORT', String(there.port)) };
  await expect(createOutbound().send(request)).rejects.toMatchObject({ code: 'outbound_refused', transient: false });
  expect(there.received).toEqual([]);
});

test.each([
  'file:///etc/passwd',
  'ftp://example.org/',
  'gopher://example.org/',
  'http://',
  'nonsense',
  'http://a:b@1.1.1.1/',
])('only plain web addresses are called: %s', async (url) => {
  await expect(local().send({ method: 'GET', url })).rejects.toMatchObject({ code: 'outbound_refused' });
});

test('a name is looked up once, and what it resolves to afterwards does not matter', async () => {
  let asked = 0;
  const rebinding = createOutbound(readAllowList('127.0.0.1'), () =>
    Promise.resolve(asked++ === 0 ? ['127.0.0.1'] : ['127.0.0.2']),
  );
  expect((await rebinding.send(post('/'))).status).toBe(200);
  expect(asked).toBe(1);
  await expect(rebinding.send(post('/'))).rejects.toMatchObject({ code: 'outbound_refused' });
});

test('of several addresses only the allowed are connected to', async () => {
  const names = { 'hooks.example': ['10.0.0.1', '169.254.169.254', '127.0.0.1'] };
  expect((await local(names).send(post('/'))).status).toBe(200);
});

test('an allowed name works wherever it leads', async () => {
  const outbound = local({ 'hooks.example': ['127.0.0.1'] }, 'hooks.example');
  expect((await outbound.send(post('/'))).status).toBe(200);
  await expect(outbound.send({ method: 'GET', url: `http://other.example:${there.port}/` })).rejects.toMatchObject({
    code: 'outbound_refused',
  });
});

test('a redirect is followed with its body where the answer says so, and judged anew', async () => {
  there.answer = ({ path }, response) =>
    path === '/a' ? response.writeHead(307, { location: '/b' }).end() : response.end('arrived');
  const response = await local().send(post('/a'));
  expect(response.body.toString()).toBe('arrived');
  expect(there.received.map(({ method, path, body }) => [method, path, body])).toEqual([
    ['POST', '/a', '{"a":1}'],
    ['POST', '/b', '{"a":1}'],
  ]);
});

test.each([
  'http://inside.example:PORT/',
  'http://[::1]:PORT/',
  'http://169.254.169.254/latest/',
  'file:///etc/passwd',
])('a redirect leads nowhere that is forbidden: %s', async (target) => {
  there.answer = (_request, response) =>
    response.writeHead(308, { location: target.replace('PORT', String(there.port)) }).end();
  const outbound = local({ 'inside.example': ['10.0.0.1'] });
  await expect(outbound.send(post('/'))).rejects.toMatchObject({ code: 'outbound_refused' });
  expect(there.received).toHaveLength(1);
});

test('a redirect that would lose the body is the answer', async () => {
  there.answer = (_request, response) => response.writeHead(302, { location: '/login' }).end();
  expect((await local().send(post('/'))).status).toBe(302);
  expect(there.received).toHaveLength(1);
});

test('a GET follows every kind of redirect, but not for ever', async () => {
  there.answer = ({ path }, response) => response.writeHead(302, { location: `${path}x` }).end();
  const request = { method: 'GET' as const, url: `http://hooks.example:${there.port}/` };
  await expect(local().send(request)).rejects.toMatchObject({ code: 'outbound_refused' });
  expect(there.received.map(({ path }) => path)).toEqual(['/', '/x', '/xx', '/xxx']);
});

test('credentials do not follow to another site', async () => {
  there.answer = ({ path }, response) =>
    path === '/' ? response.writeHead(307, { location: `http://other.example:${there.port}/b` }).end() : response.end();
  await local().send(post('/', { headers: { authorization: 'Bearer x', cookie: 'a=b', 'x-kept': 'yes' } }));
  expect(there.received[0]?.headers).toMatchObject({ authorization: 'Bearer x' });
  expect(there.received[1]?.headers['authorization']).toBeUndefined();
  expect(there.received[1]?.headers['cookie']).toBeUndefined();
  expect(there.received[1]?.headers['x-kept']).toBe('yes');
});

test('an answer that never ends is cut', async () => {
  there.answer = (_request, response) => {
    const more = (): void => void response.write(Buffer.alloc(10_000), more);
    more();
    response.on('error', () => {});
  };
  const response = await local().send(post('/', { maxBytes: 1_000 }));
  expect(response).toMatchObject({ status: 200, truncated: true });
  expect(response.body.byteLength).toBe(1_000);
});

test('an answer that does not come, or not wholly, is a failure that may pass', async () => {
  const failure = { code: 'outbound_failed', transient: true };
  there.answer = () => {};
  await expect(local().send(post('/', { timeout: 30 * MILLISECOND }))).rejects.toMatchObject(failure);
  there.answer = (_request, response) => void response.write('half');
  await expect(local().send(post('/', { timeout: 30 * MILLISECOND }))).rejects.toMatchObject(failure);
  there.answer = (_request, response) => {
    response.writeHead(200, { 'content-length': '10' });
    response.write('half', () => response.destroy());
  };
  await expect(local().send(post('/'))).rejects.toMatchObject(failure);
});

test('a name that cannot be looked up in time, or not at all, is a failure that may pass', async () => {
  const failure = { code: 'outbound_failed', transient: true };
  const silent = createOutbound(readAllowList(''), () => new Promise(() => {}));
  await expect(silent.send(post('/', { timeout: 20 * MILLISECOND }))).rejects.toMatchObject(failure);
  const unknown = createOutbound(readAllowList(''), () =>
    Promise.reject(Object.assign(new Error('x'), { code: 'ENOTFOUND' })),
  );
  await expect(unknown.send(post('/'))).rejects.toThrow('the name does not exist');
  await expect(local({ 'hooks.example': [] }).send(post('/'))).rejects.toMatchObject(failure);
});

test('a port where nobody listens is a failure that may pass', async () => {
  await there.close();
  await expect(local().send(post('/'))).rejects.toThrow('refuses the connection');
  there = await startHttpReceiver();
});

test('no proxy is asked, even where all of Node is told to', () => {
  const module = new URL('outbound.ts', import.meta.url).href;
  const script = `
    const { createServer } = await import('node:http');
    const { createOutbound } = await import('${module}');
    const server = createServer((_request, response) => response.end('direct')).listen(0, '127.0.0.1', async () => {
      const policy = { allowed: [{ kind: 'host', port: null, matches: () => true }] };
      const url = 'http://127.0.0.1:' + server.address().port;
      console.log((await createOutbound(policy).send({ method: 'GET', url })).body.toString());
      server.close();
    });`;
  const env = {
    ...process.env,
    NODE_USE_ENV_PROXY: '1',
    HTTP_PROXY: 'http://127.0.0.1:1',
    http_proxy: 'http://127.0.0.1:1',
    NO_PROXY: '',
    no_proxy: '',
  };
  expect(execFileSync(process.execPath, ['--input-type=module', '-e', script], { env, encoding: 'utf8' })).toBe(
    'direct\n',
  );
});
