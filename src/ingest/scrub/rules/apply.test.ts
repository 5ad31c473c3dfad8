import { expect, test } from 'vitest';
import { normalised, scrubbed } from '../scrub.fixture.ts';

/** With these rules and nothing else. */
const ruled = (raw: unknown, rules: string) => scrubbed(raw, { defaults: false, rules });
const extraAfter = (extra: unknown, rules: string) => ruled({ extra }, rules).extra;

test.each([
  ['[Mask] [@email] from [$string]', 'to ann@example.invalid!', 'to ***@*******.*******!'],
  ['[Remove] [@email] from [$string]', 'to ann@example.invalid!', 'to !'],
  ['[Replace] [@email] from [$string]', 'to ann@example.invalid!', 'to [email]!'],
  ['[Replace] [@email] with ["someone"] from [$string]', 'to ann@example.invalid!', 'to someone!'],
  ['[Mask] [@creditcard] from [**]', 'paid 4111 1111 1111 1111', 'paid **** **** **** 1111'],
  ['[Replace] [@creditcard] from [**]', 'paid 4111 1111 1111 1111', 'paid [creditcard]'],
  ['[Replace] [@iban] from [**]', 'DE89370400440532013000', '[iban]'],
  ['[Replace] [@ip] from [**]', '10.0.0.1 and ::1 at 12:30:45', '[ip] and [ip] at 12:30:45'],
  ['[Replace] [@mac] from [**]', 'eth 4a:00:04:10:9b:50', 'eth [mac]'],
  ['[Replace] [@uuid] from [**]', 'id ceee0822-ed8f-4622-b2a3-789e73e75cd1', 'id [uuid]'],
  ['[Replace] [@imei] from [**]', '49-015420-323751-8', '[imei]'],
  ['[Replace] [@usssn] from [**]', '078-05-1120', '[usssn]'],
  ['[Replace] [@urlauth] from [**]', 'https://u:p@h.example/', 'https://[auth]@h.example/'],
  ['[Replace] [@bearer] from [**]', 'Bearer abc', 'Bearer [bearer]'],
  ['[Replace] [@userpath] from [**]', 'C:\\Users\\Ann\\a.txt /home/h/b', 'C:\\Users\\[user]\\a.txt /home/[user]/b'],
  [
    '[Replace] [@pemkey] from [**]',
    '-----BEGIN PUBLIC KEY-----\nabc\n-----END PUBLIC KEY-----',
    '-----BEGIN PUBLIC KEY-----[pemkey]-----END PUBLIC KEY-----',
  ],
  ['[Replace] [/order-\\d+/] from [**]', 'for order-17, ORDER-18', 'for [Filtered], ORDER-18'],
  ['[Mask] [/order-\\d+/i] from [**]', 'for order-17, ORDER-18', 'for *****-**, *****-**'],
  ['[Mask] [@anything] from [**.note]', 'Grüße 7!', '***** *!'],
  ['[Remove] [@anything] from [**.other]', 'stays', 'stays'],
])('%s: %j becomes %j', (rules, note, expected) => {
  expect(extraAfter({ note }, rules)).toEqual({ note: expected });
});

test('a hash is the same for the same, and stays what it is', () => {
  const rules = '[Hash] [@anything] from [extra]';
  const { a, b, c } = extraAfter({ a: 'ann', b: 'ann', c: 'bob' }, rules) as Record<string, string>;
  expect(a).toMatch(/^\[hash:[0-9a-f]{32}\]$/);
  expect(b).toBe(a);
  expect(c).not.toBe(a);
  expect(extraAfter({ a, b, c }, rules)).toEqual({ a, b, c });
});

test('removed fields leave no name behind, removed items a hole', () => {
  expect(
    extraAfter({ order: { id: 7, lines: [1, 2] }, other: null }, '[Remove] [@anything] from [extra.order.id]'),
  ).toEqual({ order: { lines: [1, 2] }, other: null });
  expect(extraAfter({ lines: ['a', 'b'] }, '[Remove] [@anything] from [extra.lines.0]')).toEqual({
    lines: [null, 'b'],
  });
});

test('whole objects are removed and replaced at once, masked value by value', () => {
  const extra = { order: { id: 'x1', deep: { n: 42 } } };
  expect(extraAfter(extra, '[Replace] [@anything] from [extra.order]')).toEqual({ order: '[Filtered]' });
  expect(extraAfter(extra, '[Mask] [@anything] from [extra.order]')).toEqual({
    order: { id: '**', deep: { n: '**' } },
  });
});

