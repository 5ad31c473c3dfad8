import type { Instant } from '../../kit/index.ts';
import type { Transaction } from '../../storage/index.ts';
import type { IssuesTables } from '../tables.ts';
import type { OperationTable } from '../tables/lifecycle.ts';
import type { Acted } from './act.ts';

/** What an operation did to each issue, and what these were before. */
export const insertEntries = async (tx: Transaction, operation: string, acted: readonly Acted[]): Promise<void> => {
  await tx.insertMany(
    {
      table: 'operation_entry',
      columns: { operation_id: 'text', issue_id: 'integer', point_id: 'integer', previous: 'text', refusal: 'text' },
      conflict: { keys: ['operation_id', 'issue_id'] },
    },
    acted.map(({ issue, point, before, refusal }) => ({
      operation_id: operation,
      issue_id: issue.id,
      point_id: point,
      previous: point === null ? null : JSON.stringify(before),
      refusal,
    })),
  );
};

export const insertOperation = async (tx: Transaction, row: OperationTable): Promise<void> => {
  await tx.as<IssuesTables>().insertInto('operation').values(row).execute();
};

export const updateOperation = async (tx: Transaction, id: string, change: Partial<OperationTable>): Promise<void> => {
  await tx.as<IssuesTables>().updateTable('operation').set(change).where('id', '=', id).execute();
};

/** A row at its beginning. */
export const blank = (now: Instant) => ({
  done_to: 0,
  max_id: 0,
  done: 0,
  changed: 0,
  refused: 0,
  created_at: now,
  touched_at: now,
  undone_at: null,
});
