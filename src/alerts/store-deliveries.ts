import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Instant } from '../kit/index.ts';
import { MINUTE } from '../kit/index.ts';
import { state as stateFacts } from '../lanes/index.ts';
import type { BulkInsert, Queries, Transaction } from '../storage/index.ts';
import type { DeliveryState, Outcome, Verdict } from './lifecycle.ts';
import type { Notice } from './notice.ts';
import type { AlertsTables } from './tables.ts';

export interface NewDelivery {
  /** UUIDv7. */
  readonly id: string;
  readonly projectId: number;
  readonly targetId: number;
  readonly ruleId: number | null;
  readonly fact: string;
  readonly notice: Notice;
  readonly state: 'queued' | 'buffered';
  readonly dueAt: Instant;
}

export type DeliveryRow = Selectable<AlertsTables['alert_delivery']>;

/** A queued delivery whose message has not come by then is stated again: a lane may lose its file, a delivery must not be lost with it. */
export const QUEUE_PATIENCE = 10 * MINUTE;

/** Whoever hears of this sends the delivery. */
export const queuedFact = 'alert.queued';

/** Writes those that are not there yet, and says of the queued ones among them that they are to be sent. Returns the ids of those that were new. */
export const insertDeliveries = async (
  tx: Transaction,
  deliveries: readonly NewDelivery[],
  now: Instant,
): Promise<Set<string>> => {
  const rows = deliveries.map(({ id, projectId, targetId, ruleId, fact, notice, state, dueAt }) => ({
    id,
    project_id: projectId,
    target_id: targetId,
    rule_id: ruleId,
    fact,
    trigger_kind: notice.trigger,
    issue_id: notice.issue?.id ?? null,
    notice: JSON.stringify(notice),
    state,
    attempts: 0,
    tries: 0,
    due_at: dueAt,
    created_at: now,
    queued_at: now,
  }));
  const inserted = rows.length === 0 ? [] : await tx.insertMany<{ id: string }>(deliveryInsert, rows);
  const fresh = new Set(inserted.map(({ id }) => id));
  await tellQueued(
    tx,
    deliveries.filter(({ id, state }) => state === 'queued' && fresh.has(id)),
  );
  return fresh;
};

/**
 * Sends deliveries on their way (again). Those that are not in one of `from` by now stay as they are, with `due` also those that are not due; `anew` gives them all their tries
 * again. Returns how many went.
 */
export const requeue = async (
  tx: Transaction,
  ids: readonly string[],
  from: readonly DeliveryState[],
  now: Instant,
  { anew = false, due = false }: { readonly anew?: boolean; readonly due?: boolean } = {},
): Promise<number> => {
  if (ids.length === 0) return 0;
  let update = tx
    .as<AlertsTables>()
    .updateTable('alert_delivery')
    .set({ state: 'queued', due_at: now + QUEUE_PATIENCE })
    .where('id', 'in', ids)
    .where('state', 'in', from);
  // Another process may have been faster.
  if (due) update = update.where('due_at', '<=', now);
  if (anew) update = update.set({ tries: 0, queued_at: now });
  const rows = await update.returning(['id', 'target_id as targetId']).execute();
  await tellQueued(tx, rows);
  return rows.length;
};

const tellQueued = (
  tx: Transaction,
  deliveries: readonly { readonly id: string; readonly targetId: number }[],
): Promise<void> =>
  stateFacts(
    tx,
    deliveries.map(({ id, targetId }) => ({
      kind: queuedFact,
      key: targetId,
      headers: { target: targetId },
      data: { delivery: id },
    })),
  );

export const findDelivery = (queries: Queries, id: string): Promise<DeliveryRow | undefined> =>
  queries.as<AlertsTables>().selectFrom('alert_delivery').selectAll().where('id', '=', id).executeTakeFirst();

/** Takes a queued delivery to send it, and writes the try down before it happens. Returns its number; null when it is not queued (any more). */
export const claim = async (
  tx: Transaction,
  id: string,
  now: Instant,
  leaseEnd: Instant,
): Promise<{ readonly attempt: number; readonly tries: number } | null> => {
  const db = tx.as<AlertsTables>();
  const row = await db
    .updateTable('alert_delivery')
    .set({ state: 'sending', attempts: sql`attempts + 1`, tries: sql`tries + 1`, due_at: leaseEnd })
    .where('id', '=', id)
    .where('state', '=', 'queued')
    .returning(['attempts', 'tries'])
    .executeTakeFirst();
  if (row === undefined) return null;
  const attempt = { delivery_id: id, number: row.attempts, at: now };
  await db
    .insertInto('alert_attempt')
    .values({ ...attempt, ended_at: null, status: null, error: null })
    .execute();
  return { attempt: row.attempts, tries: row.tries };
};

