import { expect, test } from 'vitest';
import type { Request } from '../event.ts';
import { normalise, notesOf } from './normalise.fixture.ts';

const requestOf = (request: unknown): Request | null => normalise({ request }).request;

test('a request of an SDK comes through', () => {
  expect(
    requestOf({
      url: 'https://acme.invalid/x?y=1',
      method: 'post',
      query_string: 'y=1',
      data: { k: 'v' },
      headers: { Host: 'acme.invalid', Cookie: 'a=b' },
      cookies: { a: 'b' },
      env: { REMOTE_ADDR: '203.0.113.4' },
    }),
  ).toEqual({
    method: 'POST',
    url: 'https://acme.invalid/x',
    query: [['y', '1']],
    fragment: null,
    headers: [['Host', 'acme.invalid']],
    cookies: [['a', 'b']],
    data: { k: 'v' },
    env: { REMOTE_ADDR: '203.0.113.4' },
  });
});

test.each([null, {}, [], { headers: {}, cookies: '', env: {}, url: '' }])('%j is no request', (request) => {
  expect(requestOf(request)).toBeNull();
});

test('the URL is taken apart', () => {
  expect(requestOf({ url: 'http://h.invalid/a/b?x=1&y=%20z+w#/route?k=v' })).toMatchObject({
    url: 'http://h.invalid/a/b',
    query: [
      ['x', '1'],
      ['y', ' z w'],
    ],
    fragment: '/route?k=v',
  });
  expect(requestOf({ url: '/path', query_string: '?q=1', fragment: 'top' })).toMatchObject({
    url: '/path',
    query: [['q', '1']],
    fragment: 'top',
  });
  expect(requestOf({ url: 'http://h.invalid/?a=1', query_string: 'b=2' })?.query).toEqual([['b', '2']]);
  expect(requestOf({ url: 'http://h.invalid/?a=1', query_string: '' })?.query).toEqual([['a', '1']]);
});

test.each([
  [
    'a=1&b=2&a=3',
    [
      ['a', '1'],
      ['b', '2'],
      ['a', '3'],
    ],
  ],
  [
    { a: 1, b: ['2', '3'], c: null },
    [
      ['a', '1'],
      ['b', '2'],
      ['b', '3'],
      ['c', ''],
    ],
  ],
  [
    [
      ['a', '1'],
      ['b', 2],
    ],
    [
      ['a', '1'],
      ['b', '2'],
    ],
  ],
])('the query %j is %j', (query_string, query) => {
  expect(requestOf({ query_string })?.query).toEqual(query);
});

test.each([
  [{ 'user-agent': 'curl/8', 'X-REQUEST-id': '7', Accept: ['a', 'b'] }],
  [
    [
      ['user-agent', 'curl/8'],
      ['X-REQUEST-id', '7'],
      ['accept', 'a'],
      ['ACCEPT', 'b'],
    ],
  ],
  ['user-agent: curl/8\r\nx-request-id: 7\r\naccept: a\r\naccept: b\r\n'],
])('header names have one form: %j', (headers) => {
  expect(requestOf({ headers })?.headers).toEqual([
    ['User-Agent', 'curl/8'],
    ['X-Request-Id', '7'],
    ['Accept', 'a'],
    ['Accept', 'b'],
  ]);
});

test.each([
  [
    'a=b; c=d=e; flag',
    [
      ['a', 'b'],
      ['c', 'd=e'],
      ['flag', ''],
    ],
  ],
  [
    { a: 'b', c: 1 },
    [
      ['a', 'b'],
      ['c', '1'],
    ],
  ],
  [[['a', 'b']], [['a', 'b']]],
])('the cookies %j are %j', (cookies, expected) => {
  expect(requestOf({ cookies })?.cookies).toEqual(expected);
});

test('cookies are read from their header where they are not given, and stand in one place only', () => {
  expect(requestOf({ headers: { cookie: 'sid=1; theme=dark' } })).toMatchObject({
    headers: [],
    cookies: [
      ['sid', '1'],
      ['theme', 'dark'],
    ],
  });
  expect(requestOf({ headers: { Cookie: 'sid=1' }, cookies: { other: '2' } })).toMatchObject({
    headers: [],
    cookies: [['other', '2']],
  });
});

test('a body that is JSON or a form is taken apart, other text stays', () => {
  const form = { 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8' };
  expect(requestOf({ data: '{"card":"4111","nested":[1]}' })?.data).toEqual({ card: '4111', nested: [1] });
  expect(requestOf({ data: 'a=1&b=2&a=3', headers: form })?.data).toEqual({ a: ['1', '3'], b: '2' });
  expect(requestOf({ data: 'a=1&b=2' })?.data).toBe('a=1&b=2');
  expect(requestOf({ data: '{"cut": tru...' })?.data).toBe('{"cut": tru...');
  expect(requestOf({ data: [1, 2] })?.data).toEqual([1, 2]);
  expect(requestOf({ data: '' })).toBeNull();
});

test('hostile sizes are bounded', () => {
  const event = normalise({
    request: {
      url: `http://h.invalid/${'p'.repeat(100_000)}?${'q=1&'.repeat(100_000)}`,
      headers: Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`h${index}`, 'v'])),
      cookies: 'c=1;'.repeat(300_000),
      data: `${'['.repeat(200_000)}${']'.repeat(200_000)}`,
      env: { big: 'x'.repeat(1_000_000) },
    },
  });
  expect(JSON.stringify(event.request).length).toBeLessThan(30_000);
  expect(event.request?.headers).toHaveLength(100);
});

test('one odd field does not lose the others', () => {
  const event = normalise({
    request: { method: 'G E T', url: { a: 1 }, headers: 7, cookies: [[{}, {}], 'x'], data: 'kept', query_string: true },
  });
  expect(event.request).toMatchObject({ method: null, url: null, headers: [], cookies: [], data: 'kept' });
  expect(notesOf(event)).toEqual(
    expect.arrayContaining([
      'request.method invalid',
      'request.url invalid',
      'request.headers invalid',
      'request.cookies invalid',
      'request.query_string invalid',
    ]),
  );
});
