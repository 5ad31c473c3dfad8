import { describe, expect, test } from 'vitest';
import { orderOf } from '../releases/order.ts';
import { holdsFix } from './marks.ts';
import type { MarkedRelease } from './marks.ts';

describe('whether a release holds the fix', () => {
  const names = ['0.9.0', '1.0.0', '1.1.0-rc.1', '1.1.0', '1.2.0', '2.0.0', '2.1.0', '3.0.0'];
  const releases = new Map(names.map((name, index) => [name, { release: index + 1, key: orderOf(name, 0, null).key }]));
  const at = (name: string) => releases.get(name) ?? { release: 0, key: '' };
  const marked = (as: 'fixed' | 'seen', list: readonly string[]): MarkedRelease[] =>
    list.map((name) => ({ ...at(name), as }));

  test.each([
    ['fixed in one: it and all newer ones', ['1.1.0'], [], '1.1.0 1.2.0 2.0.0 2.1.0 3.0.0'],
    ['fixed nowhere: none', [], ['1.0.0'], ''],
    ['seen again: none from there on', ['1.1.0'], ['2.0.0'], '1.1.0 1.2.0'],
    ['fixed, seen again and fixed again: both stretches', ['1.1.0', '2.1.0'], ['2.0.0'], '1.1.0 1.2.0 2.1.0 3.0.0'],
    ['seen before the fix only: nothing changes', ['1.1.0'], ['0.9.0', '1.0.0'], '1.1.0 1.2.0 2.0.0 2.1.0 3.0.0'],
    ['fixed in a pre-release: the release too', ['1.1.0-rc.1'], [], '1.1.0-rc.1 1.1.0 1.2.0 2.0.0 2.1.0 3.0.0'],
    ['fixed in a release: not its pre-release', ['1.1.0'], ['3.0.0'], '1.1.0 1.2.0 2.0.0 2.1.0'],
    ['fixed in the oldest: every one', ['0.9.0'], [], names.join(' ')],
  ])('%s', (_title, fixed, seen, holding) => {
    const marks = [...marked('fixed', fixed), ...marked('seen', seen)];
    expect(names.filter((name) => holdsFix(marks, at(name))).join(' ')).toBe(holding);
    expect(names.filter((name) => holdsFix(marks.toReversed(), at(name))).join(' ')).toBe(holding);
  });

  test('builds of one version are one version, but what is known of the build itself counts more', () => {
    const [first, second, third] = ['1.0.0+1', '1.0.0+2', '1.0.0+3'].map((name, index) => ({
      release: index + 1,
      key: orderOf(name, 0, null).key,
    }));
    if (first === undefined || second === undefined || third === undefined) throw new Error('three builds');
    const marks: MarkedRelease[] = [
      { ...second, as: 'fixed' },
      { ...third, as: 'seen' },
    ];
    expect(holdsFix(marks, second)).toBe(true);
    expect(holdsFix(marks, third)).toBe(false);
    expect(holdsFix(marks.slice(0, 1), first)).toBe(true);
  });
});
