import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalise, notesOf } from './normalise.fixture.ts';

test('usual names come through unchanged', () => {
  const names = { release: 'acme-web@2.0.0-beta.1+build.77', dist: '42', environment: 'production' };
  expect(normalise(names)).toMatchObject({ ...names, errors: [] });
});

test('names with characters that such names cannot have are mended, and the event is kept', () => {
  const event = normalise({ release: '@acme/web\\x\n@1.0', dist: 'a b/c', environment: 'prod/eu\n' });
  expect(event).toMatchObject({ release: '@acme-web-x@1.0', dist: 'a-b-c', environment: 'prod-eu' });
  expect(notesOf(event)).toEqual(['release replaced', 'dist replaced', 'environment replaced']);
});

test('long names are cut', () => {
  const event = normalise({ release: 'r'.repeat(300), dist: 'd'.repeat(100), environment: 'e'.repeat(100) });
  expect([event.release, event.dist, event.environment].map((name) => name?.length)).toEqual([200, 64, 64]);
  expect(new Set(notesOf(event))).toEqual(new Set(['release too_long', 'dist too_long', 'environment too_long']));
});

test.each(['.', '..', 'latest', 'Latest'])('%j is not the name of a release', (release) => {
  expect(normalise({ release }).release).toBeNull();
  expect(notesOf(normalise({ release }))).toEqual(['release invalid']);
});

test('none is not the name of an environment', () => {
  expect(normalise({ environment: 'none' }).environment).toBeNull();
});

test('a dist without a release is dropped', () => {
  const event = normalise({ dist: '42' });
  expect(event.dist).toBeNull();
  expect(notesOf(event)).toEqual(['dist invalid']);
});

test('numbers are names too, null is absent', () => {
  expect(normalise({ release: 17, dist: 3, environment: null })).toMatchObject({
    release: '17',
    dist: '3',
    environment: null,
    errors: [],
  });
});

test.each([[{ environment: 'staging' }], [[['environment', 'staging']]], [[{ key: 'environment', value: 'staging' }]]])(
  'the environment is read from the tags %j where the event has none',
  (tags) => {
    expect(normalise({ tags }).environment).toBe('staging');
    expect(normalise({ tags, environment: 'production' }).environment).toBe('production');
  },
);

test('the request says release and environment where the event does not', () => {
  const over = { release: 'web@1.2.3', environment: 'production' };
  expect(normalise({}, over)).toMatchObject(over);
  expect(normalise({ release: 'api@1' }, over).release).toBe('api@1');
});

test('whatever the name, the event is there', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
      const event = normalise({ release: name, dist: name, environment: name, message: 'kept' });
      expect(event.message?.formatted).toBe('kept');
      expect(event.release ?? 'r').toMatch(/^[^/\\\n\r\t\f]{1,200}$/);
      expect(event.dist ?? 'd').toMatch(/^[A-Za-z0-9_.-]{1,64}$/);
      expect(event.environment ?? 'e').toMatch(/^[^/\n\r\f]{1,64}$/);
    }),
  );
});