/** Puts a delivery aside without a try, if it is still in one of `from`. */
export const setAside = async (
  queries: Queries,
  id: string,
  change: { readonly state: 'waiting' | 'failed'; readonly due_at: Instant | null; readonly error: string },
  from: readonly DeliveryState[] = ['queued'],
): Promise<void> => {
  await queries
    .as<AlertsTables>()
    .updateTable('alert_delivery')
    .set(change)
    .where('id', '=', id)
    .where('state', 'in', from)
    .execute();
};

/** Writes what came of a try. If its lease ended meanwhile and another try began, only the log hears of it. */
export const record = async (
  tx: Transaction,
  id: string,
  attempt: number,
  outcome: Outcome,
  verdict: Verdict,
  now: Instant,
): Promise<void> => {
  const db = tx.as<AlertsTables>();
  const error = outcome.kind === 'sent' ? outcome.note : outcome.error;
  await db
    .updateTable('alert_attempt')
    .set({ ended_at: now, status: outcome.status, error, response: outcome.response })
    .where('delivery_id', '=', id)
    .where('number', '=', attempt)
    .execute();
  await db
    .updateTable('alert_delivery')
    .set({
      state: verdict.state,
      due_at: verdict.dueAt,
      error: verdict.error,
      status: outcome.status,
      ...(verdict.state === 'sent' ? { sent_at: now } : {}),
    })
    .where('id', '=', id)
    .where('attempts', '=', attempt)
    .where('state', '=', 'sending')
    .execute();
};

/** What somebody must look at by now, the longest due first. */
export const dueDeliveries = (queries: Queries, now: Instant, limit: number) =>
  queries
    .as<AlertsTables>()
    .selectFrom('alert_delivery')
    .select(['id', 'state', 'target_id', 'trigger_kind'])
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(limit)
    .execute();

/** What a target's next digest gathers, the oldest first. */
export const bufferedOf = (queries: Queries, target: number, limit: number) =>
  queries
    .as<AlertsTables>()
    .selectFrom('alert_delivery')
    .select(['id', 'notice', 'due_at'])
    .where('target_id', '=', target)
    .where('state', '=', 'buffered')
    .orderBy('id')
    .limit(limit)
    .execute();

export const markDigested = async (queries: Queries, ids: readonly string[], digest: string): Promise<void> => {
  await queries
    .as<AlertsTables>()
    .updateTable('alert_delivery')
    .set({ state: 'digested', due_at: null, digest_id: digest })
    .where('id', 'in', ids)
    .execute();
};

/** Deliveries of each target since then, without digests and tests. */
export const countSince = async (
  queries: Queries,
  targets: readonly number[],
  since: Instant,
): Promise<Map<number, number>> => {
  if (targets.length === 0) return new Map();
  const rows = await queries
    .as<AlertsTables>()
    .selectFrom('alert_delivery')
    .select((eb) => ['target_id', eb.fn.countAll<number>().as('count')])
    .where('target_id', 'in', targets)
    .where('created_at', '>', since)
    .where('trigger_kind', 'not in', ['digest', 'test'])
    .groupBy('target_id')
    .execute();
  return new Map(rows.map(({ target_id, count }) => [target_id, count]));
};

/** Forgets deliveries that came to rest and are older; at most `limit` at once. Returns how many went. */
export const forgetBefore = async (queries: Queries, before: Instant, limit: number): Promise<number> => {
  const old = queries
    .as<AlertsTables>()
    .selectFrom('alert_delivery')
    .select('id')
    .where('created_at', '<', before)
    .where('due_at', 'is', null)
    .orderBy('created_at')
    .limit(limit);
  return await forget(queries, await old.execute());
};

/** Forgets deliveries of a project, whatever their state; at most `limit` at once. Returns how many went. */
export const forgetProject = async (queries: Queries, project: number, limit: number): Promise<number> => {
  const some = queries.as<AlertsTables>().selectFrom('alert_delivery').select('id').where('project_id', '=', project);
  return await forget(queries, await some.limit(limit).execute());
};

const forget = async (queries: Queries, rows: readonly { readonly id: string }[]): Promise<number> => {
  const ids = rows.map(({ id }) => id);
  if (ids.length > 0) await queries.as<AlertsTables>().deleteFrom('alert_delivery').where('id', 'in', ids).execute();
  return ids.length;
};

const deliveryInsert: BulkInsert = {
  table: 'alert_delivery',
  columns: {
    id: 'text',
    project_id: 'integer',
    target_id: 'integer',
    rule_id: 'integer',
    fact: 'text',
    trigger_kind: 'text',
    issue_id: 'integer',
    notice: 'text',
    state: 'text',
    attempts: 'integer',
    tries: 'integer',
    due_at: 'integer',
    created_at: 'integer',
    queued_at: 'integer',
  },
  conflict: { keys: ['target_id', 'fact'] },
  returning: ['id'],
};
