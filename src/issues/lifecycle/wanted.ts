import { canWorkOn, teamSees } from '../../accounts/index.ts';
import type { Instant, Period } from '../../kit/index.ts';
import { badRequest, conflict, HOUR, periodsBefore } from '../../kit/index.ts';
import type { Queries } from '../../storage/index.ts';
import { latestRelease } from '../releases/create.ts';
import { findRelease } from '../releases/store.ts';
import type { VolumeCondition } from './periods.ts';
import type { Action, Priority } from './state.ts';
import type { LivingIssue } from './store.ts';

/** An action as people ask for it: one flat object, of which each action reads its own fields. */
export interface ActionRequest {
  readonly action: 'resolve' | 'reopen' | 'mute' | 'unmute' | 'assign' | 'prioritize' | 'delete';
  /** resolve: in which release; always without it. */
  readonly in?: 'latest' | 'next' | { readonly version: string };
  /** mute: for so long, or until then. */
  readonly for?: { readonly n: number; readonly period: Period };
  readonly until?: Instant;
  readonly volume?: readonly VolumeCondition[];
  /** mute: until so many more users had it. */
  readonly users?: number;
  /** assign: to whom; null: to nobody. */
  readonly userId?: number | null;
  /** assign: to a team, instead of `userId`. */
  readonly teamId?: number;
  readonly priority?: Priority;
}

/** The same, with everything looked up, so that it means the same whenever it is done. Plain JSON. */
export type Wanted =
  | Extract<Action, { kind: 'resolve' | 'reopen' | 'unmute' | 'assign' | 'prioritise' | 'delete' }>
  | {
      readonly kind: 'mute';
      readonly until: Instant | null;
      readonly moreUsers: number | null;
      readonly volume: readonly VolumeCondition[];
    };

/** So long a deletion can be taken back. */
const GRACE = HOUR;

/** Looks up what a request names. Throws 400 `bad_action` for what says nothing or too much, 409 for what the project does not have. */
export const readRequest = async (
  queries: Queries,
  project: number,
  request: ActionRequest,
  now: Instant,
): Promise<Wanted> => {
  for (const [field, action] of Object.entries(fieldOf))
    if (field in request && action !== request.action)
      throw bad(`"${field}" belongs to the action ${action}, not to ${request.action}.`);
  switch (request.action) {
    case 'resolve':
      return await readResolve(queries, project, request.in);
    case 'mute':
      return readMute(request, now);
    case 'reopen':
    case 'unmute':
      return { kind: request.action };
    case 'assign':
      return await readAssign(queries, project, request);
    case 'prioritize':
      if (request.priority === undefined) throw bad('prioritize needs "priority": low, medium or high.');
      return { kind: 'prioritise', priority: request.priority };
    case 'delete':
      return { kind: 'delete', until: now + GRACE };
  }
};

/** What this means for one issue. */
export const actionFor = (wanted: Wanted, issue: LivingIssue): Action =>
  wanted.kind === 'mute'
    ? {
        kind: 'mute',
        until: wanted.until,
        users: wanted.moreUsers === null ? null : issue.users + wanted.moreUsers,
        volume: wanted.volume,
      }
    : wanted;

const readAssign = async (queries: Queries, project: number, { userId, teamId }: ActionRequest): Promise<Wanted> => {
  if ((userId === undefined) === (teamId === undefined))
    throw bad('assign needs "userId" (a number, or null to take it from everybody) or "teamId", one of them.');
  if (teamId !== undefined && !(await teamSees(queries, teamId, project)))
    throw conflict('There is no team with this id that sees the project.', 'bad_assignee');
  if (userId !== undefined && userId !== null && !(await canWorkOn(queries, userId, project)))
    throw conflict('There is no active user with this id who sees the project.', 'bad_assignee');
  return { kind: 'assign', user: userId ?? null, team: teamId ?? null };
};

const readResolve = async (queries: Queries, project: number, where: ActionRequest['in']): Promise<Wanted> => {
  if (where === undefined) return { kind: 'resolve', by: 'always' };
  if (where === 'next') return { kind: 'resolve', by: 'next' };
  const release =
    where === 'latest' ? await latestRelease(queries, project) : await findRelease(queries, project, where.version);
  if (release === null)
    throw conflict(
      where === 'latest'
        ? 'The project has no release yet: resolve without one, or by the next.'
        : `The project has no release ${where.version}.`,
      'no_release',
    );
  return { kind: 'resolve', by: 'release', release: release.id, version: release.version };
};

const readMute = ({ for: span, until, volume = [], users }: ActionRequest, now: Instant): Wanted => {
  if (span !== undefined && until !== undefined) throw bad('Give "for" or "until", not both.');
  const end = span === undefined ? (until ?? null) : periodsBefore(now, span.period, -span.n);
  if (end !== null && end <= now) throw bad('"until" is in the past.');
  return { kind: 'mute', until: end, moreUsers: users ?? null, volume };
};

const fieldOf = {
  in: 'resolve',
  for: 'mute',
  until: 'mute',
  volume: 'mute',
  users: 'mute',
  userId: 'assign',
  teamId: 'assign',
  priority: 'prioritize',
} as const;

const bad = (message: string) => badRequest(message, 'bad_action');
