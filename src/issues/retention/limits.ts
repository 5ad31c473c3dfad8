import type { ProjectSettings } from '../../accounts/index.ts';
import { DAY } from '../../kit/index.ts';

/** What a project keeps at most. */
export interface RetentionLimits {
  /** Stored events. */
  readonly maxEvents: number;
  /** Days since receipt. */
  readonly maxAgeDays: number;
}

/** specs/issues.md §5. */
export const defaultRetention: RetentionLimits = { maxEvents: 10_000, maxAgeDays: 90 };

/** A project's own limits, or the installation's where it has none. Pure. */
export const limitsOf = (
  { retention }: Pick<ProjectSettings, 'retention'>,
  defaults: RetentionLimits,
): RetentionLimits => ({
  maxEvents: retention.maxEvents ?? defaults.maxEvents,
  maxAgeDays: retention.maxAgeDays ?? defaults.maxAgeDays,
});

/** Microseconds. */
export const maxAgeOf = ({ maxAgeDays }: RetentionLimits): number => maxAgeDays * DAY;
