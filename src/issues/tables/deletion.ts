import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Instant } from '../../kit/index.ts';
import type { Ddl } from '../../storage/index.ts';
import { createTables } from './create.ts';
import type { TableSpec } from './create.ts';
import type { IssueGrouping } from './issue.ts';

/** The grouping keys of deleted issues, as long as these can be brought back. The key is that of the issue: another one may take the hash meanwhile. */
export type DeletedGrouping = IssueGrouping;

/** Contents of removed attachments; what nobody refers to after a while goes. */
export interface BlobGarbage {
  hash: Uint8Array;
  since: Instant;
}

const tables: readonly TableSpec[] = [
  {
    name: 'deleted_grouping',
    columns: {
      project_id: 'integer',
      hash: 'bytes',
      issue_id: 'integer',
      config: 'text',
      first_seen: 'integer',
      home_id: 'integer?',
    },
    key: ['issue_id', 'hash'],
  },
  {
    name: 'blob_garbage',
    columns: { hash: 'bytes', since: 'integer' },
    key: ['hash'],
    indexes: { blob_garbage_since: ['since'] },
  },
];

/** Deleted issues wait, hidden, until they are purged. */
export const addDeletion = async (db: Kysely<unknown>, ddl: Ddl): Promise<void> => {
  await createTables(db, ddl, tables);
  await db.schema.alterTable('issue').addColumn('purge_at', ddl.integer).execute();
  await sql`create index issue_by_purge on issue (purge_at) where purge_at is not null`.execute(db);
};
