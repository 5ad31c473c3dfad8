import fc from 'fast-check';

/** Any text a JSON body can hold: empty, long, with NUL, lone surrogates, line ends, placeholders, names that objects inherit. */
const nastyText = fc.oneof(
  { weight: 4, arbitrary: fc.string({ maxLength: 20 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '',
      ' ',
      '\0',
      '\uD83D',
      'a\uDE00b',
      '__proto__',
      'constructor',
      'toString',
      'null',
      '...',
      '{{auto}}',
      '{"a":1}',
      '[',
      '%s {} %(x)s',
      'a=b&c=d',
      'x\r\ny',
      '\u0130',
      'latest',
      'none',
      '1e999',
      '127.0.0.1',
      'no-such-thing',
      'https://u:p@h.example/p?q=1#f',
      'a/b\\c',
      '🔥'.repeat(300),
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }), fc.integer({ min: 50, max: 9_000 }))
      .map(([part, count]) => part.repeat(count).slice(0, 20_000)),
  },
);

const nastyNumber = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true }),
  fc.constantFrom(
    0,
    -0,
    -1,
    1.5,
    Number.POSITIVE_INFINITY,
    Number.MAX_SAFE_INTEGER + 2,
    1e21,
    1_795_303_181.546,
    1_795_303_181_546,
  ),
);

export const scalar = fc.oneof(nastyText, nastyNumber, fc.boolean(), fc.constant(null));

const jsonObject = (entries: [string, unknown][]): Record<string, unknown> => {
  const object: Record<string, unknown> = {};

  for (const [key, value] of entries)
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  return object;
};

/** Any JSON of modest size, with own keys such as `__proto__`, as JSON.parse makes them. */
export const anyJson: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 5 }),
    fc.array(fc.tuple(nastyText, tie('value')), { maxLength: 5 }).map(jsonObject),
  ),
})).value;