test('@password goes by the name of the field', () => {
  expect(extraAfter({ password: 'x', plain: 'x', apiKey: { a: 1 } }, '[Replace] [@password] from [**]')).toEqual({
    password: '[Filtered]',
    plain: 'x',
    apiKey: '[Filtered]',
  });
});

const everywhere = {
  message: 'hello zed',
  server_name: 'zed',
  transaction: 'zed',
  exception: [
    {
      type: 'zed',
      value: 'zed',
      stacktrace: { frames: [{ filename: 'zed', function: 'zed', vars: { zed: 'zed' }, context_line: 'zed' }] },
    },
  ],
  request: {
    url: 'https://zed.invalid/',
    headers: { Zed: 'zed' },
    cookies: { zed: 'zed' },
    query_string: { zed: 'zed' },
    data: 'zed',
  },
  user: { id: 'zed', email: 'zed' },
  tags: { zed: 'zed' },
  contexts: { zed: { zed: 'zed' } },
  extra: { zed: ['zed'] },
  breadcrumbs: [{ message: 'zed', category: 'zed', data: { zed: 'zed' } }],
  threads: [{ id: 1, name: 'zed' }],
};

/** The values in which the rule found something, as `path`. */
const found = (selector: string): string[] => {
  const before = normalised(everywhere);
  const after = ruled(everywhere, `[Replace] [/zed/] with ["Q"] from [${selector}]`);
  const paths: string[] = [];
  const compare = (a: unknown, b: unknown, path: string): void => {
    if (typeof a === 'object' && a !== null)
      for (const key of Object.keys(a))
        compare((a as never)[key], (b as never)[key], path === '' ? key : `${path}.${key}`);
    else if (a !== b) paths.push(path);
  };
  compare({ ...before, tags: Object.fromEntries(before.tags) }, { ...after, tags: Object.fromEntries(after.tags) }, '');
  return paths;
};

test.each([
  ['logentry.formatted', ['message.formatted']],
  ['$message', ['message.formatted']],
  ['exception.values.*.value', ['exceptions.0.value']],
  ['$exception.value', ['exceptions.0.value']],
  ['$frame.vars', ['exceptions.0.stacktrace.frames.0.vars.zed']],
  ['$frame.function', ['exceptions.0.stacktrace.frames.0.function']],
  ['$stacktrace.**.filename', ['exceptions.0.stacktrace.frames.0.filename']],
  ['request.headers.zed', ['request.headers.0.1']],
  ['$http.data', ['request.data']],
  ['request.cookies || request.query_string', ['request.query.0.1', 'request.cookies.0.1']],
  ['$user.email', ['user.email']],
  ['user.id', ['user.id', 'tags.user']],
  ['tags.zed', ['tags.zed']],
  ['tags.user', ['tags.user']],
  ['$context.zed', ['contexts.zed.zed']],
  ['extra.zed', ['extra.zed.0']],
  ['extra.zed.0', ['extra.zed.0']],
  ['$breadcrumb.message', ['breadcrumbs.0.message']],
  ['$thread.name', ['threads.0.name']],
  ['server_name', ['serverName', 'tags.server_name']],
  ['email && $user', ['user.email']],
  ['$user && !email', ['user.id', 'tags.user']],
  ['(extra | contexts) & $string', ['contexts.zed.zed', 'extra.zed.0']],
  ['!$event', []],
  ['$number', []],
  ['nowhere.zed', []],
])('%s selects %j', (selector, paths) => {
  expect(new Set(found(selector))).toEqual(new Set(paths));
});

test('a selector that names no field spares what the event is grouped by', () => {
  const spared = [
    'exceptions.0.type',
    'exceptions.0.stacktrace.frames.0.filename',
    'exceptions.0.stacktrace.frames.0.function',
    'exceptions.0.stacktrace.frames.0.contextLine',
  ];
  for (const selector of ['$string', '**', '*']) {
    const paths = found(selector);
    expect(paths).toEqual(
      expect.arrayContaining(['message.formatted', 'exceptions.0.value', 'user.email', 'extra.zed.0']),
    );
    expect(paths.filter((path) => spared.includes(path))).toEqual([]);
  }
});

test('own rules come before the built-in ones', () => {
  const { extra } = scrubbed(
    { extra: { note: 'paid 4111 1111 1111 1111' } },
    { rules: '[Mask] [@creditcard] from [$string]' },
  );
  expect(extra).toEqual({ note: 'paid **** **** **** 1111' });
});

test('a pattern that would take native expressions forever takes no time', () => {
  const note = `${'a'.repeat(16_000)}!`;
  expect(extraAfter({ note }, '[Remove] [/(a+)+(b|c)$/] from [**]\n[Remove] [/(a|aa)+x/] from [**]')).toEqual({ note });
});
