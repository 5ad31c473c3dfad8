import type { Queries } from '../../storage/index.ts';
import type { IssuesTables } from '../tables.ts';

export interface Refusal {
  readonly issueId: number;
  /** Of the issue in its project; null: it is gone. */
  readonly number: number | null;
  readonly why: string;
}

/** The first hundred issues that an operation was refused for, by the sentence. */
export const refusalsOf = async (
  queries: Queries,
  operation: { readonly id: string; readonly refused: number },
): Promise<Refusal[]> => {
  if (operation.refused === 0) return [];
  const rows = await queries
    .as<IssuesTables>()
    .selectFrom('operation_entry')
    .leftJoin('issue', 'issue.id', 'issue_id')
    .select(['issue_id', 'refusal', 'issue.number'])
    .where('operation_id', '=', operation.id)
    .where('refusal', 'is not', null)
    .orderBy('issue_id')
    .limit(100)
    .execute();
  return rows.map(({ issue_id, refusal, number }) => ({ issueId: issue_id, number, why: `${refusal ?? ''}.` }));
};
