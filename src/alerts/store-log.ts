import type { Selectable } from 'kysely';
import type { Instant } from '../kit/index.ts';
import type { Queries, Transaction } from '../storage/index.ts';
import type { DeliveryState } from './lifecycle.ts';
import type { DeliveryRow, NewDelivery } from './store-deliveries.ts';
import { insertDeliveries, QUEUE_PATIENCE } from './store-deliveries.ts';
import type { AlertsTables } from './tables.ts';

export type AttemptRow = Selectable<AlertsTables['alert_attempt']>;

export interface LogFilter {
  readonly projectId: number;
  readonly targetId?: number | undefined;
  readonly state?: DeliveryState | undefined;
  readonly issueId?: number | undefined;
  /** The members of a digest. */
  readonly digestId?: string | undefined;
}

/** Deliveries of a project, the newest first, those before `before`. */
export const listDeliveries = (
  queries: Queries,
  { projectId, targetId, state, issueId, digestId }: LogFilter,
  before: string | null,
  limit: number,
): Promise<DeliveryRow[]> => {
  let select = queries.as<AlertsTables>().selectFrom('alert_delivery').selectAll().where('project_id', '=', projectId);
  if (targetId !== undefined) select = select.where('target_id', '=', targetId);
  if (state !== undefined) select = select.where('state', '=', state);
  if (issueId !== undefined) select = select.where('issue_id', '=', issueId);
  if (digestId !== undefined) select = select.where('digest_id', '=', digestId);
  if (before !== null) select = select.where('id', '<', before);
  return select.orderBy('id', 'desc').limit(limit).execute();
};

/** The newest first; at most 100. */
export const attemptsOf = (queries: Queries, delivery: string): Promise<AttemptRow[]> =>
  queries
    .as<AlertsTables>()
    .selectFrom('alert_attempt')
    .selectAll()
    .where('delivery_id', '=', delivery)
    .orderBy('number', 'desc')
    .limit(100)
    .execute();

/** Writes a delivery that only whoever asked for it will send. False: there were `most` of them since then already. */
export const insertTest = async (
  tx: Transaction,
  delivery: Omit<NewDelivery, 'state' | 'dueAt' | 'ruleId'>,
  now: Instant,
  { since, most }: { readonly since: Instant; readonly most: number },
): Promise<boolean> => {
  await tx.lock(`alerts tests of ${delivery.targetId}`);
  const db = tx.as<AlertsTables>();
  const { count } = await db
    .selectFrom('alert_delivery')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('target_id', '=', delivery.targetId)
    .where('created_at', '>', since)
    .where('trigger_kind', '=', 'test')
    .executeTakeFirstOrThrow();
  if (count >= most) return false;
  // Buffered first: a delivery that is born queued is told to the lane.
  await insertDeliveries(tx, [{ ...delivery, ruleId: null, state: 'buffered', dueAt: now + QUEUE_PATIENCE }], now);
  await db.updateTable('alert_delivery').set({ state: 'queued' }).where('id', '=', delivery.id).execute();
  return true;
};
