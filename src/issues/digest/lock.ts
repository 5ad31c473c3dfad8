import type { BulkInsert, Transaction } from '../../storage/index.ts';

/** The last numbers given; by project. */
export interface Totals {
  readonly issues: Map<number, number>;
  readonly events: Map<number, number>;
}

/**
 * Takes the projects' rows for itself, until the end of the transaction. Whoever changes the state of issues or makes releases does so first: the digest, people
 * and the clock. One consumer per shard keeps digests of a project apart already, but one that lost its connection may still be in its transaction
 * when the next one starts.
 */
export const lockProjects = async (tx: Transaction, projects: readonly number[]): Promise<Totals> => {
  const rows = await tx.insertMany<{ project_id: number; issues: number; events: number }>(
    totalsLock,
    [...new Set(projects)].map((project_id) => ({ project_id, issues: 0, events: 0 })),
  );
  return {
    issues: new Map(rows.map(({ project_id, issues }) => [project_id, issues])),
    events: new Map(rows.map(({ project_id, events }) => [project_id, events])),
  };
};

const totalsLock: BulkInsert = {
  table: 'project_total',
  columns: { project_id: 'integer', issues: 'integer', events: 'integer' },
  // Changes nothing, but holds the row until the end of the transaction.
  conflict: { keys: ['project_id'], set: { events: 'project_total.events' } },
  returning: ['project_id', 'issues', 'events'],
};
