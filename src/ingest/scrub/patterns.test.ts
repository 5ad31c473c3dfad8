import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textScrubber } from './patterns.ts';

const { prose, source } = textScrubber([], true);
const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U';
const PEM = '-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA\nabcdef\n-----END RSA PRIVATE KEY-----';

test.each([
  ['login failed: password=hunter2 for ann', 'login failed: password=[Filtered] for ann'],
  ['password: hunter2', 'password: [Filtered]'],
  ['{"password":"correct horse","user":"ann"', '{"password":"[Filtered]","user":"ann"'],
  [String.raw`{\"password\":\"hunter2\",\"user\":\"ann\"}`, String.raw`{\"password\":\"[Filtered]\",\"user\":\"ann\"}`],
  ["{'api_key': 'abc', 'n': 1}", "{'api_key': '[Filtered]', 'n': 1}"],
  ['{:password=>"hunter2", :n=>1}', '{:password=>"[Filtered]", :n=>1}'],
  ['params["secret"] = "s3"', 'params["secret"] = "[Filtered]"'],
  [
    'password==hunter2 password:=hunter2 password::hunter2',
    'password==[Filtered] password:=[Filtered] password::[Filtered]',
  ],
  ['DB_PASSWORD=hunter2 ./run', 'DB_PASSWORD=[Filtered] ./run'],
  ['https://h.example/p?access_token=abc&x=1', 'https://h.example/p?access_token=[Filtered]&x=1'],
  ['/login?next=%2Fp%3Ftoken%3Dabc', '/login?next=%2Fp%3Ftoken%3D[Filtered]'],
  ['body=%7B%22password%22%3A%22hunter2%22%7D', 'body=%7B%22password%22%3A[Filtered]'],
  ['auth_header=qq Bearer%20abc.def', 'auth_header=[Filtered] Bearer%20[Filtered]'],
  ['the password is hunter2!', 'the password is [Filtered]'],
  ['password hunter2', 'password [Filtered]'],
  ['Authorization: Bearer abc.def.ghi', 'Authorization: [Filtered]'],
  ['authorization: Basic dXNlcjpwYXNz', 'authorization: [Filtered]'],
  ['sent Bearer abc.def.ghi', 'sent Bearer [Filtered]'],
  ['sent Basic dXNlcjpwYXNz', 'sent Basic [Filtered]'],
  ['Cookie: sid=1; theme=dark\nAccept: x', 'Cookie: [Filtered]\nAccept: x'],
  ['Set-Cookie: sid=1; Path=/', 'Set-Cookie: [Filtered]'],
  ['postgres://app:p@ss@db.example/shop', 'postgres://[Filtered]@db.example/shop'],
  ['paid with 4111 1111 1111 1111.', 'paid with [Filtered].'],
  ['ssn 078-05-1120', 'ssn [Filtered]'],
  ['to DE89 3704 0044 0532 0130 00 now', 'to [Filtered] now'],
  [`got ${JWT}!`, 'got [Filtered]!'],
  [PEM, '-----BEGIN RSA PRIVATE KEY-----[Filtered]-----END RSA PRIVATE KEY-----'],
  ['-----BEGIN PRIVATE KEY-----\nMIIcut...', '-----BEGIN PRIVATE KEY-----[Filtered]'],
  [`ghp_${'a1'.repeat(18)} and AKIAIOSFODNN7EXAMPLE`, '[Filtered] and [Filtered]'],
])('%j becomes %j', (text, expected) => {
  expect(prose(text)).toBe(expected);
});

test.each([
  'author: Ann, authors=2, authority: none',
  'Unexpected token: punctuation',
  'Unexpected token < in JSON at position 0',
  'CSRF token missing',
  'password required',
  'password is too short',
  'password=null token: undefined secret=?',
  'max_tokens: 4096',
  'password=%s',
  'Basic authentication failed',
  'https://user@h.example/path:80@x',
  'https://h.example:8080/@scope/pkg',
  'order 1234567890123456 of 2026-11-21',
  'className: Button',
  'pass 3 of 7',
  'at 12:30:45 in std::vector',
])('%j stays', (text) => {
  expect(prose(text)).toBe(text);
});

