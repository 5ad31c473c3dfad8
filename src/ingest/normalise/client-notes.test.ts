import { expect, test } from 'vitest';
import { normalise } from './normalise.fixture.ts';

test('what the SDK dropped or trimmed is told, without the values', () => {
  const event = normalise({
    errors: [{ type: 'invalid_data', name: 'timestamp', value: 'secret value' }],
    _meta: {
      extra: { payload: { '': { len: 9000, rem: [['!limit', 's', 8189, 8192]] } } },
      user: { email: { '': { err: ['invalid_data'] } } },
    },
  });
  expect(event.errors).toEqual([
    { path: 'timestamp', reason: 'client', detail: 'invalid_data' },
    { path: 'extra.payload', reason: 'client', detail: 'changed before it was sent (!limit), 9000 before' },
    { path: 'user.email', reason: 'client', detail: 'changed before it was sent (invalid_data)' },
  ]);
});

test('a hostile _meta costs little and says at most a hundred things', () => {
  const deep = JSON.parse(`${'{"a":'.repeat(200_000)}{"":{"len":1}}${'}'.repeat(200_000)}`) as unknown;
  const wide = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`k${index}`, { '': { len: 1 } }]));
  expect(normalise({ _meta: deep }).errors).toEqual([]);
  const { errors } = normalise({ _meta: wide });
  expect(errors).toHaveLength(100);
  expect(errors.at(-1)).toEqual({ path: '', reason: 'too_many', detail: '2401 more notes are not listed' });
});

test('odd shapes say nothing but that they are odd', () => {
  const { errors } = normalise({ errors: ['x', null, 7], _meta: [1] });
  expect(errors.map(({ path, reason }) => `${path} ${reason}`)).toEqual([
    'errors.0 invalid',
    'errors.2 invalid',
    '_meta invalid',
  ]);
  expect(normalise({ errors: null, _meta: null }).errors).toEqual([]);
});
