import { sql } from 'kysely';
import type { Instant } from '../../kit/index.ts';
import { isOneOf } from '../../storage/index.ts';
import type { Transaction } from '../../storage/index.ts';
import type { IssuesTables } from '../tables.ts';
import { condemnBlobs } from './blobs.ts';

/** A stored event, as far as its removal needs it. */
export interface Doomed {
  readonly id: number;
  readonly issue_id: number;
  readonly event_id: Uint8Array;
}

/** Columns of `event` that make one. */
export const doomed = ['event.id', 'event.issue_id', 'event.event_id'] as const;

export interface Removed {
  readonly events: number;
  readonly attachments: number;
  /** Of bodies and attachments. */
  readonly bytes: number;
}

/**
 * Removes events of one project with everything that hangs on them: bodies and attachments. Whatever was counted of them stays, and so does feedback. Call it behind the
 * project's lock; those that are gone already are passed over.
 */
export const removeEvents = async (
  tx: Transaction,
  project: number,
  events: readonly Doomed[],
  now: Instant,
): Promise<Removed> => {
  const db = tx.as<IssuesTables>();
  const ids = events.map(({ id }) => id);
  const gone = await db
    .deleteFrom('event')
    .where(isOneOf(tx.dialect, sql.ref('id'), ids))
    .returning(['id', 'issue_id', 'event_id'])
    .execute();
  if (gone.length === 0) return { events: 0, attachments: 0, bytes: 0 };
  const bodies = await db
    .deleteFrom('event_body')
    .where(isOneOf(tx.dialect, sql.ref('id'), ids))
    .returning(sql<number>`length(body)`.as('bytes'))
    .execute();
  const attachments = await tx.lookupMany<{ id: number; hash: Uint8Array; size: number }>(
    { table: 'event_attachment', keys: { project_id: 'integer', event_id: 'blob' }, columns: ['id', 'hash', 'size'] },
    gone.map(({ event_id }) => ({ project_id: project, event_id })),
  );
  if (attachments.length > 0) {
    const rows = attachments.map(({ id }) => id);
    await db
      .deleteFrom('event_attachment')
      .where(isOneOf(tx.dialect, sql.ref('id'), rows))
      .execute();
    await condemnBlobs(
      tx,
      attachments.map(({ hash }) => hash),
      now,
    );
  }
  const perIssue = Map.groupBy(gone, ({ issue_id }) => issue_id);
  await tx.updateMany(
    { table: 'issue', keys: { id: 'integer' }, columns: { stored_events: { type: 'integer', mode: 'add' } } },
    [...perIssue].map(([id, { length }]) => ({ id, stored_events: -length })),
  );
  const bytes = sum(bodies.map((body) => body.bytes));
  await db
    .updateTable('project_total')
    .set((eb) => ({
      stored_events: eb('stored_events', '-', gone.length),
      stored_bytes: eb('stored_bytes', '-', bytes),
    }))
    .where('project_id', '=', project)
    .execute();
  return {
    events: gone.length,
    attachments: attachments.length,
    bytes: bytes + sum(attachments.map(({ size }) => size)),
  };
};

const sum = (sizes: readonly number[]): number => sizes.reduce((total, size) => total + size, 0);
