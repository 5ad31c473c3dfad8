import { sql } from 'kysely';
import { sha256 } from '../../kit/index.ts';
import { isOneOf } from '../../storage/index.ts';
import type { Row, Storage, Transaction } from '../../storage/index.ts';
import { lockProjects } from '../digest/lock.ts';
import type { IssuesTables } from '../tables.ts';
import type { Doomed } from './events.ts';
import { drawOf, itemIrrelevance, kept } from './irrelevance.ts';

/** An event that may go, unless it is one of those that go last. */
export type Candidate = Doomed & { readonly digest_order: number };

/** Which of these events go last, and as what: those that a turning point or a comment names, and the latest of their issues. */
export const keptAmong = async (
  tx: Transaction,
  project: number,
  candidates: readonly Candidate[],
): Promise<Map<number, number>> => {
  const found = new Map<number, number>();
  const latest = await latestOf(
    tx,
    candidates.map(({ issue_id }) => issue_id),
  );
  for (const { id, issue_id, digest_order } of candidates)
    if (latest.get(issue_id) === digest_order) found.set(id, kept.latest);
  const keys = candidates.map(({ event_id }): Row => ({ project_id: project, event_id }));
  const byEvent = new Map(candidates.map(({ id, event_id }) => [Buffer.from(event_id).toString('hex'), id]));
  for (const table of ['turning_point', 'event_reference']) {
    const named = await tx.lookupMany<{ event_id: Uint8Array }>(
      { table, keys: { project_id: 'integer', event_id: 'blob' }, columns: ['event_id'] },
      keys,
    );
    for (const { event_id } of named) found.set(byEvent.get(Buffer.from(event_id).toString('hex')) ?? 0, kept.named);
  }
  return found;
};

/** The digest order of each issue's newest stored event. */
const latestOf = async (tx: Transaction, issues: readonly number[]): Promise<Map<number, number>> => {
  const rows = await tx
    .as<IssuesTables>()
    .selectFrom('issue')
    .select(['issue.id', newest.as('latest')])
    .where(isOneOf(tx.dialect, sql.ref('issue.id'), [...new Set(issues)]))
    .execute();
  return new Map(rows.map(({ id, latest }) => [id, latest]));
};

/** One look into an index, where a grouped maximum would read all events of an issue. */
const newest = sql<number>`(select max(event.digest_order) from event where event.issue_id = issue.id)`;

/** Marks events as those that go last; the next choice does not come upon them again. */
export const markKept = (tx: Transaction, marks: ReadonlyMap<number, number>): Promise<void> =>
  tx.updateMany(
    irrelevanceUpdate,
    [...marks].map(([id, irrelevance]) => ({ id, irrelevance })),
  );

const irrelevanceUpdate = {
  table: 'event',
  keys: { id: 'integer' },
  columns: { irrelevance: { type: 'integer', mode: 'set' } },
} as const;

/** Where a walk over the marked events of a project stands. */
export interface Walk {
  readonly received_at: number;
  readonly id: number;
}

const PAGE = 500;

/**
 * Looks at the next events that were marked as the latest of their issues: those that are not any more may go like others again. Returns where to go on; null when the
 * walk is through.
 */
export const releaseStale = async (storage: Storage, project: number, from: Walk | null): Promise<Walk | null> =>
  await storage.transaction(async (tx) => {
    await lockProjects(tx, [project]);
    const rows = await tx.query<StaleRow>(
      'retention stale',
      `select event.id, event.received_at, event.event_id, event.digest_order, issue.stored_events,
        (select max(later.digest_order) from event as later where later.issue_id = event.issue_id) as latest
      from event inner join issue on issue.id = event.issue_id
      where event.project_id = ? and event.irrelevance = ? and (event.received_at, event.id) > (?, ?)
      order by event.received_at, event.id limit ${PAGE}`,
      [project, kept.latest, from?.received_at ?? 0, from?.id ?? 0],
    );
    await tx.updateMany(
      irrelevanceUpdate,
      rows
        .filter(({ digest_order, latest }) => digest_order < latest)
        .map(({ id, event_id, stored_events }) => ({
          id,
          irrelevance: itemIrrelevance(drawOf(sha256(event_id)), stored_events),
        })),
    );
    const last = rows.at(-1);
    return last === undefined || rows.length < PAGE ? null : { received_at: last.received_at, id: last.id };
  });

/** The same for all of them. */
export const releaseAllStale = async (storage: Storage, project: number): Promise<void> => {
  let walk: Walk | null = null;
  do walk = await releaseStale(storage, project, walk);
  while (walk !== null);
};

interface StaleRow extends Row {
  id: number;
  received_at: number;
  event_id: Uint8Array;
  digest_order: number;
  stored_events: number;
  latest: number;
}
