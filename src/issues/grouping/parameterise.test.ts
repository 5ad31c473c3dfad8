import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstLines, parameterise, parameterisedKey } from './parameterise.ts';

const replaced: Record<string, [text: string, expected: string][]> = {
  email: [
    ['mail to ann@example.com bounced', 'mail to <email> bounced'],
    ['ann.b+c@mail.example.invalid', '<email>'],
    ['to=<ann@example.com>', 'to=<<email>>'],
  ],
  url: [
    ['GET https://api.example.com/v1/users?id=5 failed', 'GET <url> failed'],
    ['see http://127.0.0.1:9900/x.', 'see <url>.'],
    ['postgres://u:p@db:5432/shop refused', '<url> refused'],
    ['(https://example.com)', '(<url>)'],
  ],
  hostname: [
    ['getaddrinfo ENOTFOUND api.example.com', 'getaddrinfo ENOTFOUND <hostname>'],
    ['db-1.prod.internal: timeout', '<hostname>: timeout'],
    ['connect to example.com:443', 'connect to <hostname>:<int>'],
  ],
  traceparent: [['00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01 lost', '<traceparent> lost']],
  uuid: [
    ['order 7c9e6679-7425-40de-944b-e07fc1f90ae7 gone', 'order <uuid> gone'],
    ['ORDER_7C9E6679-7425-40DE-944B-E07FC1F90AE7', 'ORDER_<uuid>'],
  ],
  sha1: [['blob 5f1d7a84db00d2fce00b31a7fc73224f1a5b2c3d', 'blob <sha1>']],
  md5: [['etag d41d8cd98f00b204e9800998ecf8427e', 'etag <md5>']],
  date: [
    ['at 2024-01-15T10:20:30Z', 'at <date>'],
    ['at 2024-01-15T10:20:30.123456+01:00', 'at <date>'],
    ['at 2024-01-15 10:20:30,123 x', 'at <date> x'],
    ['on 2024-01-15', 'on <date>'],
    ['Mon, 02 Jan 2006 15:04:05 -0700', '<date>'],
    ['Mon, 02 Jan 2006 15:04:05 GMT', '<date>'],
    ['Monday, 02-Jan-06 15:04:05 UTC', 'Monday, <date>'],
    ['Mon Jan  2 15:04:05 2006', '<date>'],
    ['Mon Jan 02 2006 15:04:05 GMT+0100 (Central European Standard Time)', '<date>'],
    ['Jan 15 10:20:30 host', '<date> host'],
    ['[15/Jan/2024:10:20:30 +0000]', '[<date>]'],
    ['at 3:04PM', 'at <date>'],
    ['at 15:04:05', 'at <date>'],
    ['since 15.01.2024', 'since <date>'],
    ['20240115T102030Z', '<date>'],
    ['epoch 1705314030', 'epoch <date>'],
    ['epoch 1705314030123', 'epoch <date>'],
  ],
  duration: [
    ['timed out after 3000ms', 'timed out after <duration>'],
    ['took 2.5s', 'took <duration>'],
    ['took 1m30.5s', 'took <duration>'],
  ],
  mac: [['nic 00:1B:44:11:3A:B7 down', 'nic <mac> down']],
  ip: [
    ['User 42 at 10.0.0.1', 'User <int> at <ip>'],
    ['connect ECONNREFUSED 127.0.0.1:5432', 'connect ECONNREFUSED <ip>'],
    ['net 10.0.0.0/8', 'net <ip>'],
    ['connect ECONNREFUSED ::1:5432', 'connect ECONNREFUSED <ip>'],
    ['peer 2001:db8:85a3::8a2e:370:7334 left', 'peer <ip> left'],
    ['peer [fe80::1%eth0]:8080 left', 'peer <ip> left'],
    ['2001:0db8:0000:0000:0000:8a2e:0370:7334', '<ip>'],
  ],
  swift_txn_id: [['txn tx274a77a8975c4a66aeb24-0052d95365 failed', 'txn <swift_txn_id> failed']],
  hex: [
    ['segfault at 0x7fed724b0305', 'segfault at <hex>'],
    ['id=ab12', 'id=<hex>'],
    ['object 507f1f77bcf86cd799439011', 'object <hex>'],
    ['session 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef', 'session <hex>'],
  ],
  git_sha: [['at revision 9fceb02', 'at revision <git_sha>']],
  random_id: [
    ['key V1StGXR8_Z5jdHi6B-myT', 'key <random_id>'],
    ['charge ch_3MmlLrLkdIwHu7ix0snN0B15', 'charge <random_id>'],
    ['ulid 01ARZ3NDEKTSV4RRFFQ69G5FAV', 'ulid <random_id>'],
  ],
  float: [
    ['ratio 0.75 exceeded', 'ratio <float> exceeded'],
    ['got -1.5e-7', 'got -<float>'],
    ['took 3.5.', 'took <float>.'],
  ],
  int: [
    ['worker 3 crashed', 'worker <int> crashed'],
    ['invoice INV-1001', 'invoice INV-<int>'],
    ['offset -5', 'offset -<int>'],
    ['1,234,567 rows', '<int> rows'],
    ['order:8841', 'order:<int>'],
    ['took 3.', 'took <int>.'],
    ['[1, 2]', '[<int>, <int>]'],
  ],
  quoted_str: [
    ['name="Ann B" missing', 'name=<quoted_str> missing'],
    ["name='x' and city = 'y'", 'name=<quoted_str> and city = <quoted_str>'],
  ],
  bool: [['ok=true retry=False', 'ok=<bool> retry=<bool>']],
};

