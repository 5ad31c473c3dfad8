import type { Kysely } from 'kysely';
import type { Ddl } from '../../storage/index.ts';

/**
 * Merging moves events and grouping keys to another issue; `home_id` remembers whose they are (null: of the issue they stand at), so that everything can be
 * taken apart again, exactly, whatever retention removed in between.
 */
export const addMerge = async (db: Kysely<unknown>, ddl: Ddl): Promise<void> => {
  for (const table of ['issue_grouping', 'event'])
    await db.schema.alterTable(table).addColumn('home_id', ddl.integer).execute();
};
