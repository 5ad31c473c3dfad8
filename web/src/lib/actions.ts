import type { paths } from '../api.gen.ts';
import { plural } from './number.ts';
import { formatInstant, zoneName, type Zone } from './time.ts';

/** What people do to an issue or to many, as the API takes it. */
export type Action = paths['/issues/{issueId}/actions']['post']['requestBody']['content']['application/json'];
export type Priority = NonNullable<Action['priority']>;
export type Condition = NonNullable<Action['volume']>[number];
export type Period = Condition['period'];

export const priorities: readonly Priority[] = ['high', 'medium', 'low'];
export const periods: readonly Period[] = ['minute', 'hour', 'day', 'week', 'month', 'year'];

/** Ways to mute that need no further question. */
export const muteChoices: readonly { readonly label: string; readonly action: Action }[] = [
  { label: 'For an hour', action: { action: 'mute', for: { n: 1, period: 'hour' } } },
  { label: 'For a day', action: { action: 'mute', for: { n: 1, period: 'day' } } },
  { label: 'For a week', action: { action: 'mute', for: { n: 1, period: 'week' } } },
  { label: 'Until 10 more users have it', action: { action: 'mute', users: 10 } },
  {
    label: 'Until more than 100 events in an hour',
    action: { action: 'mute', volume: [{ count: 100, n: 1, period: 'hour' }] },
  },
  { label: 'For ever', action: { action: 'mute' } },
];

/** What was done, as the end of a sentence about issues: `resolved in the next release`, `muted for 3 days`. `who` names an assignee. */
export const doneWord = (action: Action, zone: Zone, who?: string): string => {
  switch (action.action) {
    case 'resolve': {
      if (action.in === undefined) return 'resolved';
      if (action.in === 'latest') return 'resolved in the latest release';
      return action.in === 'next' ? 'resolved by the next release' : `resolved in ${action.in.version}`;
    }
    case 'mute': {
      const ends = muteEnds(action, zone);
      return ends.length === 0 ? 'muted for ever' : `muted ${ends.join(' or ')}`;
    }
    case 'reopen':
      return 'reopened';
    case 'unmute':
      return 'unmuted';
    case 'assign':
      if (action.teamId === undefined && action.userId == null) return 'assigned to nobody';
      return `assigned to ${who ?? (action.userId == null ? 'a team' : `user ${action.userId}`)}`;
    case 'prioritize':
      return `given ${action.priority ?? 'medium'} priority`;
    case 'delete':
      return 'deleted';
  }
};

/** What ends a muting, each as `for 3 days`, `until …`. */
const muteEnds = (action: Action, zone: Zone): string[] => [
  ...(action.for ? [`for ${plural(action.for.n, action.for.period)}`] : []),
  ...(action.until === undefined
    ? []
    : [`until ${formatInstant(action.until, zone).slice(0, 16)} ${zoneName(action.until, zone)}`]),
  ...(action.users === undefined
    ? []
    : [`until ${plural(action.users, 'more user')} ${action.users === 1 ? 'has' : 'have'} it`]),
  ...(action.volume ?? []).map(conditionText),
];

/** `until more than 100 events in 1 hour`. */
const conditionText = ({ count, n, period }: Condition): string =>
  `until more than ${plural(count, 'event')} in ${plural(n, period)}`;

/** `3 issues resolved` or, for one, `SHOP-12 resolved`. */
export const doneSentence = (done: string, issues: number, shortId?: string): string =>
  `${issues === 1 && shortId !== undefined ? shortId : plural(issues, 'issue')} ${done}`;

/** One or two letters for a person: `Ada Lovelace` AL, `ada@example.org` A. */
export const initialsOf = (name: string): string => {
  const words = name
    .replace(/@.*$/, '')
    .split(/[\s._-]+/)
    .filter((word) => /\p{L}|\p{N}/u.test(word));
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) =>
    word === undefined ? '' : (/[\p{L}\p{N}]/u.exec(word)?.[0] ?? ''),
  );
  return letters.join('').toUpperCase() || '?';
};

/** How an issue looks once it is done, as far as that is plain: lists show it before the server has answered. */
export const applied = <Row extends Changing>(row: Row, action: Action): Row => {
  switch (action.action) {
    case 'resolve':
      return { ...row, status: 'resolved', regressed: false };
    case 'mute':
      return row.status === 'unresolved' ? { ...row, status: 'muted', regressed: false } : row;
    case 'reopen':
      return row.status === 'resolved' ? { ...row, status: 'unresolved' } : row;
    case 'unmute':
      return row.status === 'muted' ? { ...row, status: 'unresolved' } : row;
    case 'assign':
      return { ...row, assigneeId: action.userId ?? null, assigneeTeamId: action.teamId ?? null };
    case 'prioritize':
      return { ...row, priority: action.priority ?? row.priority };
    case 'delete':
      return { ...row, status: 'deleted', regressed: false };
  }
};

interface Changing {
  status: 'unresolved' | 'resolved' | 'muted' | 'merged' | 'deleted';
  regressed: boolean;
  assigneeId: number | null;
  assigneeTeamId: number | null;
  priority: Priority;
}

/** How many issues of a list an action would be refused for, by what its states hold. */
export const refusedOf = (
  action: Action,
  counts: Readonly<Record<'unresolved' | 'resolved' | 'muted', number>>,
): number => {
  const { unresolved, resolved, muted } = counts;
  const refused = {
    resolve: resolved,
    reopen: unresolved + muted,
    mute: resolved + muted,
    unmute: unresolved + resolved,
  };
  return action.action in refused ? refused[action.action as keyof typeof refused] : 0;
};

/** Which actions are possible for issues in these states; refused ones are told one by one, so one that can is enough. */
export const possible = (statuses: readonly string[]) => ({
  resolve: statuses.some((status) => status !== 'resolved'),
  reopen: statuses.includes('resolved'),
  mute: statuses.includes('unresolved'),
  unmute: statuses.includes('muted'),
});
