import type { Instant } from '../../kit/index.ts';
import type { BulkInsert, Queries, Storage, Transaction } from '../../storage/index.ts';
import type { IssuesTables } from '../tables.ts';
import type { Removed } from './events.ts';

/** Adds what a piece removed to the present run of a project, or begins one. `why` says which limit it was above. */
export const noteRun = async (
  tx: Transaction,
  project: number,
  why: 'above_cap' | 'above_age',
  { events, attachments, bytes }: Removed,
  now: Instant,
): Promise<void> => {
  await tx.insertMany(runInsert, [
    {
      project_id: project,
      started_at: now,
      finished_at: null,
      above_cap: 0,
      above_age: 0,
      attachments,
      bytes,
      [why]: events,
    },
  ]);
};

/** Begins a run, or goes on with one that did not finish. */
export const beginRun = async (storage: Storage, project: number, now: Instant): Promise<void> =>
  storage.transaction((tx) => noteRun(tx, project, 'above_cap', { events: 0, attachments: 0, bytes: 0 }, now));

export const finishRun = async (queries: Queries, project: number, now: Instant): Promise<void> => {
  await queries
    .as<IssuesTables>()
    .updateTable('retention_run')
    .set({ finished_at: now })
    .where('project_id', '=', project)
    .where('finished_at', 'is', null)
    .execute();
};

const going = (column: string): string =>
  `case when retention_run.finished_at is null then retention_run.${column} else 0 end + excluded.${column}`;

const runInsert: BulkInsert = {
  table: 'retention_run',
  columns: {
    project_id: 'integer',
    started_at: 'integer',
    finished_at: 'integer',
    above_cap: 'integer',
    above_age: 'integer',
    attachments: 'integer',
    bytes: 'integer',
  },
  conflict: {
    keys: ['project_id'],
    set: {
      started_at:
        'case when retention_run.finished_at is null then retention_run.started_at else excluded.started_at end',
      finished_at: 'excluded.finished_at',
      above_cap: going('above_cap'),
      above_age: going('above_age'),
      attachments: going('attachments'),
      bytes: going('bytes'),
    },
  },
};
