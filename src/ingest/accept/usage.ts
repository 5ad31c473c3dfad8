import type { Instant } from '../../kit/index.ts';
import type { LimitedGroup } from './groups.ts';
import type { RefusalReason } from './refusals.ts';

/** Who counts what comes in and knows the quotas: the acceptor asks it, from memory, on each request. `app` gives it. */
export interface UsagePort {
  /** Null, or what to await before anything of this project is judged. */
  ready(project: number): Promise<void> | null;
  /** Counts `quantity` as accepted, or counts nothing and says why not. */
  take(project: number, group: LimitedGroup, quantity: number): QuotaRefusal | null;
  /** Why one more would be refused now; null: it would not. */
  refusal(project: number, group: LimitedGroup): QuotaRefusal | null;
  /** Takes back what was taken for something that was not accepted after all. */
  giveBack(project: number, group: LimitedGroup, quantity: number): void;
  /** Counts for the statistics alone: what was accepted (`reason` is empty), or why this server discarded it. */
  count(project: number, outcome: 'accepted' | 'server', reason: string, category: string, quantity: number): void;
}

export interface QuotaRefusal {
  /** From when there may be room again; null: nobody knows. */
  readonly until: Instant | null;
  readonly scope: 'project' | 'organization';
  readonly reason: Exclude<RefusalReason, 'key_quota'>;
}
