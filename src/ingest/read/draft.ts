import type { Instant } from '../../kit/index.ts';
import type { Event } from '../event.ts';
import type { Limits } from '../limits.ts';
import type { Attachment, CheckIn, Digestible, Discard, Feedback, SessionUpdate, SpoolHeaders } from '../spool.ts';

/** What a message of the digest lane is read from. */
export interface ReadContext {
  readonly headers: SpoolHeaders;
  readonly query: URLSearchParams;
  readonly limits: ReadLimits;
  /** As it was received. */
  readonly body: Uint8Array;
}

export type ReadLimits = Pick<Limits, 'envelope' | 'event' | 'headerLine' | 'items' | 'attachment'>;

/** What was read of a message before its events are normalised. Filled item by item. */
export interface Draft {
  readonly events: RawEvent[];
  readonly attachments: Attachment[];
  readonly feedback: Feedback[];
  readonly sessions: SessionUpdate[];
  readonly checkIns: CheckIn[];
  readonly clientDiscards: Digestible['clientDiscards'];
  readonly discards: Discard[];
  /** By the sender's clock. */
  sentAt: Instant | null;
}

export interface RawEvent {
  readonly eventId: string;
  /** JSON, as it came. */
  readonly raw: unknown;
  readonly kind?: Event['kind'];
}

export const emptyDraft = (): Draft => ({
  events: [],
  attachments: [],
  feedback: [],
  sessions: [],
  checkIns: [],
  clientDiscards: [],
  discards: [],
  sentAt: null,
});

export const discard = (draft: Draft, reason: Discard['reason'], category: string, quantity = 1): void => {
  draft.discards.push({ reason, category, quantity });
};