test.each([
  ["secret_password='hunter2'; raise", "secret_password='[Filtered]'; raise"],
  ['const apiKey = `abc`;', 'const apiKey = `[Filtered]`;'],
  ['{ "password": "hunter2" }', '{ "password": "[Filtered]" }'],
  ['password := "abc', 'password := "[Filtered]'],
  ["if (password === 'letmein') {", "if (password === '[Filtered]') {"],
  ["connect('postgres://u:p@h/db')", "connect('postgres://[Filtered]@h/db')"],
  ['send("token=" + t, { password: "abc" })', 'send("token=" + t, { password: "[Filtered]" })'],
  ['fetch("https://x/?token=abc")', 'fetch("https://x/?token=[Filtered]")'],
  ["get('/v1/me?id=7&access_token=abc&page=2', {})", "get('/v1/me?id=7&access_token=[Filtered]&page=2', {})"],
  ['fetch(`${base}/?api_key=abc&q=${q}`)', 'fetch(`${base}/?api_key=[Filtered]&q=${q}`)'],
  ['open("a?user[password]=abc#top")', 'open("a?user[password]=[Filtered]#top")'],
  ['curl -X POST https://x/hook?secret=abc \\', 'curl -X POST https://x/hook?secret=[Filtered] \\'],
  ['<a href="/reset?lang=de&amp;token=abc">', '<a href="/reset?lang=de&amp;token=[Filtered]">'],
  ['connect("Server=db;Password=hunter2;Pool=5")', 'connect("Server=db;Password=[Filtered];Pool=5")'],
  ['url = "https://x/?password=abc', 'url = "https://x/?password=[Filtered]'],
])('the source line %j becomes %j', (line, expected) => {
  expect(source(line)).toBe(expected);
});

test.each([
  'password = request.form["password"]',
  'token = get_token(user)',
  'auth: { user, pass },',
  'def login(user, password=None):',
  'assert token, "token missing"',
  'fetch(`https://x/?token=${token}`)',
  'fetch("https://x/?token=" + token)',
  'url = f"https://x/?token={token}&page=2"',
  'log("password: " + mask(password), "secret=")',
  "$url .= 'auth=' . $auth;",
  "'/reset?token=%s' % token",
  'router.get("/reset?token=:token")',
  'curl "https://x/?token=$TOKEN"',
  '"?password=#{password}&auth=<auth>&token=..."',
  'const next=a?token=b:secret=c;',
  'ok && password==other?token=first:token=second',
  'fetch("https://x/?max_tokens=4096&author=bob")',
])('the source line %j stays readable', (line) => {
  expect(source(line)).toBe(line);
});

const nearlySecret = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'password',
        'token',
        'secret',
        'Authorization',
        'Cookie',
        'auth',
        '=',
        ':',
        ': ',
        '=>',
        '"',
        "'",
        '\\"',
        ' ',
        '[',
        ']',
        '[Filtered]',
        'Bearer ',
        'Basic ',
        '://',
        '@',
        ':',
        '/',
        '4111 1111 1111 1111',
        '4111111111111111',
        '078-05-1120',
        'DE89370400440532013000',
        JWT,
        '-----BEGIN PRIVATE KEY-----',
        '-----END PRIVATE KEY-----',
        '\n',
        '\\',
        ',',
        '{',
        '}',
        'x1',
        'hunter2',
        '?',
        '&',
        '?token=',
        '`',
      ),
      fc.string({ maxLength: 4 }),
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.join(''));

test('scrubbing a scrubbed text changes nothing', () => {
  fc.assert(
    fc.property(nearlySecret, (text) => {
      expect(prose(prose(text))).toBe(prose(text));
      expect(source(source(text))).toBe(source(text));
    }),
    { numRuns: 3_000 },
  );
});

test('own words are searched like the built-in ones', () => {
  const own = textScrubber(['kundennummer'], false);
  expect(own.prose('Kundennummer: 4711, password=x')).toBe('Kundennummer: [Filtered], password=x');
  expect(textScrubber([], false).prose('password=x')).toBe('password=x');
});

test('hostile texts are read to their end', () => {
  const parts = [
    'password',
    'password=',
    'password="',
    "token='\\",
    'a',
    'eyJ',
    'eyJ.',
    '://',
    '://a:',
    '-----BEGIN PRIVATE KEY-----',
    'bearer ',
    'Cookie:',
    '4 ',
    'AA11 ',
    'auth',
    '\\"',
    'password is ',
    '"',
    ' ',
    'basic A',
    'ghp_',
    'x@',
    '?token=',
    '"?a',
    "'&token",
    '`\\',
  ];
  // Quadratic time would be minutes for each, beyond the test's patience.
  for (const part of parts) {
    const text = part.repeat(Math.ceil(60_000 / part.length));
    expect(prose(text)).toBe(prose(prose(text)));
    expect(source(text)).toBe(source(source(text)));
  }
});
