import type { Instant } from '../kit/index.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../kit/index.ts';

/**
 * The life of a delivery:
 * ```
 * planned ─▶ queued ─▶ sending ─▶ sent
 *    │         ▲  ▲       ├──▶ failed ──replay──▶ queued
 *    │         │  └─lease─┤
 *    ▼         └─waiting◀─┘
 * buffered ─▶ digested (part of another delivery)
 * ```
 * `queued`: a message on the lane says so. `sending`: written down before anything leaves, until the end of a lease. Whatever rests with a due time is woken by the sweep.
 */
export const deliveryStates = ['buffered', 'digested', 'queued', 'sending', 'waiting', 'sent', 'failed'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** What came of one try. */
export type Outcome =
  | {
      readonly kind: 'sent';
      readonly status: number | null;
      readonly response: string | null;
      readonly note: string | null;
    }
  | {
      readonly kind: 'failed';
      readonly status: number | null;
      readonly response: string | null;
      readonly error: string;
      /** Whether the same may work later. */
      readonly transient: boolean;
      /** How long the other side asked us to wait, in microseconds. */
      readonly retryAfter: number | null;
    };

/** What becomes of the delivery. */
export interface Verdict {
  readonly state: 'sent' | 'waiting' | 'failed';
  readonly dueAt: Instant | null;
  readonly error: string | null;
}

/** Tries of one delivery, spread over about three hours; and how long it may wait for its turn while its target does not answer. */
export const MAX_TRIES = 8;
export const MAX_AGE = DAY;

/** Microseconds until the try after the `tries`th: 10 s, 30 s, 90 s, … at most an hour; what the other side asks for counts if it is longer, up to a day. */
export const backoff = (tries: number, retryAfter: number | null): number =>
  Math.max(Math.min(10 * SECOND * 3 ** (tries - 1), HOUR), Math.min(retryAfter ?? 0, DAY));

/** Judges the `tries`th try since it was queued. Pure. */
export const judge = (outcome: Outcome, tries: number, queuedAt: Instant, now: Instant): Verdict => {
  if (outcome.kind === 'sent') return { state: 'sent', dueAt: null, error: outcome.note };
  const { error, transient, retryAfter } = outcome;
  if (!transient) return { state: 'failed', dueAt: null, error };
  if (tries >= MAX_TRIES) return { state: 'failed', dueAt: null, error: `${error} (after ${tries} tries)` };
  const dueAt = now + backoff(tries, retryAfter);
  if (dueAt - queuedAt > MAX_AGE) return { state: 'failed', dueAt: null, error: `${error} (given up after a day)` };
  return { state: 'waiting', dueAt, error };
};

/** More alerts than this in the window, and the rest is gathered: a flood must neither drown people nor get us locked out. */
export const RATE = { count: 20, window: 5 * MINUTE } as const;

/**
 * Whether an alert leaves at once (null) or is gathered, and until when. `recent`: alerts for the target within the rate's window, before this one. The first digest after a pause
 * leaves at once.
 */
export const gatherUntil = (
  target: { readonly digest: number; readonly flushedAt: Instant | null },
  recent: number,
  now: Instant,
): Instant | null => {
  if (target.digest > 0) return target.flushedAt === null ? now : Math.max(now, target.flushedAt + target.digest);
  return recent >= RATE.count ? now + RATE.window : null;
};
