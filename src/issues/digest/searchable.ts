import type { BulkInsert, Transaction } from '../../storage/index.ts';
import { searchableOf } from '../search/text.ts';
import type { Touched } from './issues.ts';

/** What new issues are found by, drawn from their first events. */
export const writeSearchable = async (tx: Transaction, created: readonly Touched[]): Promise<void> => {
  const found = created.flatMap(({ id, project, events: [first] }) =>
    first === undefined ? [] : [{ id, project, ...searchableOf(first.event, first.grouping.title) }],
  );
  await tx.insertMany(
    textInsert,
    found.map(({ id, text }) => ({ issue_id: id, text })),
  );
  await tx.insertMany(
    fileInsert,
    found.flatMap(({ id, project, files }) => files.map((path) => ({ project_id: project, path, issue_id: id }))),
  );
};

const textInsert: BulkInsert = { table: 'issue_text', columns: { issue_id: 'integer', text: 'text' } };

const fileInsert: BulkInsert = {
  table: 'issue_file',
  columns: { project_id: 'integer', path: 'text', issue_id: 'integer' },
  // Two paths that differ only in what the storage mends.
  conflict: { keys: ['issue_id', 'path'] },
};
