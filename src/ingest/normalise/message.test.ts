import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatMessage } from './message.ts';
import { normalise } from './normalise.fixture.ts';

const plain = (formatted: string) => ({ template: null, params: null, formatted });

test.each([
  [{ message: 'hand made' }, plain('hand made')],
  [{ message: { message: 'hand made' } }, plain('hand made')],
  [{ message: { formatted: 'hand made' } }, plain('hand made')],
  [{ logentry: { message: 'hand made' } }, plain('hand made')],
  [{ logentry: 'hand made' }, plain('hand made')],
  [{ 'sentry.interfaces.Message': { message: 'hand made' } }, plain('hand made')],
  [{ message: 42 }, plain('42')],
  [{ message: '' }, null],
  [{ message: null, logentry: {} }, null],
  [
    {
      logentry: {
        message: 'charge failed for %s: %s',
        formatted: 'charge failed for INV-1: declined',
        params: ['INV-1', 'declined'],
      },
    },
    {
      template: 'charge failed for %s: %s',
      params: ['INV-1', 'declined'],
      formatted: 'charge failed for INV-1: declined',
    },
  ],
  [
    { logentry: { message: 'User %s failed login %s times', params: ['ann@example.invalid', 7] } },
    {
      template: 'User %s failed login %s times',
      params: ['ann@example.invalid', 7],
      formatted: 'User ann@example.invalid failed login 7 times',
    },
  ],
  [
    { logentry: { message: 'Hello {name}', params: { name: 'Ann' } } },
    { template: 'Hello {name}', params: { name: 'Ann' }, formatted: 'Hello Ann' },
  ],
  [
    { message: 'Hello Ann', logentry: { message: 'Hello %s' } },
    { template: 'Hello %s', params: null, formatted: 'Hello Ann' },
  ],
])('%j says %j', (raw, message) => {
  expect(normalise(raw).message).toEqual(message);
});

test.each([
  ['%s and %d and %i', ['a', 1, 2], 'a and 1 and 2'],
  ['%(user)s did %(what)r', { user: 'ann', what: 'x' }, 'ann did x'],
  ['{} then {}', ['a', 'b'], 'a then b'],
  ['{1} before {0}', ['a', 'b'], 'b before a'],
  ['{name!r:>10} is {age}', { name: 'Ann', age: 7 }, 'Ann is 7'],
  ['%.2f%% of %5d', [12.345, 7], '12.35% of 7'],
  ['%o %j', [{ a: 1 }, [1, 2]], '{"a":1} [1,2]'],
  ['%s %s', ['only one'], 'only one %s'],
  ['100% sure, {not} a template', [], '100% sure, {not} a template'],
  ['no placeholder', ['unused'], 'no placeholder'],
  ['%(missing)s', { other: 1 }, '%(missing)s'],
  ['{constructor}', {}, '{constructor}'],
  ['%s', null, '%s'],
])('%j filled with %j is %j', (template, params, formatted) => {
  expect(formatMessage(template, params)).toBe(formatted);
});

test('a message is cut at 8192 characters', () => {
  const { message, errors } = normalise({ message: 'x'.repeat(10_000) });
  expect(message?.formatted).toHaveLength(8_192);
  expect(message?.formatted.endsWith('...')).toBe(true);
  expect(errors).toEqual([{ path: 'message', reason: 'too_long', detail: '10000 characters cut to 8192' }]);
});

test('filling in never fails, and is linear in hostile templates', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.jsonValue({ maxDepth: 1 })), (template, params) => {
      expect(typeof formatMessage(template, params as never)).toBe('string');
    }),
  );
  for (const part of ['%', '{', '%(', '%0', '{a', '%(a)'])
    expect(formatMessage(part.repeat(100_000), ['x']).length).toBeLessThanOrEqual(8_192);
});
