import type { Instant } from '../kit/index.ts';
import type { LaneDefinition } from '../lanes/index.ts';
import type { Event, Json } from './event.ts';

/**
 * From the accepted request to the digest: bodies as received, one shard per project so that a project's events are digested in order by one consumer.
 * The message id is a new UUIDv7 per request; the event id makes the effect exactly-once.
 */
export const digestLane: LaneDefinition = { name: 'digest', shards: 16, maxAttempts: 6 };

/** The headers of a message on the digest lane; all flat, as lanes carry them. Empty text stands for absent. */
export type SpoolHeaders = {
  readonly project: number;
  /** Public key, 32 hex digits. */
  readonly key: string;
  /** How to read the body. */
  readonly endpoint: 'envelope' | 'store' | 'security' | 'minidump' | 'attachments' | 'checkin' | 'feedback';
  /** Instant of receipt. */
  readonly received: Instant;
  /** Answered to the client, 32 hex digits; empty when the request holds no event. */
  readonly event_id: string;
  readonly encoding: string;
  readonly content_type: string;
  readonly user_agent: string;
  readonly client: string;
  /** The address the request came from (the forwarded one behind a trusted proxy). */
  readonly address: string;
  /** Bytes that an attachment might have when the request was accepted; larger ones are left out when it is read. */
  readonly max_attachment: number;
  /** The query string without the key (`sentry_release`, `sentry_environment`, check-in fields). */
  readonly query: string;
};

/** What one spooled request holds once it is read, normalised and scrubbed. */
export interface Digestible {
  readonly project: number;
  readonly received: Instant;
  readonly events: Event[];
  readonly attachments: Attachment[];
  readonly feedback: Feedback[];
  readonly sessions: SessionUpdate[];
  readonly checkIns: CheckIn[];
  /** What the SDK dropped by itself. */
  readonly clientDiscards: { reason: string; category: string; quantity: number; timestamp: Instant }[];
  /** What this server did not keep: item types it does not support (transaction, span, replay, log, …), and what was refused, with their count. */
  readonly discards: Discard[];
}

export interface Discard {
  readonly reason: 'not_supported' | 'too_large' | 'too_many' | 'invalid';
  /** A data category as SDKs name them: `error`, `transaction`, `attachment`, … */
  readonly category: string;
  readonly quantity: number;
}

export interface Attachment {
  /** The event it belongs to. */
  readonly eventId: string;
  readonly filename: string;
  readonly contentType: string;
  /** `event.attachment`, `event.minidump`, `event.view_hierarchy`, … */
  readonly type: string;
  readonly bytes: Uint8Array;
}

export interface Feedback {
  /** 32 hex digits; identifies the feedback, so that a second delivery is no second feedback. */
  readonly id: string;
  /** The event it is about, if any. */
  readonly eventId: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly message: string;
  readonly url: string | null;
  readonly source: string | null;
  readonly timestamp: Instant;
}

/** One session (`quantity` 1, with id) or an aggregate of a minute. */
export interface SessionUpdate {
  readonly release: string;
  readonly environment: string;
  readonly started: Instant;
  /** Session id for a single session: later updates (`sequence`) overwrite earlier ones. Null for aggregates. */
  readonly sessionId: string | null;
  readonly sequence: number;
  readonly distinctId: string | null;
  readonly status: 'ok' | 'exited' | 'crashed' | 'abnormal' | 'unhandled' | 'errored';
  readonly errors: number;
  /** Milliseconds as the SDK sends seconds × 1000; null while it runs. */
  readonly durationMs: number | null;
  readonly quantity: number;
}

export interface CheckIn {
  /** 32 hex digits; the nil id means "the latest in progress". */
  readonly id: string;
  readonly monitor: string;
  readonly status: 'ok' | 'error' | 'in_progress' | 'missed' | 'timeout';
  readonly environment: string;
  readonly durationMs: number | null;
  readonly timestamp: Instant;
  /** Schedule, margin, max_runtime, timezone, thresholds: as sent; null when the client did not send one. */
  readonly config: Json;
}
