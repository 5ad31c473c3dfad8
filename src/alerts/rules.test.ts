import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { globMatches } from './glob.ts';
import type { Condition, Rule, Subject } from './rules.ts';
import { audience, checkConditions, levels, matches } from './rules.ts';

const aRule = (more: Partial<Rule> = {}): Rule => ({
  id: 1,
  projectId: 1,
  name: 'rule',
  enabled: true,
  triggers: ['new'],
  conditions: [],
  targetIds: [1],
  ...more,
});
const subject: Subject = {
  environment: 'production',
  level: 'error',
  release: 'shop@1.2.3',
  tags: new Map([['browser', 'Firefox']]),
  owner: '#payments',
};
const holds = (condition: Condition, of: Subject = subject) =>
  matches(aRule({ conditions: [condition] }), 1, 'new', of);

describe('conditions', () => {
  test.each<[Condition, boolean]>([
    [{ field: 'environment', operator: 'is', values: ['staging', 'production'] }, true],
    [{ field: 'environment', operator: 'is', values: ['Production'] }, false],
    [{ field: 'environment', operator: 'is_not', values: ['staging'] }, true],
    [{ field: 'environment', operator: 'is_not', values: ['production'] }, false],
    [{ field: 'release', operator: 'matches', values: ['shop@1.*'] }, true],
    [{ field: 'release', operator: 'matches', values: ['1.*'] }, false],
    [{ field: 'level', operator: 'at_least', values: ['warning'] }, true],
    [{ field: 'level', operator: 'at_least', values: ['error'] }, true],
    [{ field: 'level', operator: 'at_least', values: ['fatal'] }, false],
    [{ field: 'owner', operator: 'is', values: ['ada@example.org', '#payments'] }, true],
    [{ field: 'owner', operator: 'is_not', values: ['#payments'] }, false],
    [{ field: 'tag', key: 'browser', operator: 'is', values: ['Firefox'] }, true],
    [{ field: 'tag', key: 'browser', operator: 'matches', values: ['*fox'] }, true],
    [{ field: 'tag', key: 'os', operator: 'is', values: ['Firefox'] }, false],
    [{ field: 'tag', key: 'os', operator: 'matches', values: ['*'] }, false],
    [{ field: 'tag', key: 'os', operator: 'is_not', values: ['Firefox'] }, true],
  ])('%j: %s', (condition, expected) => {
    expect(holds(condition)).toBe(expected);
  });

  test('nothing is known of an event without values', () => {
    const empty: Subject = { environment: null, level: null, release: null, tags: new Map(), owner: null };
    expect(holds({ field: 'level', operator: 'at_least', values: ['debug'] }, empty)).toBe(false);
    expect(holds({ field: 'environment', operator: 'is_not', values: ['x'] }, empty)).toBe(true);
  });

  test('"is not" is the opposite of "is"', () => {
    const value = fc.option(fc.constantFrom('a', 'b', 'c'));
    fc.assert(
      fc.property(value, fc.subarray(['a', 'b', 'c'], { minLength: 1 }), (environment, values) => {
        const of = { ...subject, environment };
        const is = holds({ field: 'environment', operator: 'is', values }, of);
        expect(holds({ field: 'environment', operator: 'is_not', values }, of)).toBe(!is);
      }),
    );
  });

  test('"at least" follows the order of levels', () => {
    for (const [rank, level] of levels.entries())
      for (const [least, value] of levels.entries())
        expect(holds({ field: 'level', operator: 'at_least', values: [value] }, { ...subject, level })).toBe(
          rank >= least,
        );
  });

  test.each<[Condition, string]>([
    [{ field: 'tag', operator: 'is', values: ['x'] }, 'a tag needs a key'],
    [{ field: 'level', key: 'x', operator: 'is', values: ['error'] }, 'level has no key'],
    [{ field: 'level', operator: 'is', values: ['loud'] }, '"loud" is no level'],
    [{ field: 'level', operator: 'at_least', values: ['info', 'error'] }, 'one value'],
    [{ field: 'release', operator: 'at_least', values: ['1.0'] }, 'compares a level'],
  ])('%j is refused: %s', (condition, why) => {
    expect(() => checkConditions([{ field: 'environment', operator: 'is', values: ['x'] }, condition])).toThrow(why);
    expect(() => checkConditions([condition])).toThrow('conditions.0');
  });
});

test('all conditions must hold, and a rule is of its project, of its triggers and switched on', () => {
  const conditions: Condition[] = [
    { field: 'environment', operator: 'is', values: ['production'] },
    { field: 'level', operator: 'is', values: ['fatal'] },
  ];
  expect(matches(aRule({ conditions }), 1, 'new', subject)).toBe(false);
  expect(matches(aRule(), 1, 'new', subject)).toBe(true);
  expect(matches(aRule(), 2, 'new', subject)).toBe(false);
  expect(matches(aRule(), 1, 'regressed', subject)).toBe(false);
  expect(matches(aRule({ enabled: false }), 1, 'new', subject)).toBe(false);
});

test('every target hears once, from the oldest rule that names it, in whatever order the rules come', () => {
  const rules = [
    aRule({ id: 2, targetIds: [1, 2] }),
    aRule({ id: 1, targetIds: [1] }),
    aRule({ id: 3, targetIds: [2] }),
  ];
  for (const order of [rules, rules.toReversed()])
    expect(new Map([...audience(order, 1, 'new', subject)].map(([target, { id }]) => [target, id]))).toEqual(
      new Map([
        [1, 1],
        [2, 2],
      ]),
    );
});

describe('patterns', () => {
  test('are what a regular expression says they are', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*'), maxLength: 8 });
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*', '?'), maxLength: 8 });
    fc.assert(
      fc.property(pattern, text, (glob, value) => {
        const source = glob
          .split('')
          .map((sign) => (sign === '*' ? '.*' : sign === '?' ? '.' : sign === '.' ? '\\.' : sign));
        expect(globMatches(glob, value)).toBe(new RegExp(`^${source.join('')}$`, 's').test(value));
      }),
      { numRuns: 1_000 },
    );
  });

  test('cost little even when they are hostile', () => {
    expect(globMatches(`${'*a'.repeat(100)}b`, 'a'.repeat(200))).toBe(false);
  });
});
