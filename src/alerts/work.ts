import type { Clock, Logger } from '../kit/index.ts';
import { messageOf } from '../kit/index.ts';
import type { Delivery, Handler, LaneDefinition, Rejection } from '../lanes/index.ts';
import type { Storage } from '../storage/index.ts';
import { mentionsLane } from './mentions.ts';
import { planAlerts } from './plan.ts';
import { sendDelivery } from './send.ts';
import type { SendDeps } from './send.ts';
import { queuedFact } from './store-deliveries.ts';
import { alertFacts, readHappening } from './triggers.ts';
import type { Happening } from './triggers.ts';

/** Facts that people may want to hear of; key is the project. */
export const alertsLane: LaneDefinition = { name: 'alerts', shards: 4 };
/** Deliveries to be sent; key is the target, so that it gets one after the other. */
export const alertSendsLane: LaneDefinition = { name: 'alert_sends', shards: 8 };

/** What the lanes subscribe to. */
export const alertSubscriptions: Readonly<Record<string, readonly LaneDefinition[]>> = {
  ...Object.fromEntries(Object.keys(alertFacts).map((kind) => [kind, [alertsLane]])),
  [queuedFact]: [alertSendsLane],
  'issue.comment': [mentionsLane],
};

/** A batch of sends is small: it is done when its slowest target has answered. */
export const SEND_BATCH = 16;

export interface PlanDeps {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly log: Logger;
  /** Deliveries were queued. */
  readonly nudge?: () => void;
  /** For tests: told what was just done. */
  readonly reached?: (step: PlanStep) => void;
}

/** Where a process may die on the way from a fact to its deliveries. */
export const planSteps = ['heard', 'planned'] as const;
export type PlanStep = (typeof planSteps)[number];

/** From facts to deliveries. */
export const createAlertPlanner =
  ({ storage, clock, log, nudge, reached = () => {} }: PlanDeps): Handler =>
  async (batch) => {
    reached('heard');
    const rejections: Rejection[] = [];
    const happenings: Happening[] = [];
    for (const message of batch) {
      try {
        const happening = readHappening(message);
        if (happening !== null) happenings.push(happening);
      } catch (error) {
        rejections.push({ id: message.id, error: messageOf(error) });
      }
    }
    const planned = await planAlerts(storage, happenings, clock.now());
    reached('planned');
    if (planned > 0) {
      nudge?.();
      log.debug({ facts: batch.length, planned }, 'alerts planned');
    }
    return rejections;
  };

/** From deliveries to the services: targets side by side, the deliveries of one target in turn. */
export const createAlertSender = (deps: SendDeps & { readonly log: Logger }): Handler => {
  const sendAll = async (ids: readonly string[]): Promise<void> => {
    for (const id of ids) {
      const verdict = await sendDelivery(deps, id);
      if (verdict?.state === 'failed')
        deps.log.warn({ delivery: id, error: verdict.error }, 'an alert cannot be delivered');
    }
  };
  return async (batch) => {
    const targets = Map.groupBy(batch, ({ headers }) => String(headers['target']));
    const results = await Promise.allSettled(
      [...targets.values()].map((messages) => sendAll(messages.map(deliveryOf))),
    );
    const failed = results.find((result) => result.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  };
};

const deliveryOf = ({ body }: Delivery): string =>
  (JSON.parse(Buffer.from(body).toString()) as { delivery: string }).delivery;
