import { toIso } from '../../kit/index.ts';
import { conditionText } from './periods.ts';
import type { Action, IssueState, MarkChange, Point, Status, Transition } from './state.ts';

/**
 * The one table of an issue's life: what an action makes of a state, what the history says of it, or why it cannot be. Single and bulk actions, events, releases,
 * the clock and undo all go through here. Pure.
 */
export const transition = (state: IssueState, action: Action): Transition => {
  const { status } = state;
  if (status.kind === 'merged' && action.kind !== 'unmerge')
    return refuse('it was merged into another issue: act on that one');
  if (status.kind === 'deleted' && action.kind !== 'restore') return refuse('it was deleted');
  switch (action.kind) {
    case 'resolve':
      return resolve(state, action);
    case 'reopen':
      if (status.kind === 'muted') return refuse('cannot reopen a muted issue: unmute it');
      if (status.kind === 'unresolved') return refuse('cannot reopen an unresolved issue');
      return become(state, unresolved, point('reopened'), revoked(status));
    case 'mute':
      return mute(state, action);
    case 'unmute':
      if (status.kind !== 'muted') return refuse(`cannot unmute ${article(status)} issue`);
      return become(state, unresolved, point('unmuted'));
    case 'assign':
      return assign(state, { user: action.user, team: action.team ?? null });
    case 'prioritise':
      if (state.priority === action.priority) return nothing(state);
      return done(
        { ...state, priority: action.priority },
        point('prioritized', { from: state.priority, to: action.priority }),
      );
    case 'comment':
      return done(state, point('comment', { comment: action.comment, mentioned: action.mentioned }));
    case 'merge':
      return become(
        state,
        { kind: 'merged', into: action.into },
        point('merged_into', { into: action.into, shortId: action.shortId, status }),
      );
    case 'absorb':
      return done(state, point('merged', { shortIds: action.shortIds }));
    case 'release_member':
      return done(state, point('unmerged', { shortId: action.shortId }));
    case 'unmerge':
      if (status.kind !== 'merged') return refuse('it is not merged into another issue');
      return become(state, action.to, point('unmerged_from', { from: status.into, status: action.to }));
    case 'delete':
      return become(state, { kind: 'deleted', until: action.until }, point('deleted', { until: toIso(action.until) }));
    case 'restore':
      return restore(state, action);
    case 'event':
      return event(state, action);
    case 'next_release': {
      if (status.kind !== 'resolved' || status.by !== 'next') return nothing(state);
      const { release, version } = action;
      return become(
        state,
        { kind: 'resolved', by: 'release', release },
        point('next_materialized', { release, version }),
        [{ release, as: 'fixed' }],
      );
    }
    case 'time':
      if (status.kind !== 'muted' || status.until === null || status.until > action.now) return nothing(state);
      return unmuted(state, `until ${toIso(status.until)}`);
    case 'users':
      if (status.kind !== 'muted' || status.users === null || action.users < status.users) return nothing(state);
      return unmuted(state, `until ${status.users} users`);
    case 'volume':
      return status.kind === 'muted' ? unmuted(state, conditionText(action.fired)) : nothing(state);
  }
};

/** Resolving a muted issue unmutes it silently. */
const resolve = (state: IssueState, action: Extract<Action, { kind: 'resolve' }>): Transition => {
  if (state.status.kind === 'resolved') return refuse('cannot resolve a resolved issue');
  if (action.by !== 'release')
    return become(state, { kind: 'resolved', by: action.by }, point('resolved', { by: action.by }));
  const { release, version, commit } = action;
  return become(
    state,
    { kind: 'resolved', by: 'release', release },
    point('resolved', { by: 'release', release, version, ...(commit === undefined ? {} : { commit }) }),
    [{ release, as: 'fixed' }],
  );
};

const mute = (state: IssueState, { until, users, volume }: Extract<Action, { kind: 'mute' }>): Transition => {
  if (state.status.kind !== 'unresolved') return refuse(`cannot mute a ${state.status.kind} issue`);
  return become(
    state,
    { kind: 'muted', until, users, volume },
    point('muted', { until: until === null ? null : toIso(until), users, volume }),
  );
};

/** One person or one team has it, or nobody. `undone` names the action that is taken back. */
const assign = (
  state: IssueState,
  { user, team }: { readonly user: number | null; readonly team: number | null },
  undone: Readonly<Record<string, string>> = {},
): Transition => {
  if (state.assignee === user && state.team === team) return nothing(state);
  const teams = { fromTeam: state.team, toTeam: team };
  return done(
    { ...state, assignee: user, team },
    point('assigned', { from: state.assignee, to: user, ...teams, ...undone }),
  );
};

/** Whoever takes an action back changes what it was about, and nothing else. */
const restore = (state: IssueState, { to, marks, undone, now }: Extract<Action, { kind: 'restore' }>): Transition => {
  if (state.status.kind === 'deleted' && state.status.until <= now) return refuse('it was deleted for good');
  if (to.status !== state.status) return done(to, point('undone', { undone, status: to.status }), marks);
  if (to.assignee !== state.assignee || to.team !== state.team)
    return assign(state, { user: to.assignee, team: to.team }, { undone });
  if (to.priority !== state.priority)
    return done(to, point('prioritized', { from: state.priority, to: to.priority, undone }));
  return nothing(state);
};

/**
 * Resolved by the next release: nothing is a regression until it is there. Resolved in a release: an event of a release that holds the fix. Otherwise any.
 * A release that should hold the fix and was seen does not hold it.
 */
const event = (state: IssueState, { release, fixed }: Extract<Action, { kind: 'event' }>): Transition => {
  const { status } = state;
  const marks: MarkChange[] = fixed && release !== null ? [{ release, as: 'seen' }] : [];
  if (status.kind !== 'resolved' || status.by === 'next' || (status.by === 'release' && !fixed))
    return { ok: true, state, point: null, marks };
  return become(state, { kind: 'unresolved', regressed: true }, point('regressed', { release }), marks);
};

const unresolved: Status = { kind: 'unresolved', regressed: false };

/** Whoever reopens an issue says that the release it was resolved in does not hold the fix after all. */
const revoked = (status: Status): MarkChange[] =>
  status.kind === 'resolved' && status.by === 'release' ? [{ release: status.release, as: null }] : [];

const unmuted = (state: IssueState, reason: string): Transition =>
  become(state, unresolved, point('unmuted', { reason }));

const article = ({ kind }: Status): string => (kind === 'unresolved' ? 'an unresolved' : `a ${kind}`);

const point = (kind: Point['kind'], metadata: Point['metadata'] = {}): Point => ({ kind, metadata });

const done = (state: IssueState, made: Point | null, marks: readonly MarkChange[] = []): Transition => ({
  ok: true,
  state,
  point: made,
  marks,
});

const become = (state: IssueState, status: Status, made: Point, marks: readonly MarkChange[] = []): Transition =>
  done({ ...state, status }, made, marks);

const nothing = (state: IssueState): Transition => done(state, null);

const refuse = (why: string): Transition => ({ ok: false, why });
