import type { Kysely } from 'kysely';
import type { Ddl } from '../../storage/index.ts';
import { createTables } from './create.ts';

/** A search that somebody keeps in sight: their own or a shared one. */
export interface SavedSearchPin {
  project_id: number;
  user_id: number;
  search_id: number;
}

/**
 * Issues are listed by priority, and people pin searches. The index has no column that events change, so that the digest does not pay for it; a period is
 * looked up in the rows.
 */
export const addList = async (db: Kysely<unknown>, ddl: Ddl): Promise<void> => {
  await db.schema
    .createIndex('issue_by_priority')
    .on('issue')
    .columns(['project_id', 'priority', 'id', 'status', 'regressed'])
    .execute();
  await createTables(db, ddl, [
    {
      name: 'saved_search_pin',
      columns: { project_id: 'integer', user_id: 'integer', search_id: 'integer' },
      key: ['user_id', 'search_id'],
      indexes: { saved_search_pin_of: ['project_id', 'search_id'] },
    },
  ]);
};
