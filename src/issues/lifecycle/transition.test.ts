import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOUR } from '../../kit/index.ts';
import { initialState } from './state.ts';
import type { Action, IssueState, Point, Status } from './state.ts';
import { transition } from './transition.ts';

describe('the life of an issue', () => {
  const resolve: Action = { kind: 'resolve', by: 'always' };
  const next: Action = { kind: 'resolve', by: 'next' };
  const inRelease: Action = { kind: 'resolve', by: 'release', release: 7, version: '1.2.3' };
  const mute: Action = { kind: 'mute', until: null, users: null, volume: [] };
  const event = (fixed: boolean): Action => ({ kind: 'event', release: 7, fixed });
  const anEvent = event(true);

  const run = (...actions: readonly Action[]): IssueState => {
    let state = initialState;
    for (const action of actions) {
      const result = transition(state, action);
      if (!result.ok) throw new Error(result.why);
      state = result.state;
    }
    return state;
  };
  const last = (actions: readonly Action[], action: Action) => transition(run(...actions), action);

  test.each([
    ['unresolved', [], 'resolve', [resolve], 'resolved'],
    ['unresolved', [], 'mute', [mute], 'muted'],
    ['resolved', [resolve], 'reopen', [{ kind: 'reopen' }], 'unresolved'],
    ['muted', [mute], 'unmute', [{ kind: 'unmute' }], 'unresolved'],
    ['muted', [mute], 'resolve', [resolve], 'resolved'],
  ] as [string, Action[], string, Action[], string][])('%s, %s → it is %4$s', (_from, before, _name, after, to) => {
    expect(run(...before, ...after).status.kind).toBe(to);
  });

  test.each([
    ['cannot resolve a resolved issue', [resolve], next],
    ['cannot mute a resolved issue', [resolve], mute],
    ['cannot mute a muted issue', [mute], mute],
    ['cannot unmute a resolved issue', [resolve], { kind: 'unmute' }],
    ['cannot unmute an unresolved issue', [], { kind: 'unmute' }],
    ['cannot reopen an unresolved issue', [], { kind: 'reopen' }],
    ['cannot reopen a muted issue: unmute it', [mute], { kind: 'reopen' }],
    ['it was merged into another issue: act on that one', [{ kind: 'merge', into: 3, shortId: 'SHOP-3' }], resolve],
    ['it was deleted', [mute, { kind: 'delete', until: HOUR }], { kind: 'unmute' }],
    ['it is not merged into another issue', [], { kind: 'unmerge', to: initialState.status }],
  ] as [string, Action[], Action][])('%s', (why, before, action) => {
    expect(last(before, action)).toEqual({ ok: false, why });
  });

  test.each([
    ['resolved: any event is a regression', [resolve], event(false), true],
    ['resolved by the next release: not yet', [next], anEvent, false],
    ['resolved in a release: of one that holds the fix', [inRelease], anEvent, true],
    ['resolved in a release: not of an older one', [inRelease], event(false), false],
    [
      'resolved by a release that came: of it',
      [next, { kind: 'next_release', release: 7, version: '2' }],
      anEvent,
      true,
    ],
    ['muted: no', [mute], anEvent, false],
    ['unresolved: no', [], anEvent, false],
  ] as [string, Action[], Action, boolean][])('%s', (_title, before, action, regresses) => {
    const result = last(before, action);
    expect(result.ok && result.point?.kind === 'regressed').toBe(regresses);
    expect(result.ok && result.state.status.kind === 'unresolved' && result.state.status.regressed).toBe(regresses);
  });

  test('a release that should hold the fix and was seen does not hold it', () => {
    expect(last([inRelease], anEvent)).toMatchObject({ marks: [{ release: 7, as: 'seen' }] });
    expect(last([], anEvent)).toMatchObject({ point: null, marks: [{ release: 7, as: 'seen' }] });
    expect(last([inRelease], event(false))).toMatchObject({ point: null, marks: [] });
  });

  test('reopening by hand takes the claim of the release back', () => {
    expect(last([inRelease], { kind: 'reopen' })).toMatchObject({ marks: [{ release: 7, as: null }] });
  });

  test('conditions unmute, and the history says which', () => {
    const volume = { period: 'hour', n: 1, count: 5 } as const;
    const muted: Action[] = [{ kind: 'mute', until: 2 * HOUR, users: 10, volume: [volume] }];
    expect(last(muted, { kind: 'volume', fired: volume })).toMatchObject({
      point: { kind: 'unmuted', metadata: { reason: 'more than 5 events per 1 hour' } },
    });
    expect(last(muted, { kind: 'time', now: 2 * HOUR - 1 })).toMatchObject({ point: null });
    expect(last(muted, { kind: 'time', now: 2 * HOUR })).toMatchObject({ point: { kind: 'unmuted' } });
    expect(last(muted, { kind: 'users', users: 9 })).toMatchObject({ point: null });
    expect(last(muted, { kind: 'users', users: 10 })).toMatchObject({ point: { kind: 'unmuted' } });
  });

  test('a deletion is taken back until its time is up', () => {
    const gone = run(mute, { kind: 'delete', until: HOUR });
    const restore = (now: number): Action => ({ kind: 'restore', to: run(mute), marks: [], undone: 'delete', now });
    expect(transition(gone, restore(HOUR - 1))).toMatchObject({ ok: true, state: { status: { kind: 'muted' } } });
    expect(transition(gone, restore(HOUR))).toEqual({ ok: false, why: 'it was deleted for good' });
  });

  test('assigning and priority change nothing else, and the same again is nothing', () => {
    const state = run(mute, { kind: 'assign', user: 3 }, { kind: 'prioritise', priority: 'high' });
    expect(state).toMatchObject({ status: { kind: 'muted' }, assignee: 3, priority: 'high' });
    expect(transition(state, { kind: 'assign', user: 3 })).toMatchObject({ ok: true, point: null });
  });

  const volume = { period: 'hour', n: 1, count: 2 } as const;
  const action: fc.Arbitrary<Action> = fc.oneof(
    fc.constantFrom<Action>(
      resolve,
      next,
      inRelease,
      mute,
      { kind: 'mute', until: 50, users: null, volume: [volume] },
      { kind: 'reopen' },
      { kind: 'unmute' },
      event(true),
      event(false),
      { kind: 'volume', fired: volume },
      { kind: 'next_release', release: 8, version: '2.0.0' },
      { kind: 'merge', into: 3, shortId: 'SHOP-3' },
      { kind: 'unmerge', to: initialState.status },
      { kind: 'delete', until: 50 },
    ),
    fc.nat(100).map((now): Action => ({ kind: 'time', now })),
    fc.nat(3).map((user): Action => ({ kind: 'assign', user })),
    fc.nat(20).map((users): Action => ({ kind: 'users', users })),
  );

  test('whatever happens, the history explains the state', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 40 }), (actions) => {
        let state = initialState;
        const history: Point[] = [];
        for (const each of actions) {
          const result = transition(state, each);
          if (!result.ok) {
            expect(result.why).not.toBe('');
            continue;
          }
          if (result.point === null) expect(result.state).toEqual(state);
          else history.push(result.point);
          state = result.state;
        }
        expect(told(history)).toBe(shown(state.status));
        const count = (kind: string) => history.filter((point) => point.kind === kind).length;
        // Each muting ends once: by unmuting, resolving, or merging.
        expect(count('unmuted')).toBeLessThanOrEqual(count('muted'));
        expect(count('regressed') + count('reopened')).toBeLessThanOrEqual(count('resolved'));
      }),
      { numRuns: 1_000 },
    );
  });

  test('taking an action back restores what was', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 20 }), action, (actions, one) => {
        let before = initialState;
        for (const each of actions) {
          const result = transition(before, each);
          if (result.ok) before = result.state;
        }
        const after = transition(before, one);
        if (!after.ok || after.state.status.kind === 'merged') return;
        const undone = transition(after.state, { kind: 'restore', to: before, marks: [], undone: one.kind, now: 0 });
        expect(undone).toMatchObject({ ok: true, state: before });
      }),
    );
  });
});

/** The status as the history alone tells it, by a reading of its own. */
const told = (history: readonly Point[]): string => {
  let status = 'unresolved';
  for (const { kind, metadata } of history) {
    if (kind === 'resolved') status = `resolved ${String(metadata['release'] ?? metadata['by'])}`;
    if (kind === 'next_materialized') status = `resolved ${String(metadata['release'])}`;
    if (kind === 'reopened' || kind === 'unmuted') status = 'unresolved';
    if (kind === 'regressed') status = 'regressed';
    if (kind === 'muted') status = 'muted';
    if (kind === 'merged_into') status = 'merged';
    if (kind === 'deleted') status = 'deleted';
    if (kind === 'unmerged_from' || kind === 'undone') status = shown(metadata['status'] as Status);
  }
  return status;
};

const shown = (status: Status): string => {
  if (status.kind === 'resolved') return `resolved ${status.by === 'release' ? status.release : status.by}`;
  return status.kind === 'unresolved' && status.regressed ? 'regressed' : status.kind;
};
