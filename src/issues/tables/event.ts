import type { Generated } from 'kysely';
import type { Instant } from '../../kit/index.ts';
import type { TableSpec } from './create.ts';

export interface EventTable {
  id: Generated<number>;
  project_id: number;
  issue_id: number;
  /** Counts from 1 in every project in the order of digestion, without gaps. */
  digest_order: number;
  /** 16 bytes, unique in the project. */
  event_id: Uint8Array;
  timestamp: Instant;
  received_at: Instant;
  kind: string;
  level: string;
  platform: string;
  title: string;
  release_id: number | null;
  environment_id: number | null;
  /** The user in a few words, as lists show them. */
  user_text: string | null;
  /** Whose it is, where `issue_id` holds merged ones; null: of the issue itself. */
  home_id: Generated<number | null>;
  /** Item irrelevance, or -1 and -2 for what goes last: see retention/irrelevance.ts. */
  irrelevance: Generated<number>;
}

export interface EventBody {
  id: number;
  /** zstd over JSON `{event, grouping}`. */
  body: Uint8Array;
}

export interface EventAttachment {
  id: Generated<number>;
  project_id: number;
  event_id: Uint8Array;
  filename: string;
  content_type: string;
  type: string;
  size: number;
  /** sha256 of the content, its name in the blob store. */
  hash: Uint8Array;
  received_at: Generated<Instant>;
}

export interface FeedbackTable {
  id: Generated<number>;
  project_id: number;
  feedback_id: Uint8Array;
  event_id: Uint8Array | null;
  /** Null until the event is there; it may come later than the feedback. */
  issue_id: number | null;
  name: string | null;
  email: string | null;
  message: string;
  url: string | null;
  source: string | null;
  timestamp: Instant;
}

/** Messages whose content has no id of its own (aggregates, reports): a second delivery changes nothing. */
export interface DigestedMessage {
  message_id: string;
  at: Instant;
}

export const eventTables: readonly TableSpec[] = [
  {
    name: 'event',
    columns: {
      id: 'identity',
      project_id: 'integer',
      issue_id: 'integer',
      digest_order: 'integer',
      event_id: 'bytes',
      timestamp: 'integer',
      received_at: 'integer',
      kind: 'text',
      level: 'text',
      platform: 'text',
      title: 'text',
      release_id: 'integer?',
      environment_id: 'integer?',
      user_text: 'text?',
    },
    unique: { event_event_id: ['project_id', 'event_id'], event_digest_order: ['project_id', 'digest_order'] },
    indexes: {
      event_of_issue: ['issue_id', 'digest_order'],
      event_of_issue_environment: ['issue_id', 'environment_id', 'digest_order'],
    },
  },
  { name: 'event_body', columns: { id: 'id', body: 'bytes' } },
  {
    name: 'event_attachment',
    columns: {
      id: 'identity',
      project_id: 'integer',
      event_id: 'bytes',
      filename: 'text',
      content_type: 'text',
      type: 'text',
      size: 'integer',
      hash: 'bytes',
    },
    unique: { event_attachment_key: ['project_id', 'event_id', 'filename', 'hash'] },
    indexes: { event_attachment_hash: ['hash'] },
  },
  {
    name: 'feedback',
    columns: {
      id: 'identity',
      project_id: 'integer',
      feedback_id: 'bytes',
      event_id: 'bytes?',
      issue_id: 'integer?',
      name: 'text?',
      email: 'text?',
      message: 'text',
      url: 'text?',
      source: 'text?',
      timestamp: 'integer',
    },
    unique: { feedback_key: ['project_id', 'feedback_id'] },
    indexes: {
      feedback_event: ['project_id', 'event_id'],
      feedback_issue: ['issue_id', 'id'],
      feedback_project: ['project_id', 'id'],
    },
  },
  { name: 'digested_message', columns: { message_id: 'text', at: 'integer' }, key: ['message_id'] },
];
