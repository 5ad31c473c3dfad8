import { describe, expect, test } from 'vitest';
import { applied, doneSentence, doneWord, initialsOf, possible, refusedOf } from './actions.ts';
import type { Action } from './actions.ts';

describe('what was done to issues, in words', () => {
  test.each<[Action, string]>([
    [{ action: 'resolve' }, 'resolved'],
    [{ action: 'resolve', in: 'latest' }, 'resolved in the latest release'],
    [{ action: 'resolve', in: 'next' }, 'resolved by the next release'],
    [{ action: 'resolve', in: { version: 'shop@1.2.0' } }, 'resolved in shop@1.2.0'],
    [{ action: 'mute' }, 'muted for ever'],
    [{ action: 'mute', for: { n: 1, period: 'day' } }, 'muted for 1 day'],
    [
      { action: 'mute', for: { n: 2, period: 'week' }, volume: [{ count: 1, n: 3, period: 'hour' }], users: 1 },
      'muted for 2 weeks or until 1 more user has it or until more than 1 event in 3 hours',
    ],
    [{ action: 'mute', until: '2026-12-01T10:00:00.000Z' }, 'muted until 2026-12-01 10:00 UTC'],
    [{ action: 'assign', userId: null }, 'assigned to nobody'],
    [{ action: 'assign', userId: 7 }, 'assigned to Ada'],
    [{ action: 'assign', teamId: 7 }, 'assigned to Ada'],
    [{ action: 'prioritize', priority: 'high' }, 'given high priority'],
    [{ action: 'delete' }, 'deleted'],
  ])('%j', (action, words) => expect(doneWord(action, 'utc', 'Ada')).toBe(words));

  test('one issue is named, several are counted', () => {
    expect(doneSentence('resolved', 1, 'SHOP-1')).toBe('SHOP-1 resolved');
    expect(doneSentence('resolved', 1)).toBe('1 issue resolved');
    expect(doneSentence('resolved', 1_200, 'SHOP-1')).toBe('1,200 issues resolved');
  });
});

test.each([
  ['Ada Lovelace', 'AL'],
  ['ada@example.org', 'A'],
  ['grace.hopper@example.org', 'GH'],
  ['Jean-Luc de la Tour', 'JT'],
  ['élodie', 'É'],
  ['🤖', '?'],
  ['', '?'],
])('the initials of %j are %s', (name, initials) => expect(initialsOf(name)).toBe(initials));

test('a list shows at once what an action makes of an issue, and leaves alone what will be refused', () => {
  const row = { status: 'unresolved', regressed: true, assigneeId: null, assigneeTeamId: 3, priority: 'low' } as const;
  expect(applied(row, { action: 'resolve' })).toEqual({ ...row, status: 'resolved', regressed: false });
  expect(applied({ ...row, status: 'resolved' }, { action: 'mute' }).status).toBe('resolved');
  expect(applied(row, { action: 'assign', userId: 7 })).toEqual({ ...row, assigneeId: 7, assigneeTeamId: null });
  expect(applied(row, { action: 'prioritize', priority: 'high' }).priority).toBe('high');
});

test('what will be refused is known from the states', () => {
  const counts = { unresolved: 5, resolved: 3, muted: 2 };
  const refused = (action: Action['action']) => refusedOf({ action }, counts);
  expect([refused('resolve'), refused('reopen'), refused('mute'), refused('unmute'), refused('assign')]).toEqual([
    3, 7, 5, 8, 0,
  ]);
});

test('of issues in several states, whatever can be done to one is offered', () => {
  expect(possible(['resolved'])).toEqual({ resolve: false, reopen: true, mute: false, unmute: false });
  expect(possible(['muted'])).toEqual({ resolve: true, reopen: false, mute: false, unmute: true });
  expect(possible(['unresolved', 'resolved'])).toEqual({ resolve: true, reopen: true, mute: true, unmute: false });
});
