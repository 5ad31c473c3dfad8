import { toIso } from '../../kit/index.ts';
import { conditionText } from './periods.ts';
import type { VolumeCondition } from './periods.ts';
import type { LivingIssue } from './store.ts';
import { transition } from './transition.ts';
import { actionFor } from './wanted.ts';
import type { Wanted } from './wanted.ts';

export interface Foretold {
  readonly allowed: boolean;
  /** What will happen, or why it cannot be. */
  readonly sentences: readonly string[];
}

/** What an action would do, in words. `recent` says how many events each volume condition's window holds at present. Pure. */
export const foretell = (
  issue: LivingIssue,
  wanted: Wanted,
  recent: readonly { readonly condition: VolumeCondition; readonly events: number }[],
): Foretold => {
  const result = transition(issue.state, actionFor(wanted, issue));
  if (!result.ok) return { allowed: false, sentences: [`${capital(result.why)}.`] };
  return { allowed: true, sentences: [...silently(issue, wanted), ...told(issue, wanted, recent)] };
};

const told = (
  issue: LivingIssue,
  wanted: Wanted,
  recent: readonly { readonly condition: VolumeCondition; readonly events: number }[],
): string[] => {
  switch (wanted.kind) {
    case 'resolve':
      if (wanted.by === 'release')
        return [
          `An event of ${wanted.version} or a later release brings it back as a regression.`,
          'Events of earlier releases, and events without a release, do not.',
        ];
      if (wanted.by === 'always') return ['Any further event brings it back as a regression.'];
      return [
        'Events do not bring it back until a release comes that sorts behind all others.',
        'From then on, an event of that release or a later one does.',
      ];
    case 'mute': {
      const ends = endsOf(issue, wanted);
      const counted = recent.map(
        ({ condition, events }) =>
          `In the window of "${conditionText(condition)}" there were ${events} lately; counting begins when it is muted.`,
      );
      if (ends.length === 0) return ['It stays muted until somebody unmutes it.'];
      return [`It is unmuted ${ends.join(', or ')}${ends.length > 1 ? ', whichever comes first' : ''}.`, ...counted];
    }
    case 'reopen':
      return ['It is open again; the release it was resolved in is no longer said to hold the fix.'];
    case 'unmute':
      return ['It is open again; its conditions are forgotten.'];
    case 'assign':
      return [
        wanted.user === null && (wanted.team ?? null) === null
          ? 'Nobody has it any more.'
          : 'They have it from now on.',
      ];
    case 'prioritise':
      return [`Its priority is ${wanted.priority} from now on.`];
    case 'delete':
      return [
        'It is hidden at once; for an hour this can be taken back.',
        'Then it is removed for good, with its events, attachments, comments and numbers.',
        'An event of the same kind makes a new issue.',
      ];
  }
};

const endsOf = (issue: LivingIssue, { until, moreUsers, volume }: Extract<Wanted, { kind: 'mute' }>): string[] => [
  ...(until === null ? [] : [`at ${toIso(until)}`]),
  ...volume.map((condition) => `on ${conditionText(condition)}`),
  ...(moreUsers === null ? [] : [`once ${issue.users + moreUsers} users had it (${issue.users} so far)`]),
];

const silently = ({ state }: LivingIssue, wanted: Wanted): string[] =>
  state.status.kind === 'muted' && wanted.kind === 'resolve' ? ['It is muted: resolving ends that silently.'] : [];

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
