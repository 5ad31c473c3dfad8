import { describe, expect, test } from 'vitest';
import { errorWith, eventWith, exceptionWith, frameWith, hex, plain } from './events.fixture.ts';
import { group } from './group.ts';
import type { Event, Json } from '../../ingest/index.ts';

const titleOf = (event: Event) => group(event, plain).title;

describe('the title', () => {
  test('is type and first line of the value of the exception thrown to the top', () => {
    const event = eventWith({
      exceptions: [exceptionWith({ type: 'Cause' }), exceptionWith({ type: 'TopError', value: '\n first \nsecond' })],
    });
    expect(titleOf(event)).toMatchObject({ type: 'TopError', value: 'first', title: 'TopError: first' });
  });

  test('is Error without a type, and the type alone without a value', () => {
    expect(titleOf(errorWith({ type: null, value: 'boom' })).title).toBe('Error: boom');
    expect(titleOf(errorWith({ type: 'KeyError', value: '' })).title).toBe('KeyError');
  });

  test('of a synthetic exception names the function it crashed in', () => {
    const crash = { type: 'SIGSEGV', value: 'Segfault', mechanism: { synthetic: true } };
    expect(
      titleOf(errorWith({ ...crash, frames: [{ function: 'total(int)', package: 'shop' }] }, { platform: 'native' }))
        .title,
    ).toBe('total: Segfault');
    expect(titleOf(errorWith(crash)).title).toBe('SIGSEGV: Segfault');
  });

  test('of a message is its formatted text', () => {
    const message = { template: 'User %s failed', params: null, formatted: 'User ann failed\nagain' };
    expect(titleOf(eventWith({ message }))).toMatchObject({
      type: 'Log Message',
      value: 'User ann failed',
      title: 'Log Message: User ann failed',
    });
  });

  test('says so when there is nothing to say', () => {
    expect(titleOf(eventWith()).title).toBe('Log Message: <no message>');
    expect(titleOf(eventWith({ kind: 'minidump' })).title).toBe('Minidump: <no message>');
  });

  test('is cut at 256, its type at 128, its value at 1024, never within a character', () => {
    const { type, value, title } = titleOf(errorWith({ type: '🔥'.repeat(500), value: `x${'🔥'.repeat(5000)}` }));
    expect([type.length, value.length, title.length]).toEqual([128, 1023, 255]);
    for (const text of [type, value, title]) expect(text.isWellFormed()).toBe(true);
  });
});

describe('the culprit', () => {
  test('is the last frame in the app', () => {
    const event = errorWith({
      frames: [
        { function: 'checkout', module: 'shop.cart' },
        { function: 'get', module: 'lib', inApp: false },
      ],
    });
    expect(titleOf(event).culprit).toBe('checkout (shop.cart)');
    expect(group(event, plain).inApp).toBe(true);
  });

  test('else the last frame', () => {
    const event = errorWith({
      frames: [
        { function: 'a', module: 'x', inApp: false },
        { function: 'get', module: 'lib', inApp: false },
      ],
    });
    expect(titleOf(event).culprit).toBe('get (lib)');
    expect(group(event, plain).inApp).toBe(false);
  });

  test('else the transaction, else what the SDK says', () => {
    expect(titleOf(eventWith({ transaction: '/cart', culprit: 'old' })).culprit).toBe('/cart');
    expect(titleOf(eventWith({ culprit: 'old' })).culprit).toBe('old');
    expect(titleOf(eventWith()).culprit).toBe('');
  });

  test('is where a message was logged, when the stack came along', () => {
    const event = eventWith({
      message: { template: null, params: null, formatted: 'hm' },
      stacktrace: { frames: [frameWith({ function: 'login', module: 'auth' })], omitted: null },
    });
    expect(titleOf(event).culprit).toBe('login (auth)');
  });
});

describe('security reports', () => {
  const csp = (security: Json): Event => eventWith({ kind: 'csp', platform: 'javascript', security });
  const uri = (blocked: string, directive = 'script-src-elem', page = 'https://shop.example/cart'): Event =>
    csp({ 'csp-report': { 'document-uri': page, 'effective-directive': directive, 'blocked-uri': blocked } });

  test('are one issue for a directive and a blocked host', () => {
    expect(hex(uri('https://evil.example/a.js'))).toBe(
      hex(uri('https://evil.example/b.js?x=1', undefined, 'https://shop.example/other')),
    );
    expect(
      new Set(
        [
          uri('https://evil.example/a.js'),
          uri('https://other.example/a.js'),
          uri('https://evil.example/a.js', 'img-src'),
        ].map(hex),
      ).size,
    ).toBe(3);
  });

  test('tell inline, eval, data and the page’s own host apart', () => {
    expect(
      new Set(
        ['inline', 'eval', 'data:image/png', 'https://shop.example/x.js', 'https://evil.example'].map((blocked) =>
          hex(uri(blocked)),
        ),
      ).size,
    ).toBe(5);
    expect(hex(uri('data'))).toBe(hex(uri('data:text/javascript,1')));
    expect(hex(uri("'self'"))).toBe(hex(uri('https://shop.example/x.js')));
  });

  test('of both senders of a browser are one issue', () => {
    const body = {
      documentURL: 'https://shop.example/cart',
      effectiveDirective: 'script-src-elem',
      blockedURL: 'https://evil.example/a.js',
    };
    expect(hex(csp({ type: 'csp-violation', url: 'https://shop.example/cart', body }))).toBe(
      hex(uri('https://evil.example/a.js')),
    );
    expect(hex(csp(body))).toBe(hex(uri('https://evil.example/a.js')));
  });

  test('explain themselves', () => {
    const { explanation, title } = group(uri('https://evil.example/a.js'), plain);
    expect(explanation.rule).toBe('security');
    expect(explanation.components.map(({ kind, value }) => `${kind}=${value}`)).toEqual([
      'type=csp',
      'directive=script-src-elem',
      'host=evil.example',
    ]);
    expect(title.title).toBe("CSP: Blocked 'script-src-elem' from 'evil.example'");
  });

  test('of other kinds go by their host', () => {
    const ct = (hostname: string): Event =>
      eventWith({ kind: 'expectct', security: { 'expect-ct-report': { hostname } } });
    expect(hex(ct('a.example'))).not.toBe(hex(ct('b.example')));
    const nel = eventWith({
      kind: 'nel',
      security: { type: 'network-error', url: 'https://shop.example/x', body: { type: 'tcp.timed_out' } },
    });
    expect(titleOf(nel).title).toBe('NEL: tcp.timed_out from shop.example');
  });

  test('of any shape have a key', () => {
    for (const security of [null, [], 'x', 3, {}, { 'csp-report': null }, [{ body: { blockedURL: 7 } }]] as Json[])
      expect(hex(csp(security))).toHaveLength(64);
  });
});
