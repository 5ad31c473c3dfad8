import { expect, test } from 'vitest';
import { normalise, notesOf } from './normalise.fixture.ts';

const tagsOf = (tags: unknown): Record<string, string> => {
  const { level: _, ...sent } = Object.fromEntries(normalise({ tags }).tags);
  return sent;
};

test.each([
  [{ a: 'x', b: 1 }],
  [
    [
      ['a', 'x'],
      ['b', 1],
    ],
  ],
  [
    [
      { key: 'a', value: 'x' },
      { key: 'b', value: 1 },
    ],
  ],
])('tags are read from %j', (tags) => {
  expect(tagsOf(tags)).toEqual({ a: 'x', b: '1' });
});

test('booleans are written as Python does, null is no tag, and neither is a defect', () => {
  const event = normalise({ tags: { feature: true, off: false, retries: 3, none: null } });
  expect(Object.fromEntries(event.tags)).toEqual({ feature: 'True', off: 'False', retries: '3', level: 'error' });
  expect(event.errors).toEqual([]);
});

test('keys are mended, values put on one line and cut', () => {
  const event = normalise({ tags: { 'my key!': 'two\nlines', long: 'v'.repeat(300) } });
  expect(Object.fromEntries(event.tags)).toEqual({
    'my-key_': 'two lines',
    long: `${'v'.repeat(197)}...`,
    level: 'error',
  });
  expect(notesOf(event)).toEqual(['tags.my-key_ replaced', 'tags.my-key_ too_long', 'tags.long too_long']);
});

test('empty values, objects and tags without a name are dropped with a note', () => {
  const event = normalise({ tags: [['empty', ''], ['deep', { a: 1 }], ['', 'x'], [null, 'y'], 'loose'] });
  expect(event.tags).toEqual([['level', 'error']]);
  expect(event.errors).toHaveLength(5);
});

test('the first of a key wins', () => {
  expect(
    tagsOf([
      ['a', '1'],
      ['a', '2'],
      ['a ', '3'],
    ]),
  ).toEqual({ a: '1' });
});

test('names of fields of the event are reserved', () => {
  expect(
    tagsOf({ release: 'x', dist: 'x', user: 'x', filename: 'x', function: 'x', environment: 'prod', mine: 'x' }),
  ).toEqual({
    environment: 'prod',
    mine: 'x',
  });
});

test('a hundred tags are kept, and derived ones do not push them out', () => {
  const many = Array.from({ length: 100_000 }, (_, index) => [`t${index}`, index]);
  const event = normalise({ tags: [...many.slice(0, 99), ['browser', 'kiosk'], ...many.slice(99)], logger: 'app' });
  const keys = event.tags.map(([key]) => key);
  expect(keys.filter((key) => /^t\d/.test(key))).toHaveLength(100);
  expect(keys).toEqual(expect.arrayContaining(['browser', 'level', 'logger']));
  expect(notesOf(event)).toEqual(['tags too_many']);
});

test('tags come sorted by key, each key once', () => {
  const keys = normalise({ tags: { zebra: 1, Apple: 2, level: 'fake' } }).tags.map(([key]) => key);
  expect(keys).toEqual(['Apple', 'level', 'zebra']);
});

test('fields of the event become tags and are always right', () => {
  const event = normalise({
    level: 'warning',
    logger: 'app.audit',
    server_name: 'web-1',
    transaction: '/orders/:id',
    release: 'web@1',
    dist: '7',
    environment: 'prod',
    site: 'eu',
    request: { url: 'https://acme.invalid/x?y=1' },
    tags: { level: 'fatal' },
  });
  expect(Object.fromEntries(event.tags)).toEqual({
    level: 'warning',
    logger: 'app.audit',
    server_name: 'web-1',
    transaction: '/orders/:id',
    release: 'web@1',
    dist: '7',
    environment: 'prod',
    site: 'eu',
    url: 'https://acme.invalid/x',
  });
});

test('contexts become tags unless the application sent one of that name', () => {
  const contexts = {
    os: { name: 'Debian', version: '12.11\n' },
    runtime: { name: 'node', version: 'v20.20.2' },
    browser: { name: 'Firefox' },
    device: { model: 'Pixel 8' },
  };
  expect(Object.fromEntries(normalise({ contexts, tags: { device: 'till 7' } }).tags)).toEqual({
    os: 'Debian 12.11',
    'os.name': 'Debian',
    runtime: 'node v20.20.2',
    'runtime.name': 'node',
    browser: 'Firefox',
    'browser.name': 'Firefox',
    device: 'till 7',
    level: 'error',
  });
});

test.each([
  [{ id: 7, email: 'ann@example.invalid' }, 'id:7'],
  [{ email: 'ann@example.invalid', username: 'ann' }, 'email:ann@example.invalid'],
  [{ username: 'ann', ip_address: '10.0.0.1' }, 'username:ann'],
  [{ ip_address: '10.0.0.1' }, 'ip:10.0.0.1'],
])('the user %j is tagged %s', (user, tag) => {
  expect(Object.fromEntries(normalise({ user }).tags)['user']).toBe(tag);
});

test('an event is unhandled when any of its exceptions is; the mechanism is the outermost one’s', () => {
  const event = normalise({
    exception: [
      { type: 'A', mechanism: { type: 'onerror', handled: false } },
      { type: 'B', mechanism: { type: 'generic', handled: true } },
      { type: 'C' },
    ],
  });
  expect(Object.fromEntries(event.tags)).toMatchObject({ handled: 'no', mechanism: 'generic' });
});
