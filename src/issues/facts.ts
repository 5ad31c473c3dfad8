import type { Instant } from '../kit/index.ts';
import type { Fact } from '../lanes/index.ts';
import type { PointKind } from './lifecycle/state.ts';

/** Stated once for every turning point of an issue, in the transaction that made it; key is the project, so a project's facts keep their order. */
export interface IssueFact {
  readonly kind: 'issue.created' | `issue.${Exclude<PointKind, 'first_seen'>}`;
  readonly projectId: number;
  readonly issueId: number;
  /** Of the SHORT-ID. */
  readonly number: number;
  /** The row that keeps it: the same for ever, however often the fact arrives. */
  readonly turningPointId: number;
  /** 32 hex digits; the event that made it so. */
  readonly eventId: string | null;
  readonly at: Instant;
  /** Who did it; null: the system. */
  readonly userId: number | null;
  /** What the history says more, such as `reason` of `issue.unmuted` or `to` of `issue.assigned`. */
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** Stated when the runs of a monitor begin to be missed and its threshold is reached: once, until it ran or failed in another way. */
export interface MissedFact {
  readonly kind: 'monitor.missed';
  readonly projectId: number;
  readonly issueId: number;
  readonly eventId: string;
  readonly at: Instant;
  readonly metadata: { readonly reason: string };
}

export const factOf = (fact: IssueFact | MissedFact): Fact => ({ kind: fact.kind, key: fact.projectId, data: fact });
