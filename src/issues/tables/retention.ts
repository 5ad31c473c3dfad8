import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Instant } from '../../kit/index.ts';
import type { Ddl } from '../../storage/index.ts';
import { createTables } from './create.ts';
import type { TableSpec } from './create.ts';

/** Events that a comment links to: they stay as long as others can go. */
export interface EventReference {
  comment_id: number;
  project_id: number;
  event_id: Uint8Array;
}

/** What the last run removed of a project, or what the present one has so far. */
export interface RetentionRun {
  project_id: number;
  started_at: Instant;
  /** Null while it runs, or since a crash: then the next one goes on with it. */
  finished_at: Instant | null;
  /** Events above the most that are kept, and older than they are kept. */
  above_cap: number;
  above_age: number;
  attachments: number;
  bytes: number;
}

const tables: readonly TableSpec[] = [
  {
    name: 'event_reference',
    columns: { comment_id: 'integer', project_id: 'integer', event_id: 'bytes' },
    key: ['comment_id', 'event_id'],
    indexes: { event_reference_event: ['project_id', 'event_id'] },
  },
  {
    name: 'retention_run',
    columns: {
      project_id: 'id',
      started_at: 'integer',
      finished_at: 'integer?',
      above_cap: 'integer',
      above_age: 'integer',
      attachments: 'integer',
      bytes: 'integer',
    },
  },
];

/**
 * Events get what decides which of them go first, projects the sums of what they store. The events that are there are thinned by their turn within their issue
 * instead of a draw: of every 2^k one has k digits less.
 */
export const addRetention = async (db: Kysely<unknown>, ddl: Ddl): Promise<void> => {
  await createTables(db, ddl, tables);
  for (const [table, column] of [
    ['event', 'irrelevance'],
    ['event_attachment', 'received_at'],
    ['project_total', 'stored_events'],
    ['project_total', 'stored_bytes'],
  ] as const)
    await db.schema
      .alterTable(table)
      .addColumn(column, ddl.integer, (c) => c.notNull().defaultTo(0))
      .execute();
  await sql`update event set irrelevance = ${places} - ${trailingZeros} from
    (select id, row_number() over (partition by issue_id order by digest_order) as turn from event) as turns
    where turns.id = event.id`.execute(db);
  await sql`update project_total set
    stored_events = (select count(*) from event where event.project_id = project_total.project_id),
    stored_bytes = (select coalesce(sum(length(body)), 0) from event_body inner join event on event.id = event_body.id
      where event.project_id = project_total.project_id)`.execute(db);
  await db.schema
    .createIndex('event_by_irrelevance')
    .on('event')
    .columns(['project_id', 'irrelevance', 'received_at', 'id'])
    .execute();
  // Minutes and hours are forgotten, days stay.
  for (const [name, on] of [
    ['turning_point_event', 'turning_point (project_id, event_id) where event_id is not null'],
    ['event_count_age', 'event_count (width, start) where width < 2'],
  ] as const)
    await sql`create index ${sql.ref(name)} on ${sql.raw(on)}`.execute(db);
};

const bits = Array.from({ length: 30 }, (_, bit) => bit);

/** Of the turn: how many binary digits it has, and how many zeros it ends with. */
const places = sql.raw(
  `case ${bits.map((bit) => `when turn < ${2 ** (bit + 1)} then ${bit + 1}`).join(' ')} else 30 end`,
);
const trailingZeros = sql.raw(
  `case ${bits.map((bit) => `when turn % ${2 ** (bit + 1)} <> 0 then ${bit}`).join(' ')} else 30 end`,
);
