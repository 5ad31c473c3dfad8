import type { Clock, Instant } from '../kit/index.ts';
import { SECOND } from '../kit/index.ts';
import type { Storage } from '../storage/index.ts';
import type { Outcome, Verdict } from './lifecycle.ts';
import { judge, MAX_AGE } from './lifecycle.ts';
import type { Notice } from './notice.ts';
import type { DeliveryRow } from './store-deliveries.ts';
import { claim, findDelivery, record, setAside } from './store-deliveries.ts';
import { findTarget, pauseTarget } from './store-targets.ts';
import type { Target } from './targets.ts';
import { transmit } from './transmit.ts';
import type { Wires } from './transmit.ts';

export interface SendDeps extends Wires {
  readonly storage: Storage;
  readonly clock: Clock;
  /** How long a try may take before another process may take over; longer than any try lasts. Microseconds, default a minute. */
  readonly lease?: number;
  /** For tests: told what was just done, before anything else happens. */
  readonly reached?: (step: SendStep) => void;
}

/** Where a process may die on the way of one try: what was committed or sent before, and nothing after. */
export const sendSteps = ['claimed', 'answered', 'recorded'] as const;
export type SendStep = (typeof sendSteps)[number];

/**
 * Sends a queued delivery, once, and writes down what came of it. The try is committed before anything leaves and its result after; between the two stands only the answer of the
 * other side. Null: it was not to be sent (any more, or not yet).
 */
export const sendDelivery = async (deps: SendDeps, id: string, once = false): Promise<Verdict | null> => {
  const { storage, clock, lease = 60 * SECOND, reached = () => {} } = deps;
  const delivery = await findDelivery(storage, id);
  const target = delivery === undefined ? null : await findTarget(storage, delivery.target_id);
  if (delivery?.state !== 'queued' || target === null) return null;
  const now = clock.now();
  const aside = once ? null : whyNot(delivery, target, now);
  if (aside !== null) {
    await setAside(storage, id, aside);
    return null;
  }
  const claimed = await storage.transaction((tx) => claim(tx, id, now, now + lease));
  if (claimed === null) return null;
  reached('claimed');

  const notice = JSON.parse(delivery.notice) as Notice;
  const outcome = await transmit(deps, target.settings, notice, id, clock.now());
  reached('answered');

  const end = clock.now();
  const verdict = once ? final(outcome) : judge(outcome, claimed.tries, delivery.queued_at, end);
  await storage.transaction(async (tx) => {
    await record(tx, id, claimed.attempt, outcome, verdict, end);
    // The others for this target wait as well, instead of each finding out by itself that it is away.
    if (verdict.state === 'waiting') await pauseTarget(tx, target.id, verdict.dueAt);
    else if (verdict.state === 'sent' && target.pausedUntil !== null) await pauseTarget(tx, target.id, null);
  });
  reached('recorded');
  return verdict;
};

/** What happens to a delivery that must not be tried now; null: it may. */
const whyNot = (
  delivery: DeliveryRow,
  target: Target,
  now: Instant,
): { state: 'waiting' | 'failed'; due_at: Instant | null; error: string } | null => {
  if (!target.enabled) return { state: 'failed', due_at: null, error: 'The target is switched off.' };
  if (now - delivery.queued_at > MAX_AGE)
    return { state: 'failed', due_at: null, error: 'The target did not answer for a day.' };
  if (target.pausedUntil !== null && target.pausedUntil > now && delivery.tries === 0)
    return { state: 'waiting', due_at: target.pausedUntil, error: 'The target did not answer lately; waiting.' };
  return null;
};

/** Of a test there is one try. */
const final = (outcome: Outcome): Verdict =>
  outcome.kind === 'sent'
    ? { state: 'sent', dueAt: null, error: outcome.note }
    : { state: 'failed', dueAt: null, error: outcome.error };
