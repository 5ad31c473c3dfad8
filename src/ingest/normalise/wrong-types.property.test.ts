import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalise, notesOf } from './normalise.fixture.ts';
import { anyJson } from './payload.fixture.ts';
import { isRecord } from './source.ts';

/** All fields of the top level that are read, by what belongs there. `extra` takes anything. */
const fields: readonly (readonly [name: string, type: 'text' | 'object' | 'list' | 'any'])[] = [
  ['event_id', 'text'],
  ['timestamp', 'text'],
  ['level', 'text'],
  ['platform', 'text'],
  ['logger', 'text'],
  ['transaction', 'text'],
  ['server_name', 'text'],
  ['release', 'text'],
  ['dist', 'text'],
  ['environment', 'text'],
  ['culprit', 'text'],
  ['site', 'text'],
  ['message', 'text'],
  ['checksum', 'text'],
  ['logentry', 'object'],
  ['request', 'object'],
  ['user', 'object'],
  ['contexts', 'object'],
  ['modules', 'object'],
  ['sdk', 'object'],
  ['debug_meta', 'object'],
  ['_meta', 'object'],
  ['stacktrace', 'list'],
  ['exception', 'list'],
  ['threads', 'list'],
  ['breadcrumbs', 'list'],
  ['tags', 'list'],
  ['fingerprint', 'list'],
  ['errors', 'list'],
  ['extra', 'any'],
];

const saysNothing = (value: unknown): boolean =>
  value === null || value === '' || (typeof value === 'object' && Object.values(value).every(saysNothing));

const isRight = (value: unknown, type: (typeof fields)[number][1]): boolean =>
  type === 'text'
    ? typeof value === 'string'
    : type === 'list'
      ? Array.isArray(value)
      : type === 'object' && isRecord(value);

test('a field of a wrong type is kept in another form, or noted', () => {
  fc.assert(
    fc.property(fc.constantFrom(...fields), anyJson, ([name, type], value) => {
      fc.pre(!isRight(value, type) && !saysNothing(value));
      const rest = { message: 'hello', release: 'web@1', level: 'error', platform: 'python' };
      const { [name as keyof typeof rest]: _, ...without } = rest;
      const { errors, ...event } = normalise({ ...rest, [name]: value });
      const { errors: _none, ...eventWithout } = normalise(without);
      // The SDK's own notes name the field that they are about.
      const noted = errors.some(({ path }) => name === 'errors' || path === name || path.startsWith(`${name}.`));
      if (!noted) expect(event).not.toEqual(eventWithout);
    }),
    { numRuns: 3_000 },
  );
});

test('an empty list where an object belongs is noted, but for PHP, which has no other', () => {
  for (const [name, type] of fields.filter(([, type]) => type === 'object' || type === 'any')) {
    if (name === 'logentry') continue;
    expect(notesOf(normalise({ message: 'hello', [name]: [] })), type).toEqual([`${name} replaced`]);
    expect(notesOf(normalise({ message: 'hello', platform: 'php', [name]: [] }))).toEqual([]);
  }
});

test('a client that names itself wrongly, a request without anything of one, and a message without text are noted', () => {
  const odd = {
    sdk: { version: '1' },
    request: { verb: 'GET' },
    message: { text: 'hello' },
    stacktrace: { lines: [] },
  };
  expect(notesOf(normalise(odd)).sort()).toEqual([
    'message invalid',
    'request invalid',
    'sdk invalid',
    'stacktrace invalid',
  ]);
  expect(normalise({ logentry: 7 }).message?.formatted).toBe('7');
});
