import type { BulkInsert, Transaction } from '../../storage/index.ts';
import { itemIrrelevance } from '../retention/irrelevance.ts';
import type { Touched } from './issues.ts';
import type { PreparedEvent } from './prepare.ts';
import type { ReleaseIds } from './releases.ts';

/** Stores the events in the order they came, each with the next number of its project. `orders` holds the last number given and moves on. */
export const writeEvents = async (
  tx: Transaction,
  events: readonly PreparedEvent[],
  issues: readonly Touched[],
  orders: Map<number, number>,
  releases: ReleaseIds,
  homes: ReadonlyMap<PreparedEvent, number>,
): Promise<void> => {
  const issueOf = new Map(issues.flatMap(({ id, events: own }) => own.map((event) => [event, id] as const)));
  const turnOf = await countTurns(tx, issues);
  const bodies = new Map<string, Uint8Array>();
  const rows = events.map((prepared) => {
    const { project, event, id, grouping, body, userText, draw } = prepared;
    const order = (orders.get(project) ?? 0) + 1;
    orders.set(project, order);
    bodies.set(`${project} ${order}`, body);
    return {
      project_id: project,
      issue_id: issueOf.get(prepared) ?? 0,
      digest_order: order,
      event_id: id,
      timestamp: event.timestamp,
      received_at: event.receivedAt,
      kind: event.kind,
      level: event.level,
      platform: event.platform,
      title: grouping.title.title,
      release_id: releases.release(project, event.release),
      environment_id: releases.environment(project, event.environment),
      user_text: userText,
      home_id: homes.get(prepared) ?? null,
      irrelevance: itemIrrelevance(draw, turnOf.get(prepared) ?? 1),
    };
  });
  const inserted = await tx.insertMany<{ id: number; project_id: number; digest_order: number }>(eventInsert, rows);
  await tx.insertMany(
    bodyInsert,
    inserted.map(({ id, project_id, digest_order }) => ({
      id,
      body: bodies.get(`${project_id} ${digest_order}`) ?? null,
    })),
  );
};

/** Which of its issue's stored events each one is. The rows of the issues count this batch already. */
const countTurns = async (tx: Transaction, issues: readonly Touched[]): Promise<Map<PreparedEvent, number>> => {
  const rows = await tx.lookupMany<{ id: number; stored_events: number }>(
    { table: 'issue', keys: { id: 'integer' }, columns: ['id', 'stored_events'] },
    issues.filter(({ number }) => number === null).map(({ id }) => ({ id })),
  );
  const stored = new Map(rows.map(({ id, stored_events }) => [id, stored_events]));
  return new Map(
    issues.flatMap(({ id, events }) => {
      const before = (stored.get(id) ?? events.length) - events.length;
      return events.map((event, index) => [event, before + index + 1] as const);
    }),
  );
};

const eventInsert: BulkInsert = {
  table: 'event',
  columns: {
    project_id: 'integer',
    issue_id: 'integer',
    digest_order: 'integer',
    event_id: 'blob',
    timestamp: 'integer',
    received_at: 'integer',
    kind: 'text',
    level: 'text',
    platform: 'text',
    title: 'text',
    release_id: 'integer',
    environment_id: 'integer',
    user_text: 'text',
    home_id: 'integer',
    irrelevance: 'integer',
  },
  returning: ['id', 'project_id', 'digest_order'],
};

const bodyInsert: BulkInsert = { table: 'event_body', columns: { id: 'integer', body: 'blob' } };
