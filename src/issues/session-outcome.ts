import type { SessionUpdate } from '../ingest/index.ts';

/** What a session counts as: exactly one of these. A running session without errors is `exited` until something else is known. */
export type SessionOutcome = 'exited' | 'errored' | 'unhandled' | 'abnormal' | 'crashed';

/** From harmless to worst. */
export const outcomes: readonly SessionOutcome[] = ['exited', 'errored', 'unhandled', 'abnormal', 'crashed'];

export const outcomeOf = ({ status, errors }: Pick<SessionUpdate, 'status' | 'errors'>): SessionOutcome => {
  if (status === 'ok' || status === 'exited') return errors > 0 ? 'errored' : 'exited';
  return status;
};

/** What is known of one session. */
export interface KnownSession {
  readonly sequence: number;
  readonly outcome: SessionOutcome;
}

/**
 * The session after an update: the higher sequence speaks; of two with the same sequence (clients that send none) the worse. Null when nothing changes,
 * so a second delivery counts nothing.
 */
export const advance = (known: KnownSession | undefined, update: SessionUpdate): KnownSession | null => {
  const next: KnownSession = { sequence: update.sequence, outcome: outcomeOf(update) };
  if (known === undefined || next.sequence > known.sequence) return next;
  const worse = outcomes.indexOf(next.outcome) > outcomes.indexOf(known.outcome);
  return next.sequence === known.sequence && worse ? next : null;
};
