import { expect, test } from 'vitest';
import { normalise, notesOf } from './normalise.fixture.ts';

test('extra comes through as it was sent', () => {
  const extra = { 'sys.argv': ['a', 'b'], amount: 12.5, nothing: null, '…unicode key…': 'őá…🤮 한글' };
  expect(normalise({ extra })).toMatchObject({ extra, errors: [] });
  expect(normalise({ extra: [] }).extra).toEqual({});
  expect(normalise({ extra: 'text' }).extra).toEqual({ value: 'text' });
});

test('each value of extra has 16 KiB, all together 256 KiB', () => {
  const event = normalise({ extra: { big: 'x'.repeat(50_000), after: 1 } });
  expect((event.extra['big'] as string).length).toBeLessThanOrEqual(16_384);
  expect(event.extra['after']).toBe(1);
  const many = normalise({
    extra: Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`k${index}`, 'x'.repeat(10_000)])),
  });
  expect(JSON.stringify(many.extra).length).toBeLessThanOrEqual(262_144);
  expect(Object.keys(many.extra)).toHaveLength(26);
  expect(notesOf(many)).toEqual(['extra too_long']);
});

test('extra is seven levels deep', () => {
  const deep = JSON.parse(`${'{"a":'.repeat(10)}1${'}'.repeat(10)}`) as Record<string, unknown>;
  expect(JSON.stringify(normalise({ extra: { deep } }).extra)).toBe(
    `{"deep":${'{"a":'.repeat(7)}"[Object]"${'}'.repeat(7)}}`,
  );
});

test('a million levels and a million keys do no harm', () => {
  const levels = JSON.parse('['.repeat(1_000_000) + ']'.repeat(1_000_000)) as unknown;
  const keys = Object.fromEntries(Array.from({ length: 1_000_000 }, (_, index) => [`k${index}`, index]));
  const event = normalise({
    extra: { levels, keys },
    contexts: { levels: { levels }, keys },
    tags: keys,
    user: { levels },
    request: { data: levels },
    fingerprint: levels,
    exception: levels,
    message: 'kept',
  });
  expect(event.message?.formatted).toBe('kept');
  expect(JSON.stringify(event).length).toBeLessThan(100_000);
});

test('modules are name and version', () => {
  expect(normalise({ modules: { flask: '2.2.2', '': '', build: 7, odd: { a: 1 }, none: null } }).modules).toEqual({
    flask: '2.2.2',
    build: '7',
    odd: '',
    none: '',
  });
  expect(normalise({ modules: { flask: '2.2.2' } })).toMatchObject({ modules: { flask: '2.2.2' }, errors: [] });
});

test('modules have 8 KiB', () => {
  const event = normalise({
    modules: Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`module-${index}`, '1.0.0'])),
  });
  expect(JSON.stringify(event.modules).length).toBeLessThan(14_000);
  expect(notesOf(event)).toEqual(['modules too_long']);
});
