import type { Generated } from 'kysely';
import type { Instant } from '../../kit/index.ts';
import type { TableSpec } from './create.ts';
import type { IssueLife } from './lifecycle.ts';

/** One row a project; the digest takes it first and so keeps writers of one project apart even while two consumers change places. */
export interface ProjectTotal {
  project_id: number;
  /** Number of the newest issue: the next SHORT-ID is one more. */
  issues: number;
  /** Digest order of the newest event: events ever digested. */
  events: number;
  first_event_at: Instant | null;
  last_event_at: Instant | null;
  /** Events that are still stored, and the bytes of their bodies. */
  stored_events: Generated<number>;
  stored_bytes: Generated<number>;
}

export interface IssueTable extends IssueLife {
  id: Generated<number>;
  project_id: number;
  /** Counts from 1 in every project, without gaps. */
  number: number;
  kind: string;
  type: string;
  value: string;
  title: string;
  culprit: string;
  level: string;
  platform: string;
  /** 0 when any event was unhandled, else 1 when any was handled, else 2 (nobody said). */
  handled: number;
  /** By receipt, as everything that counts: so the list, the histogram and the counters share one axis of time. */
  first_seen: Instant;
  last_seen: Instant;
  /** Events ever, and those still stored. */
  events: number;
  stored_events: number;
  users: number;
  first_release_id: number | null;
  last_release_id: number | null;
}

/** Why the first event of the issue was grouped as it was: a `Grouping`'s explanation as JSON. */
export interface IssueExplanation {
  issue_id: number;
  explanation: string;
}

/** A grouping key that leads to an issue. Unique (project, hash); merging moves `issue_id`. */
export interface IssueGrouping {
  project_id: number;
  hash: Uint8Array;
  issue_id: number;
  config: string;
  first_seen: Instant;
  /** Whose it is, where `issue_id` holds merged ones; null: of the issue itself. */
  home_id: Generated<number | null>;
}

/** The grouping configurations a project had. The one before the current is asked too, for a while, so that a change splits nothing. */
export interface GroupingConfigTable {
  project_id: number;
  version: string;
  fingerprint_rules: string;
  stack_rules: string;
  /** When it became the current one, the last time. */
  since: Instant;
}

/** What happened to an issue; each is stated once as a fact. */
export interface TurningPoint {
  id: Generated<number>;
  project_id: number;
  issue_id: number;
  kind: string;
  at: Instant;
  /** Who did it; null: the system. */
  user_id: number | null;
  event_id: Uint8Array | null;
  metadata: string;
}

/** What the tabs and the period filter by stands behind an index's key, so that filtering does not touch the rows. */
const sorted = (sort: string): string[] => [
  'project_id',
  sort,
  'id',
  ...['handled', 'kind', 'first_seen', 'last_seen'].filter((column) => column !== sort),
];

export const issueTables: readonly TableSpec[] = [
  {
    name: 'project_total',
    columns: {
      project_id: 'integer',
      issues: 'integer',
      events: 'integer',
      first_event_at: 'integer?',
      last_event_at: 'integer?',
    },
    key: ['project_id'],
  },
  {
    name: 'issue',
    columns: {
      id: 'identity',
      project_id: 'integer',
      number: 'integer',
      kind: 'text',
      type: 'text',
      value: 'text',
      title: 'text',
      culprit: 'text',
      level: 'text',
      platform: 'text',
      handled: 'integer',
      first_seen: 'integer',
      last_seen: 'integer',
      events: 'integer',
      stored_events: 'integer',
      users: 'integer',
      first_release_id: 'integer?',
      last_release_id: 'integer?',
      search: 'text',
    },
    unique: { issue_number: ['project_id', 'number'] },
    indexes: {
      issue_by_last_seen: sorted('last_seen'),
      issue_by_first_seen: sorted('first_seen'),
      issue_by_events: sorted('events'),
      issue_by_users: sorted('users'),
    },
  },
  { name: 'issue_explanation', columns: { issue_id: 'id', explanation: 'text' } },
  {
    name: 'issue_grouping',
    columns: { project_id: 'integer', hash: 'bytes', issue_id: 'integer', config: 'text', first_seen: 'integer' },
    key: ['project_id', 'hash'],
    indexes: { issue_grouping_issue: ['issue_id'] },
  },
  {
    name: 'grouping_config',
    columns: {
      project_id: 'integer',
      version: 'text',
      fingerprint_rules: 'text',
      stack_rules: 'text',
      since: 'integer',
    },
    key: ['project_id', 'version'],
  },
  {
    name: 'turning_point',
    columns: {
      id: 'identity',
      project_id: 'integer',
      issue_id: 'integer',
      kind: 'text',
      at: 'integer',
      user_id: 'integer?',
      event_id: 'bytes?',
      metadata: 'text',
    },
    indexes: { turning_point_issue: ['issue_id', 'id'] },
  },
];
