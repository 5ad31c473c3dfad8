import type { Instant } from '../../kit/index.ts';
import type { VolumeCondition } from './periods.ts';

/** Where an issue stands. One value of four, so that an issue can never be resolved and muted at once. */
export type Status =
  | { readonly kind: 'unresolved'; readonly regressed: boolean }
  | { readonly kind: 'resolved'; readonly by: 'always' | 'next' }
  | { readonly kind: 'resolved'; readonly by: 'release'; readonly release: number }
  /** Without any condition: for ever. `users`: until it has had so many users in all. */
  | {
      readonly kind: 'muted';
      readonly until: Instant | null;
      readonly users: number | null;
      readonly volume: readonly VolumeCondition[];
    }
  | { readonly kind: 'merged'; readonly into: number }
  /** Hidden; until then it can be taken back, after that nothing of it stays. */
  | { readonly kind: 'deleted'; readonly until: Instant };

export const priorities = ['low', 'medium', 'high'] as const;
export type Priority = (typeof priorities)[number];

/** What actions change. Whether a release holds the fix is told by the marks (`marks.ts`). */
export interface IssueState {
  readonly status: Status;
  /** User id; at most one of user and team is set. */
  readonly assignee: number | null;
  /** Team id. */
  readonly team: number | null;
  readonly priority: Priority;
}

export const initialState: IssueState = {
  status: { kind: 'unresolved', regressed: false },
  assignee: null,
  team: null,
  priority: 'medium',
};

/** Whether a release holds the fix: somebody resolved the issue in it, or it was seen in it afterwards; null: nobody said. */
export type Mark = 'fixed' | 'seen' | null;

export interface MarkChange {
  readonly release: number;
  readonly as: Mark;
}

/** What the history says of a commit that fixes an issue. */
export interface FixingCommit {
  readonly sha: string;
  /** First line. */
  readonly message: string;
  readonly author: string | null;
}

/** What people do, and what events, releases and the clock do. */
export type Action =
  | { readonly kind: 'resolve'; readonly by: 'always' | 'next' }
  | {
      readonly kind: 'resolve';
      readonly by: 'release';
      readonly release: number;
      readonly version: string;
      /** The commit whose message says so. */
      readonly commit?: FixingCommit;
    }
  | { readonly kind: 'reopen' }
  | {
      readonly kind: 'mute';
      readonly until: Instant | null;
      readonly users: number | null;
      readonly volume: readonly VolumeCondition[];
    }
  | { readonly kind: 'unmute' }
  | { readonly kind: 'assign'; readonly user: number | null; readonly team?: number | null }
  | { readonly kind: 'prioritise'; readonly priority: Priority }
  | { readonly kind: 'comment'; readonly comment: number; readonly mentioned: readonly number[] }
  /** This issue goes into another one. */
  | { readonly kind: 'merge'; readonly into: number; readonly shortId: string }
  /** Others came into this one, or left it again. */
  | { readonly kind: 'absorb'; readonly shortIds: readonly string[] }
  | { readonly kind: 'release_member'; readonly shortId: string }
  /** Leaves the issue that it was merged into, and is what it was before. */
  | { readonly kind: 'unmerge'; readonly to: Status }
  | { readonly kind: 'delete'; readonly until: Instant }
  /** Takes an action back. `marks` are those of before. */
  | {
      readonly kind: 'restore';
      readonly now: Instant;
      readonly to: IssueState;
      readonly marks: readonly MarkChange[];
      readonly undone: string;
    }
  /** An event of a release; `fixed`: the marks say that this release holds the fix. */
  | { readonly kind: 'event'; readonly release: number | null; readonly fixed: boolean }
  /** A release came that sorts behind every other. */
  | { readonly kind: 'next_release'; readonly release: number; readonly version: string }
  | { readonly kind: 'time'; readonly now: Instant }
  | { readonly kind: 'users'; readonly users: number }
  | { readonly kind: 'volume'; readonly fired: VolumeCondition };

/** Kinds of turning points that change where an issue stands; the last of them explains it. */
export const statusPoints = [
  'first_seen',
  'resolved',
  'reopened',
  'muted',
  'unmuted',
  'regressed',
  'next_materialized',
  'merged_into',
  'unmerged_from',
  'deleted',
  'undone',
] as const;

export type PointKind = (typeof statusPoints)[number] | 'assigned' | 'prioritized' | 'comment' | 'merged' | 'unmerged';

/** What happened, as the history tells it. */
export interface Point {
  readonly kind: PointKind;
  readonly metadata: Readonly<Record<string, unknown>>;
}

export type Transition =
  | {
      readonly ok: true;
      readonly state: IssueState;
      /** Null: nothing happened. */
      readonly point: Point | null;
      readonly marks: readonly MarkChange[];
    }
  | { readonly ok: false; readonly why: string };
