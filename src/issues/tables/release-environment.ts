import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Instant } from '../../kit/index.ts';
import type { Ddl } from '../../storage/index.ts';
import { createTables } from './create.ts';
import type { TableSpec } from './create.ts';

/** Where a release runs: one row for each environment that its events or sessions name. */
export interface ReleaseEnvironment {
  release_id: number;
  environment_id: number;
  /** Of events and sessions. */
  first_seen: Instant;
  last_seen: Instant;
  events: number;
}

const tables: readonly TableSpec[] = [
  {
    name: 'release_environment',
    columns: {
      release_id: 'integer',
      environment_id: 'integer',
      first_seen: 'integer',
      last_seen: 'integer',
      events: 'integer',
    },
    key: ['release_id', 'environment_id'],
  },
];

/** Releases by environment, drawn from the events and sessions that are stored; and the issues that a release fixes. */
export const addReleaseEnvironments = async (db: Kysely<unknown>, ddl: Ddl): Promise<void> => {
  await createTables(db, ddl, tables);
  await sql`insert into release_environment (release_id, environment_id, first_seen, last_seen, events)
    select release_id, environment_id, min(first_seen), max(last_seen), sum(events) from (
      select release_id, environment_id, min(received_at) as first_seen, max(received_at) as last_seen, count(*) as events
        from event where release_id is not null and environment_id is not null group by release_id, environment_id
      union all
      select release_id, environment_id, min(hour), max(hour), 0 from release_health group by release_id, environment_id
    ) as seen group by release_id, environment_id`.execute(db);
  await db.schema.createIndex('issue_fix_release').on('issue_fix').columns(['release_id', 'issue_id']).execute();
};