/** An object of the protocol: each field absent, as it should be, or anything at all. */
const loosely = (fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<unknown> =>
  fc.oneof(
    {
      weight: 9,
      arbitrary: fc.record(
        Object.fromEntries(
          Object.entries(fields).map(([key, right]) => [
            key,
            fc.oneof(
              { weight: 6, arbitrary: right },
              { weight: 2, arbitrary: scalar },
              { weight: 1, arbitrary: anyJson },
            ),
          ]),
        ),
        { requiredKeys: [] },
      ),
    },
    { weight: 1, arbitrary: anyJson },
  );

const listOf = (item: fc.Arbitrary<unknown>, maxLength = 4): fc.Arbitrary<unknown> => {
  const items = fc.array(item, { maxLength });
  return fc.oneof(
    items,
    items.map((values) => ({ values })),
    item,
  );
};

const text = fc.oneof({ weight: 3, arbitrary: fc.string({ maxLength: 12 }) }, nastyText);
const bag = fc.oneof(fc.array(fc.tuple(text, anyJson), { maxLength: 4 }).map(jsonObject), anyJson);
const pairs = fc.oneof(
  fc.array(fc.tuple(text, scalar), { maxLength: 4 }),
  fc.array(fc.tuple(text, scalar), { maxLength: 4 }).map(jsonObject),
  text,
);
const time = fc.oneof(
  fc.constantFrom(
    '2026-11-21T23:19:37.941Z',
    '2026-11-21T23:30:48',
    '2026-11-21 23:31:14.819185826+02:00',
    '2026-02-31T00:00:00Z',
    '1795303181.5',
  ),
  fc.double({ min: 1_795_000_000, max: 1_796_000_000, noNaN: true }),
  nastyNumber,
);

const frame = loosely({
  filename: text,
  abs_path: text,
  module: text,
  function: text,
  raw_function: text,
  package: text,
  platform: fc.constantFrom('python', 'node', 'cobol'),
  lineno: fc.oneof(fc.nat(), fc.constantFrom('12', '-3', 0)),
  colno: fc.nat(),
  pre_context: fc.array(text, { maxLength: 30 }),
  context_line: text,
  post_context: fc.array(text, { maxLength: 30 }),
  in_app: fc.boolean(),
  vars: bag,
  instruction_addr: fc.oneof(fc.constant('0x7fed724b0305'), fc.nat()),
});

const frames = fc.oneof(
  { weight: 5, arbitrary: fc.array(frame, { maxLength: 4 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.array(frame, { minLength: 1, maxLength: 3 }), fc.integer({ min: 40, max: 400 }))
      .map(([some, count]) => Array.from({ length: count }, (_, index) => some[index % some.length])),
  },
);

const stacktrace = fc.oneof(
  loosely({ frames, frames_omitted: fc.tuple(fc.nat(300), fc.nat(900)), registers: bag }),
  frames,
);

const exception = loosely({
  type: text,
  value: fc.oneof(text, anyJson),
  module: text,
  thread_id: fc.oneof(fc.nat(), text),
  stacktrace,
  raw_stacktrace: stacktrace,
  mechanism: loosely({
    type: text,
    handled: fc.boolean(),
    synthetic: fc.boolean(),
    exception_id: fc.nat(),
    parent_id: fc.nat(),
    is_exception_group: fc.boolean(),
    source: text,
    help_link: text,
    data: bag,
    meta: bag,
  }),
});

const fields = {
  event_id: text,
  timestamp: time,
  level: fc.constantFrom('fatal', 'warn', 'critical', 'loud', 40),
  platform: fc.constantFrom('node', 'javascript', 'PHP', 'cobol'),
  logger: text,
  transaction: text,
  server_name: text,
  release: text,
  dist: text,
  environment: text,
  culprit: text,
  site: text,
  checksum: text,
  type: text,
  message: fc.oneof(text, loosely({ message: text, params: bag, formatted: text })),
  logentry: loosely({
    message: fc.oneof(text, fc.constant('User %s failed %d {} {name}')),
    params: fc.oneof(fc.array(scalar, { maxLength: 3 }), bag),
    formatted: text,
  }),
  exception: listOf(exception),
  threads: listOf(
    loosely({ id: fc.nat(), name: text, crashed: fc.boolean(), current: fc.boolean(), state: text, stacktrace }),
  ),
  stacktrace,
  breadcrumbs: listOf(
    loosely({ timestamp: time, type: text, category: text, level: text, message: text, data: bag }),
    8,
  ),
  request: loosely({
    method: fc.constantFrom('get', 'POST', '?'),
    url: fc.oneof(text, fc.webUrl({ withQueryParameters: true, withFragments: true })),
    query_string: pairs,
    headers: pairs,
    cookies: pairs,
    data: fc.oneof(text, bag),
    fragment: text,
    env: bag,
  }),
  user: loosely({
    id: fc.oneof(fc.nat(), text),
    email: text,
    username: text,
    name: text,
    ip_address: fc.constantFrom('{{auto}}', '::1', '10.0.0.1', 'home'),
    geo: bag,
    data: bag,
    segment: text,
    plan: anyJson,
  }),
  tags: fc.oneof(
    pairs,
    fc.array(fc.record({ key: text, value: scalar }), { maxLength: 5 }),
    fc.integer({ min: 90, max: 150 }).map((count) => Array.from({ length: count }, (_, index) => [`t${index}`, index])),
  ),
  contexts: fc.oneof(
    bag,
    loosely({
      browser: bag,
      os: loosely({ name: text, version: text }),
      runtime: loosely({ name: text, version: text }),
      device: loosely({ model: text }),
    }),
  ),
  extra: bag,
  modules: pairs,
  fingerprint: fc.oneof(fc.array(scalar, { maxLength: 4 }), text),
  sdk: loosely({
    name: text,
    version: text,
    integrations: fc.array(text, { maxLength: 3 }),
    packages: fc.array(loosely({ name: text, version: text }), { maxLength: 3 }),
    settings: fc.record({ infer_ip: fc.constantFrom('auto', 'never') }),
  }),
  debug_meta: loosely({ images: fc.array(bag, { maxLength: 3 }) }),
  errors: fc.array(bag, { maxLength: 3 }),
  _meta: bag,
  csp: loosely({ 'effective-directive': text, 'blocked-uri': text, 'document-uri': text }),
};

/** What might arrive as an event: mostly the protocol, every part of it possibly anything else. */
export const payload: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 9, arbitrary: loosely(fields) },
  { weight: 1, arbitrary: anyJson },
);