describe.each(Object.entries(replaced))('<%s>', (_, cases) => {
  test.each(cases)('%s', (text, expected) => {
    expect(parameterise(text)).toBe(expected);
  });
});

test.each([
  "Cannot read properties of undefined (reading 'amount')",
  'x is not a function',
  'user.id is undefined',
  'this.props.store is null',
  'console.info is not a function',
  'app.get is not a function',
  'std::bad_alloc',
  'a::b::c failed',
  'deadbeef and facade are words',
  'main.py not found',
  'Cannot find module "./cart.js"',
  'utf8 and base64 and sha256sum',
  'item42 of h264 on x86_64',
  'Mayor Junction of Marvin',
  'the answer is "quoted" and true',
  'java.io.IOException',
  'worker_3',
  'v2 of e2e',
  '<anonymous>',
  '',
  'User %s failed login %s times',
])('%s is left alone', (text) => {
  expect(parameterise(text)).toBe(text);
});

test('what varies in form between events of one bug is the same in the key', () => {
  const key = (text: string): string => parameterisedKey(parameterise(text));
  expect(key('token 12345678 expired')).toBe(key('token 1234abcd expired'));
  expect(key('took 3 units')).toBe(key('took 3.5 units'));
  expect(key('at 1705314030')).toBe(key('at 2105314030'));
});

test('the first two lines that hold anything count', () => {
  expect(firstLines('\n\n  a \r\n\r\n b\nc')).toBe('a\nb');
  expect(firstLines('')).toBe('');
});

test('parameterising twice changes nothing more', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      ...Object.values(replaced)
        .flat()
        .map(([text]) => text),
    ),
    fc.string({ maxLength: 12 }),
    fc.stringMatching(/^[0-9a-f:.@=/"' -]{0,20}$/),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 4 }), (pieces) => {
      const once = parameterise(pieces.join(' '));
      expect(parameterisedKey(parameterise(once))).toBe(parameterisedKey(parameterise(parameterise(once))));
    }),
    { numRuns: 5000 },
  );
});

test('hostile texts of 100,000 characters end', () => {
  const pieces = [
    '1',
    'a',
    '1.',
    '1:',
    'a.',
    '::',
    '=',
    '="',
    "='",
    '-1',
    'a1',
    '0x',
    '//',
    'http://',
    'a@',
    '@a.',
    '1,',
    ' 1',
    'Jan ',
    '12:',
    '. ',
    '1e',
    '[',
    '00-',
    'ff:',
    'x://.',
    '\n',
    '1.1.1.1',
    '%',
    'com.',
  ];
  for (const one of pieces) {
    for (const other of ['', ...pieces]) {
      const text = `${(one + other).repeat(Math.ceil(100_000 / (one.length + other.length)))}!`;
      expect(parameterise(text).length).toBeLessThan(200_000);
    }
  }
});
