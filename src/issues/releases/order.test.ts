import fc from 'fast-check';
import semver from 'semver';
import { describe, expect, test } from 'vitest';
import { orderOf, semanticVersion } from './order.ts';

describe('the order of releases', () => {
  const keyOf = (name: string) => orderOf(name, 0, null).key;
  const compare = (a: string, b: string) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0);

  const identifier = fc.oneof(
    fc.nat(100_000).map(String),
    fc.stringMatching(/^[0-9A-Za-z-]{1,6}$/).filter((text) => !/^0\d+$/.test(text)),
  );
  const number = fc.oneof(fc.nat(12), fc.nat(10_000_000));
  const version = fc
    .tuple(number, number, number, fc.array(identifier, { maxLength: 4 }))
    .map(([a, b, c, pre]) => `${a}.${b}.${c}${pre.length === 0 ? '' : `-${pre.join('.')}`}`);

  test('within an epoch, semantic versions go by their precedence', () => {
    fc.assert(
      fc.property(version, version, (a, b) => {
        expect(compare(a, b)).toBe(semver.compare(a, b));
      }),
      { numRuns: 2_000 },
    );
  });

  test('the example of semver.org comes in its order', () => {
    const order = '1.0.0-alpha 1.0.0-alpha.1 1.0.0-alpha.beta 1.0.0-beta 1.0.0-beta.2 1.0.0-beta.11 1.0.0-rc.1 1.0.0';
    expect(order.split(' ').toSorted(compare).join(' ')).toBe(order);
  });

  test('the build and the package do not count', () => {
    expect(compare('shop@1.0.0+7', '@acme/cart@1.0.0+900')).toBe(0);
    expect(compare('shop@1.9.0', 'shop@1.10.0-rc.1+5')).toBe(-1);
  });

  test.each([
    ['Package@1.2.3-pre+build', '1.2.3-pre'],
    ['@acme-web@2.0.0', '2.0.0'],
    ['v3.1.4', '3.1.4'],
    ['svc-1.0.0', null],
    ['1.2', null],
    ['9f2c1ab', null],
    ['2026-11-22', null],
    ['x'.repeat(300), null],
    [`1.0.0-${'x'.repeat(300)}`, null],
    ['tab\there', null],
  ])('%s holds the version %s', (name, expected) => {
    expect(semanticVersion(name)?.version ?? null).toBe(expected);
  });

  test('other names go by when they came', () => {
    expect(orderOf('zebra', 9, null).key < orderOf('ant', 10, null).key).toBe(true);
    expect(orderOf('a', 1_790_000_000_000_000, null).key < orderOf('b', 1_790_000_000_000_001, null).key).toBe(true);
  });

  test('a project that changes its kind of names begins an epoch, which lies behind the one before', () => {
    const first = orderOf('9.0.0', 5, null);
    const second = orderOf('9f2c1ab', 6, first);
    const third = orderOf('1.0.0', 7, second);
    expect([first.epoch, second.epoch, third.epoch, orderOf('1.0.1', 8, third).epoch]).toEqual([0, 1, 2, 2]);
    expect(first.key < second.key && second.key < third.key).toBe(true);
    expect(orderOf('8.0.0', 6, first).key < first.key).toBe(true);
  });
});
