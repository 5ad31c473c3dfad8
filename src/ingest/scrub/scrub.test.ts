import { expect, test } from 'vitest';
import { sdkRequests } from '../../../test/support/sdk-requests.ts';
import { parseEnvelope } from '../wire/envelope.ts';
import { scrubText } from './index.ts';
import { defaultSettings, normalised, scrubbed } from './scrub.fixture.ts';

const CARD = '4111 1111 1111 1111';

test('a request’s body with card and password, sent in clear by an SDK, comes out filtered', () => {
  const data = JSON.stringify({ card: CARD, password: 'hunter2', qty: 2, nested: { cvv: '123', note: 'gift' } });
  const request = {
    method: 'POST',
    url: 'http://127.0.0.1:3000/checkout?token=abc&step=2',
    headers: {
      authorization: 'Bearer abc.def',
      'x-api-key': 'k1',
      'content-type': 'application/json',
      'user-agent': 'curl/8.1',
    },
    cookies: { sessionid: 's1', theme: 'dark' },
    data,
  };
  expect(scrubbed({ request }).request).toEqual({
    method: 'POST',
    url: 'http://127.0.0.1:3000/checkout',
    query: [
      ['token', '[Filtered]'],
      ['step', '2'],
    ],
    fragment: null,
    headers: [
      ['Authorization', '[Filtered]'],
      ['X-Api-Key', '[Filtered]'],
      ['Content-Type', 'application/json'],
      ['User-Agent', 'curl/8.1'],
    ],
    cookies: [
      ['sessionid', '[Filtered]'],
      ['theme', 'dark'],
    ],
    data: { card: '[Filtered]', password: '[Filtered]', qty: 2, nested: { cvv: '[Filtered]', note: 'gift' } },
    env: {},
  });
});

test.each([
  ['application/x-www-form-urlencoded', `card=${encodeURIComponent(CARD)}&password=hunter2&qty=2`],
  ['text/plain', `password=hunter2&card=${CARD}`],
  ['application/json', `{"password":"hunter2","card":"${CARD}","cut...`],
  ['application/json', JSON.stringify(JSON.stringify({ password: 'hunter2', card: CARD }))],
])('a body of %s loses its secrets: %s', (type, data) => {
  const { request } = scrubbed({ request: { headers: { 'Content-Type': type }, data } });
  expect(JSON.stringify(request)).not.toMatch(/hunter2|4111/);
});

test('recorded events lose the secrets that were recorded with them', () => {
  const recorded = sdkRequests.filter(
    ({ scenario, url }) => url.includes('/envelope/') && scenario === 'scope_everything',
  );
  expect(recorded).toHaveLength(1);
  for (const { body } of recorded) {
    const payload = parseEnvelope(body, { headerLine: 8_192, items: 100 }).items[0]?.payload;
    expect(scrubbed(JSON.parse(String(payload))).extra).toEqual({
      payload: { password: '[Filtered]', card: '[Filtered]', authorization: '[Filtered]', ok: 'fine' },
    });
  }
});

test('variables, breadcrumbs, contexts, extra, tags and user data are read by name', () => {
  const event = scrubbed({
    exception: [
      {
        type: 'E',
        stacktrace: {
          frames: [
            {
              filename: 'a.py',
              vars: { secret_password: "'hunter2'", n: '3' },
              context_line: "secret_password='hunter2'",
            },
          ],
        },
        mechanism: { type: 'x', data: { token: 't' } },
      },
    ],
    breadcrumbs: [
      {
        message: 'POST /login password=hunter2',
        data: {
          url: 'https://u:p@h.example/?api_key=1',
          body: '{"pin":1234}',
          headers: { 'X-Session': 's', Accept: 'x' },
        },
      },
    ],
    contexts: {
      response: { headers: { 'set-cookie': 'a=b', etag: 'e' } },
      auth: { user: 'ann' },
      trace: { trace_id: '4111111111111111' },
    },
    extra: {
      db: { user: 'app', passwd: 'p' },
      list: [
        ['api_key', 'k'],
        ['plain', 'v'],
      ],
      form: [{ name: 'password', value: 'p' }],
      'sys.argv': ['run', '--db-password', 'p', '--verbose', 'x'],
    },
    tags: { auth_token: 't', region: 'eu' },
    user: { id: 'u1', email: 'ann@example.invalid', api_secret: 's' },
  });
  const [exception] = event.exceptions;
  expect(exception?.stacktrace?.frames[0]).toMatchObject({
    vars: { secret_password: '[Filtered]', n: '3' },
    contextLine: "secret_password='[Filtered]'",
  });
  expect(exception?.mechanism?.data).toEqual({ token: '[Filtered]' });
  expect(event.breadcrumbs[0]).toMatchObject({
    message: 'POST /login password=[Filtered]',
    data: {
      url: 'https://[Filtered]@h.example/?api_key=[Filtered]',
      body: '{"pin":"[Filtered]"}',
      headers: { 'X-Session': '[Filtered]', Accept: 'x' },
    },
  });
  expect(event.contexts).toEqual({
    response: { headers: { 'set-cookie': '[Filtered]', etag: 'e' } },
    auth: '[Filtered]',
    trace: { trace_id: '4111111111111111' },
  });
  expect(event.extra).toEqual({
    db: { user: 'app', passwd: '[Filtered]' },
    list: [
      ['api_key', '[Filtered]'],
      ['plain', 'v'],
    ],
    form: [{ name: 'password', value: '[Filtered]' }],
    'sys.argv': ['run', '--db-password', '[Filtered]', '--verbose', 'x'],
  });
  expect(Object.fromEntries(event.tags)).toMatchObject({ auth_token: '[Filtered]', region: 'eu', user: 'id:u1' });
  expect(event.user).toMatchObject({ id: 'u1', email: 'ann@example.invalid', data: { api_secret: '[Filtered]' } });
});

