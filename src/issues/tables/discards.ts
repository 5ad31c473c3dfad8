import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { DAY } from '../../kit/index.ts';

/** The room `usage` counts from now on what is accepted and what is discarded; it gets what was counted here so far. */
export const moveDiscards = async (db: Kysely<unknown>): Promise<void> => {
  const columns = sql.raw('project_id, width, start, outcome, reason, category, quantity');
  await sql`insert into usage_count (${columns})
    select project_id, 1, hour, source + 1, reason, category, quantity from discard_count`.execute(db);
  await sql`insert into usage_count (${columns})
    select project_id, 2, hour - hour % ${sql.lit(DAY)}, source + 1, reason, category, cast(sum(quantity) as bigint)
    from discard_count group by project_id, hour - hour % ${sql.lit(DAY)}, source, reason, category`.execute(db);
  await sql`insert into usage_count (${columns})
    select id, width, start, 0, '', 'error', events from event_count where scope = 0 and width > 0`.execute(db);
  await sql`insert into usage_count (${columns})
    select 0, width, start, outcome, reason, category, cast(sum(quantity) as bigint)
    from usage_count group by width, start, outcome, reason, category`.execute(db);
  await db.schema.dropTable('discard_count').execute();
};
