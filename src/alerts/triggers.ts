import type { Instant } from '../kit/index.ts';
import type { Delivery } from '../lanes/index.ts';

/** What a rule can wait for. */
export const triggers = [
  'new',
  'regressed',
  'unmuted',
  'assigned',
  'filed',
  'spike',
  'quota_near',
  'quota_exceeded',
  'monitor_missed',
] as const;
export type Trigger = (typeof triggers)[number];

/** The kinds of facts that lead to alerts. */
export const alertFacts: Readonly<Record<string, Trigger>> = {
  'issue.created': 'new',
  'issue.regressed': 'regressed',
  'issue.unmuted': 'unmuted',
  'issue.assigned': 'assigned',
  'issue.filed': 'filed',
  'issue.spiked': 'spike',
  'project.spiked': 'spike',
  'quota.near': 'quota_near',
  'quota.exceeded': 'quota_exceeded',
  'monitor.missed': 'monitor_missed',
};

/** Something that happened, as alerts see it. */
export interface Happening {
  /** The same however often it is told: of the turning point, else of the fact. */
  readonly key: string;
  readonly trigger: Trigger;
  readonly projectId: number;
  readonly issueId: number | null;
  /** 32 hex digits; the event that made it so. */
  readonly eventId: string | null;
  readonly at: Instant;
  /** For what concerns no issue. */
  readonly environment: string | null;
  readonly title: string | null;
  /** Such as `more than 5 events per 1 hour`. */
  readonly reason: string | null;
}

/**
 * Reads a fact; null for one that nobody is told about: of an unknown kind, or what a person did and thus knows. Facts of issues have the shape of `IssueFact`; others need
 * `projectId` and `at` and may have `environment`, `metadata.title` and `metadata.reason`.
 */
export const readHappening = ({ id, headers, body }: Pick<Delivery, 'id' | 'headers' | 'body'>): Happening | null => {
  const trigger = alertFacts[String(headers['kind'])];
  if (trigger === undefined) return null;
  const fact = JSON.parse(Buffer.from(body).toString()) as Readonly<Record<string, unknown>>;
  const metadata = (fact['metadata'] ?? {}) as Readonly<Record<string, unknown>>;
  const projectId = number(fact['projectId']);
  const at = number(fact['at']);
  if (projectId === null || at === null) throw new Error(`a fact ${String(headers['kind'])} without project or time`);
  // Whoever unmutes by hand, also on the command line, knows it; alerts tell of those that a condition woke, which is their reason.
  if (trigger === 'unmuted' && text(metadata['reason']) === null) return null;
  // Nor is anybody assigned when an assignment ends.
  if (trigger === 'assigned' && number(metadata['to']) === null && number(metadata['toTeam']) === null) return null;
  const point = number(fact['turningPointId']);
  return {
    key: point === null ? `fact:${String(headers['fact'] ?? id)}` : `point:${point}`,
    trigger,
    projectId,
    issueId: number(fact['issueId']),
    eventId: text(fact['eventId']),
    at,
    environment: text(fact['environment']),
    title: text(metadata['title']),
    reason: text(metadata['reason']),
  };
};

const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