test('that something is there, or not, is no secret', () => {
  const extra = { password: null, hasPassword: true, token: '', empty: {} };
  expect(scrubbed({ extra }).extra).toEqual(extra);
});

test('numbers are secrets by name and by form', () => {
  expect(scrubbed({ extra: { pin: 1234, card: 4_111_111_111_111_111, count: 4_111_111_111_111_112 } }).extra).toEqual({
    pin: '[Filtered]',
    card: '[Filtered]',
    count: 4_111_111_111_111_112,
  });
});

test('what the event is found and grouped by is never touched', () => {
  const raw = {
    event_id: '6f580a8dae8e4dbe927456698007276a',
    platform: 'python',
    level: 'fatal',
    logger: 'app.password',
    release: 'auth@1.0',
    dist: '4111111111111111',
    environment: 'secret',
    server_name: 'token-1',
    exception: [
      {
        type: 'InvalidPassword: x',
        module: 'auth.token',
        stacktrace: {
          frames: [
            {
              filename: '/srv/password=x/a.py',
              abs_path: 'https://u:p@h.example/token=x',
              module: 'secret: x',
              function: 'password=x',
              package: 'auth: x',
              instruction_addr: '0x4111111111111111',
            },
          ],
        },
      },
    ],
    fingerprint: ['password=x'],
    modules: { 'password-hash': '1.0', jsonwebtoken: '9' },
    sdk: { name: 'sentry.python', version: '2', packages: [{ name: 'token', version: 'x' }] },
    debug_meta: { images: [{ type: 'elf', code_file: '/srv/secret=x', debug_id: '4111111111111111' }] },
    user: { id: '4111111111111111', username: 'password' },
    request: { headers: { 'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:121.0) password=x Firefox/121.0' } },
  };
  const before = normalised(raw);
  const { tags: _, ...after } = scrubbed(raw);
  expect(before).toMatchObject(after);
});

test('exception values and messages keep all but the secret', () => {
  const event = scrubbed({
    message: `charge ${CARD} failed`,
    exception: [{ type: 'E', value: 'cannot reach postgres://app:pw@db/shop: ann@example.invalid' }],
  });
  expect(event.message?.formatted).toBe('charge [Filtered] failed');
  expect(event.exceptions[0]?.value).toBe('cannot reach postgres://[Filtered]@db/shop: ann@example.invalid');
});

test('a secret taken from the message is taken from its parameters and tags', () => {
  const event = scrubbed({
    logentry: { message: 'login with password=%s by %s', params: ['hunter2', 'ann'] },
    transaction: '/reset?token=abc123',
  });
  expect(event.message).toEqual({
    template: 'login with password=%s by %s',
    params: ['[Filtered]', 'ann'],
    formatted: 'login with password=[Filtered] by ann',
  });
  expect(event.transaction).toBe('/reset?token=[Filtered]');
  expect(Object.fromEntries(event.tags)['transaction']).toBe('/reset?token=[Filtered]');
});

test('text outside events is scrubbed alike', () => {
  expect(scrubText('my password is hunter2', defaultSettings)).toBe('my password is [Filtered]');
  expect(scrubText('my password is hunter2', { ...defaultSettings, enabled: false })).toBe('my password is hunter2');
});

test('JSON within text may be absurdly deep', () => {
  const deep = `${'['.repeat(8_000)}"password=hunter2"${']'.repeat(8_000)}`;
  expect(JSON.stringify(scrubbed({ extra: { deep } }).extra)).not.toContain('hunter2');
});
