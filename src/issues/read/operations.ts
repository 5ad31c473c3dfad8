import type { Queries } from '../../storage/index.ts';
import type { IssuesTables } from '../tables.ts';

/** The first hundred issues that an operation was refused for, by the sentence. */
export const refusalsOf = async (queries: Queries, operation: { readonly id: string; readonly refused: number }) => {
  if (operation.refused === 0) return [];
  const rows = await queries
    .as<IssuesTables>()
    .selectFrom('operation_entry')
    .select(['issue_id', 'refusal'])
    .where('operation_id', '=', operation.id)
    .where('refusal', 'is not', null)
    .orderBy('issue_id')
    .limit(100)
    .execute();
  return rows.map(({ issue_id, refusal }) => ({ issueId: issue_id, why: `${refusal ?? ''}.` }));
};
