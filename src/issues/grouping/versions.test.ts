import { describe, expect, test } from 'vitest';
import { DAY, HOUR } from '../../kit/index.ts';
import { errorWith } from './events.fixture.ts';
import { group } from './group.ts';
import { configOf, previousConfigs, TRANSITION } from './versions.ts';

const config = (stackRules: string) => configOf({ fingerprintRules: '', stackRules });

describe('the version of a configuration', () => {
  test('is the algorithm’s without rules', () => {
    expect(config('').version).toBe('2026-11');
    expect(config('\n # only a comment\n').version).toBe('2026-11');
  });

  test('stands for the rules, not for how they are laid out', () => {
    expect(config('function:x -app').version).toMatch(/^2026-11\.[0-9a-f]{12}$/);
    expect(config('  function:x -app \r\n\n# note').version).toBe(config('function:x -app').version);
    expect(config('function:y -app').version).not.toBe(config('function:x -app').version);
    expect(configOf({ fingerprintRules: 'function:x -app', stackRules: '' }).version).not.toBe(
      config('function:x -app').version,
    );
  });
});

describe('a change of the configuration', () => {
  const event = errorWith({
    frames: [
      { function: 'total', module: 'cart' },
      { function: 'fail', module: 'errors' },
    ],
  });
  const [before, after] = [config(''), config('function:fail -group')];

  test('makes a new key only where the rules speak', () => {
    expect(group(event, after).hashes).not.toEqual(group(event, before).hashes);
    expect(group(event, config('function:other -group')).hashes).toEqual(group(event, before).hashes);
    expect(group(event, after).config).toBe(after.version);
  });

  test('splits no issue when unknown keys are asked for under the replaced ones', () => {
    const issues = new Map<string, number>();
    const keysOf = (under: typeof before): string[] =>
      group(event, under).hashes.map((hash) => Buffer.from(hash).toString('hex'));
    const digest = (current: typeof before, previous: (typeof before)[]): number => {
      const known = [current, ...previous].flatMap(keysOf).find((key) => issues.has(key));
      const issue = known === undefined ? issues.size + 1 : (issues.get(known) as number);
      for (const key of keysOf(current)) issues.set(key, issue);
      return issue;
    };
    const between = config('function:* max-frames=1');
    const seen = [digest(before, []), digest(between, [before]), digest(after, [between, before]), digest(after, [])];
    expect(seen).toEqual([1, 1, 1, 1]);
  });
});

describe('replaced configurations', () => {
  const [a, b, c, d, e] = ['a', 'b', 'c', 'd', 'e'].map((name) => config(`function:${name} -app`)) as [
    typeof A,
    typeof A,
    typeof A,
    typeof A,
    typeof A,
  ];
  const A = config('');
  const now = 1000 * DAY;

  test('are asked newest first until the transition is over', () => {
    const history = [
      { config: b, since: now - 10 * DAY },
      { config: a, since: now - 200 * DAY },
      { config: c, since: now - DAY },
    ];
    expect(previousConfigs(history, now)).toEqual([b, a]);
    expect(previousConfigs(history, now - 10 * DAY + TRANSITION)).toEqual([b]);
    expect(previousConfigs(history, now + TRANSITION)).toEqual([]);
  });

  test('of one that is alone or none there are none', () => {
    expect(previousConfigs([], now)).toEqual([]);
    expect(previousConfigs([{ config: a, since: 0 }], now)).toEqual([]);
  });

  test('of many changes those that lasted longest stay', () => {
    const history = [
      { config: a, since: now - 50 * DAY },
      { config: b, since: now - 4 * HOUR },
      { config: c, since: now - 3 * HOUR },
      { config: d, since: now - 2.5 * HOUR },
      { config: e, since: now - HOUR },
    ];
    expect(previousConfigs(history, now)).toEqual([d, b, a]);
  });
});
