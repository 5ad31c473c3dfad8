import type { Generated } from 'kysely';
import type { Instant } from '../../kit/index.ts';
import type { TableSpec } from './create.ts';

/** Events per scope and span: the one source of sparklines, histograms and thresholds. */
export interface EventCount {
  /** 0 a project, 1 an issue. */
  scope: number;
  /** Of the project or the issue. */
  id: number;
  /** 0 minutes, 1 hours, 2 days. */
  width: number;
  /** Start of the span by receipt, UTC. */
  start: Instant;
  events: number;
}

export interface IssueUser {
  issue_id: number;
  /** 12 bytes of sha256 over who it was. */
  user_hash: Uint8Array;
}

export interface IssueRelease {
  issue_id: number;
  release_id: number;
  first_seen: Instant;
  last_seen: Instant;
  events: number;
}

export interface IssueEnvironment {
  issue_id: number;
  environment_id: number;
  first_seen: Instant;
  last_seen: Instant;
  events: number;
}

/** How often an issue's events had a tag. Value 0 counts what came after the most values a key may have. */
export interface IssueTag {
  issue_id: number;
  key_id: number;
  value_id: number;
  events: number;
}

export interface TagKey {
  id: Generated<number>;
  project_id: number;
  key: string;
}

export interface TagValue {
  id: Generated<number>;
  key_id: number;
  value: string;
}

export interface EnvironmentTable {
  id: Generated<number>;
  project_id: number;
  name: string;
}

export interface ReleaseTable {
  id: Generated<number>;
  project_id: number;
  version: string;
  created_at: Instant;
  /** Of its events; null while it has none. */
  first_seen: Instant | null;
  last_seen: Instant | null;
  events: number;
  new_issues: number;
  /** Where it stands among the project's releases (`releases/order.ts`). */
  epoch: number;
  semantic: number;
  order_key: string;
  /** When it was said to be out; null: it was only seen. */
  finalized_at: Generated<Instant | null>;
  url: Generated<string | null>;
  ref: Generated<string | null>;
  /** Since when lists leave it out; null: they do not. */
  archived_at: Generated<Instant | null>;
}

export const statisticsTables: readonly TableSpec[] = [
  {
    name: 'event_count',
    columns: { scope: 'integer', id: 'integer', width: 'integer', start: 'integer', events: 'integer' },
    key: ['scope', 'id', 'width', 'start'],
  },
  {
    name: 'discard_count',
    columns: {
      project_id: 'integer',
      hour: 'integer',
      source: 'integer',
      reason: 'text',
      category: 'text',
      quantity: 'integer',
    },
    key: ['project_id', 'hour', 'source', 'reason', 'category'],
  },
  { name: 'issue_user', columns: { issue_id: 'integer', user_hash: 'bytes' }, key: ['issue_id', 'user_hash'] },
  {
    name: 'issue_release',
    columns: {
      issue_id: 'integer',
      release_id: 'integer',
      first_seen: 'integer',
      last_seen: 'integer',
      events: 'integer',
    },
    key: ['issue_id', 'release_id'],
    unique: { issue_release_issue: ['release_id', 'issue_id'] },
  },
  {
    name: 'issue_environment',
    columns: {
      issue_id: 'integer',
      environment_id: 'integer',
      first_seen: 'integer',
      last_seen: 'integer',
      events: 'integer',
    },
    key: ['issue_id', 'environment_id'],
    unique: { issue_environment_issue: ['environment_id', 'issue_id'] },
  },
  {
    name: 'issue_tag',
    columns: { issue_id: 'integer', key_id: 'integer', value_id: 'integer', events: 'integer' },
    key: ['issue_id', 'key_id', 'value_id'],
  },
  {
    name: 'tag_key',
    columns: { id: 'identity', project_id: 'integer', key: 'text' },
    unique: { tag_key_key: ['project_id', 'key'] },
  },
  {
    name: 'tag_value',
    columns: { id: 'identity', key_id: 'integer', value: 'text' },
    unique: { tag_value_value: ['key_id', 'value'] },
  },
  {
    name: 'environment',
    columns: { id: 'identity', project_id: 'integer', name: 'text' },
    unique: { environment_name: ['project_id', 'name'] },
  },
  {
    name: 'release',
    columns: {
      id: 'identity',
      project_id: 'integer',
      version: 'text',
      created_at: 'integer',
      first_seen: 'integer?',
      last_seen: 'integer?',
      events: 'integer',
      new_issues: 'integer',
    },
    unique: { release_version: ['project_id', 'version'] },
    indexes: { release_of_project: ['project_id', 'id'] },
  },
];
