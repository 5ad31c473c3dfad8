import type { Instant } from '../../kit/index.ts';
import type { Transaction } from '../../storage/index.ts';
import { lockProjects } from '../digest/lock.ts';
import { unmerge } from '../merge/merge.ts';
import type { IssuesTables } from '../tables.ts';
import type { OperationTable } from '../tables/lifecycle.ts';
import { act } from './act.ts';
import type { Snapshot } from './act.ts';
import { statusPoints } from './state.ts';
import type { IssueState, PointKind } from './state.ts';
import type { LivingIssue } from './store.ts';
import type { Wanted } from './wanted.ts';

/** An operation that merged issues. */
export interface Merged {
  readonly kind: 'merge';
  readonly into: number;
  readonly slug: string;
}

/**
 * Takes the next piece of an operation back; false when nothing is left. Each issue gets back what the action changed, by the same table. What changed since
 * (an event brought it back, somebody else acted) is left as it is and counted as refused.
 */
export const takeBack = async (
  tx: Transaction,
  operation: OperationTable,
  limit: number,
  now: Instant,
): Promise<boolean> => {
  const db = tx.as<IssuesTables>();
  // Before looking: nothing happens to the issues in between.
  await lockProjects(tx, [operation.project_id]);
  const entries = await db
    .selectFrom('operation_entry')
    .select(['issue_id', 'point_id', 'previous'])
    .where('operation_id', '=', operation.id)
    .where('issue_id', '>', operation.done_to)
    .where('previous', 'is not', null)
    .orderBy('issue_id')
    .limit(limit)
    .execute();
  const last = entries.at(-1);
  if (last === undefined) {
    await db.updateTable('operation').set({ status: 'undone' }).where('id', '=', operation.id).execute();
    return false;
  }
  const wanted = JSON.parse(operation.action) as Wanted | Merged;
  const latest = await latestPoints(
    tx,
    entries.map(({ issue_id }) => issue_id),
    kindsOf(wanted),
  );
  const unchanged = new Map(
    entries.flatMap(({ issue_id, point_id, previous }) =>
      previous !== null && latest.get(issue_id) === point_id
        ? [[issue_id, JSON.parse(previous) as Snapshot] as const]
        : [],
    ),
  );
  let changed = unchanged.size;
  if (wanted.kind === 'merge') {
    const project = { id: operation.project_id, slug: wanted.slug };
    for (const issue of unchanged.keys()) await unmerge(tx, { project, user: operation.user_id, now }, issue);
  } else {
    const acted = await act(tx, {
      project: operation.project_id,
      issues: [...unchanged.keys()],
      action: (issue) => {
        const { state, marks } = unchanged.get(issue.id) ?? { state: issue.state, marks: [] };
        return { kind: 'restore', to: restored(wanted, issue, state), marks, undone: wanted.kind, now };
      },
      user: operation.user_id,
      now,
    });
    changed = acted.filter(({ refusal }) => refusal === null).length;
  }
  const { done, refused, id } = operation;
  await db
    .updateTable('operation')
    .set({
      done_to: last.issue_id,
      done: done + entries.length,
      changed: operation.changed + changed,
      refused: refused + entries.length - changed,
      touched_at: now,
    })
    .where('id', '=', id)
    .execute();
  return true;
};

/** Only what the action was about: who has the issue may have changed since its status did. */
const restored = (wanted: Wanted, { state: now }: LivingIssue, before: IssueState): IssueState => {
  if (wanted.kind === 'assign') return { ...now, assignee: before.assignee, team: before.team };
  if (wanted.kind === 'prioritise') return { ...now, priority: before.priority };
  return { ...now, status: before.status };
};

const kindsOf = (wanted: Wanted | Merged): readonly PointKind[] => {
  if (wanted.kind === 'assign') return ['assigned'];
  return wanted.kind === 'prioritise' ? ['prioritized'] : statusPoints;
};

/** The newest turning point of these kinds, by issue. */
const latestPoints = async (
  tx: Transaction,
  issues: readonly number[],
  kinds: readonly PointKind[],
): Promise<Map<number, number>> => {
  const rows = await tx
    .as<IssuesTables>()
    .selectFrom('turning_point')
    .select((eb) => ['issue_id', eb.fn.max('id').as('id')])
    .where('issue_id', 'in', issues)
    .where('kind', 'in', kinds)
    .groupBy('issue_id')
    .execute();
  return new Map(rows.map(({ issue_id, id }) => [issue_id, id]));
};
