import type { BulkInsert, BulkUpdate, Queries, Row, Transaction } from '../../storage/index.ts';
import type { IssuesTables } from '../tables.ts';
import { hideKeys, returnKeys } from './keys.ts';
import type { MarkedRelease } from './marks.ts';
import { columnsOf, stateColumns, stateOf, statuses } from './rows.ts';
import type { StateColumns } from './rows.ts';
import type { IssueState, MarkChange } from './state.ts';

/** An issue as its life sees it. */
export interface LivingIssue {
  readonly id: number;
  readonly project: number;
  /** Of the SHORT-ID. */
  readonly number: number;
  readonly state: IssueState;
  /** Users in all. */
  readonly users: number;
  readonly hasFixes: boolean;
}

/** These issues; those that do not exist are absent. */
export const loadIssues = async (queries: Queries, ids: readonly number[]): Promise<Map<number, LivingIssue>> => {
  const rows = await queries.lookupMany<StateColumns & Row & IdentityColumns>(
    {
      table: 'issue',
      keys: { id: 'integer' },
      columns: ['id', 'project_id', 'number', 'users', 'has_fixes', ...stateColumns],
    },
    ids.map((id) => ({ id })),
  );
  const muted = rows.filter(({ status }) => status === statuses.muted).map(({ id }) => id);
  const conditions = await loadConditions(queries, muted);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        project: row.project_id,
        number: row.number,
        state: stateOf(row, conditions.get(row.id) ?? []),
        users: row.users,
        hasFixes: row.has_fixes === 1,
      },
    ]),
  );
};

export const loadConditions = async (queries: Queries, issues: readonly number[]) => {
  if (issues.length === 0) return new Map();
  const rows = await queries
    .as<IssuesTables>()
    .selectFrom('mute_condition')
    .selectAll()
    .where('issue_id', 'in', issues)
    .orderBy('position')
    .execute();
  return Map.groupBy(rows, ({ issue_id }) => issue_id);
};

/** What is known of releases and these issues. */
export const loadMarks = async (queries: Queries, issues: readonly number[]): Promise<Map<number, MarkedRelease[]>> => {
  if (issues.length === 0) return new Map();
  const rows = await queries
    .as<IssuesTables>()
    .selectFrom('issue_fix')
    .innerJoin('release', 'release.id', 'issue_fix.release_id')
    .select(['issue_id', 'release_id', 'fixed', 'order_key'])
    .where('issue_id', 'in', issues)
    .execute();
  const byIssue = new Map<number, MarkedRelease[]>();
  for (const { issue_id, release_id, fixed, order_key } of rows)
    byIssue.set(issue_id, [
      ...(byIssue.get(issue_id) ?? []),
      { release: release_id, key: order_key, as: fixed === 1 ? 'fixed' : 'seen' },
    ]);
  return byIssue;
};

export interface StateChange {
  readonly issue: LivingIssue;
  readonly after: IssueState;
}

/** Writes new states: the columns, the conditions of what is muted now, the keys of what is deleted, and forgets the counts of what is not muted any more. */
export const saveStates = async (tx: Transaction, changes: readonly StateChange[]): Promise<void> => {
  if (changes.length === 0) return;
  await tx.updateMany(
    stateUpdate,
    changes.map(({ issue, after }) => ({ id: issue.id, ...columnsOf(after) })),
  );
  const moved = changes.filter(({ issue, after }) => issue.state.status !== after.status);
  const left = moved.filter(({ issue }) => issue.state.status.kind === 'muted').map(({ issue }) => issue.id);
  if (left.length > 0)
    for (const table of ['mute_condition', 'issue_arrival'] as const)
      await tx.as<IssuesTables>().deleteFrom(table).where('issue_id', 'in', left).execute();
  await hideKeys(
    tx,
    moved.flatMap(({ issue, after }) => (after.status.kind === 'deleted' ? [issue.id] : [])),
  );
  await returnKeys(
    tx,
    moved.flatMap(({ issue }) => (issue.state.status.kind === 'deleted' ? [issue.id] : [])),
  );
  await tx.insertMany(
    conditionInsert,
    moved.flatMap(({ issue, after: { status } }) =>
      status.kind === 'muted'
        ? status.volume.map((condition, position) => ({ issue_id: issue.id, position, ...condition }))
        : [],
    ),
  );
};

/** Writes what became known of releases. */
export const saveMarks = async (
  tx: Transaction,
  changes: readonly { readonly issue: number; readonly mark: MarkChange }[],
): Promise<void> => {
  const last = new Map(changes.map((change) => [`${change.issue} ${change.mark.release}`, change]));
  const known = [...last.values()].filter(({ mark }) => mark.as !== null);
  await tx.insertMany(
    markInsert,
    known.map(({ issue, mark }) => ({
      issue_id: issue,
      release_id: mark.release,
      fixed: mark.as === 'fixed' ? 1 : 0,
    })),
  );
  const fixed = new Set(known.filter(({ mark }) => mark.as === 'fixed').map(({ issue }) => issue));
  await tx.updateMany(
    { table: 'issue', keys: { id: 'integer' }, columns: { has_fixes: { type: 'integer', mode: 'set' } } },
    [...fixed].map((id) => ({ id, has_fixes: 1 })),
  );
  for (const { issue, mark } of last.values())
    if (mark.as === null)
      await tx
        .as<IssuesTables>()
        .deleteFrom('issue_fix')
        .where('issue_id', '=', issue)
        .where('release_id', '=', mark.release)
        .execute();
};

interface IdentityColumns extends Row {
  id: number;
  project_id: number;
  number: number;
  users: number;
  has_fixes: number;
}

const set = { type: 'integer', mode: 'set' } as const;

const stateUpdate: BulkUpdate = {
  table: 'issue',
  keys: { id: 'integer' },
  columns: Object.fromEntries(stateColumns.map((column) => [column, set])),
};

const conditionInsert: BulkInsert = {
  table: 'mute_condition',
  columns: { issue_id: 'integer', position: 'integer', period: 'text', n: 'integer', count: 'integer' },
};

const markInsert: BulkInsert = {
  table: 'issue_fix',
  columns: { issue_id: 'integer', release_id: 'integer', fixed: 'integer' },
  conflict: { keys: ['issue_id', 'release_id'], set: { fixed: 'excluded.fixed' } },
};
