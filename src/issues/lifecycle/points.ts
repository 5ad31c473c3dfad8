import type { Instant } from '../../kit/index.ts';
import { toHex } from '../../kit/index.ts';
import { state } from '../../lanes/index.ts';
import type { BulkInsert, Transaction } from '../../storage/index.ts';
import { factOf } from '../facts.ts';
import type { Point } from './state.ts';

/** Something that happened to an issue. */
export interface HappenedPoint {
  readonly project: number;
  readonly issue: number;
  /** Of the SHORT-ID. */
  readonly number: number;
  readonly at: Instant;
  /** Who did it; null: the system. */
  readonly user: number | null;
  /** The event that made it so. */
  readonly event: Uint8Array | null;
  readonly point: Point;
}

/** Writes what happened into the histories and states one fact each, in this transaction. Returns the numbers of the rows, in the order given. */
export const writePoints = async (tx: Transaction, points: readonly HappenedPoint[]): Promise<number[]> => {
  const inserted = await tx.insertMany<{ id: number; issue_id: number; kind: string }>(
    pointInsert,
    points.map(({ project, issue, at, user, event, point }) => ({
      project_id: project,
      issue_id: issue,
      kind: point.kind,
      at,
      user_id: user,
      event_id: event,
      metadata: JSON.stringify(point.metadata),
    })),
  );
  const ids = new Map<string, number[]>();
  for (const { id, issue_id, kind } of inserted.toSorted((a, b) => a.id - b.id)) {
    const key = `${issue_id} ${kind}`;
    ids.set(key, [...(ids.get(key) ?? []), id]);
  }
  const numbers = points.map(({ issue, point }) => ids.get(`${issue} ${point.kind}`)?.shift() ?? 0);
  await state(
    tx,
    points.map(({ project, issue, number, at, user, event, point }, index) =>
      factOf({
        kind: point.kind === 'first_seen' ? 'issue.created' : `issue.${point.kind}`,
        projectId: project,
        issueId: issue,
        number,
        turningPointId: numbers[index] ?? 0,
        eventId: event === null ? null : toHex(event),
        at,
        userId: user,
        metadata: point.metadata,
      }),
    ),
  );
  return numbers;
};

const pointInsert: BulkInsert = {
  table: 'turning_point',
  columns: {
    project_id: 'integer',
    issue_id: 'integer',
    kind: 'text',
    at: 'integer',
    user_id: 'integer',
    event_id: 'blob',
    metadata: 'text',
  },
  returning: ['id', 'issue_id', 'kind'],
};
