import type { Instant } from '../kit/index.ts';
import type { Migration } from '../storage/index.ts';

/** The room's tables in the main database. */
export interface LanesTables {
  dead_letter: {
    /** `<lane>:<message id>`: a message that dies twice is one letter. */
    id: string;
    lane: string;
    message: string;
    /** JSON of the message's key. */
    key: string;
    /** From the header `project`. */
    project: number | null;
    error: string;
    attempts: number;
    published_at: Instant;
    dead_at: Instant;
    /** JSON. */
    headers: string;
    bytes: number;
    body: Uint8Array;
  };
  lane_try: {
    /** `<lane>:<message id>`. Only there while a message is in hand that may have ended a process. */
    id: string;
    tries: number;
  };
  outbox_fact: {
    /** UUIDv7: facts are relayed in this order. */
    id: string;
    kind: string;
    /** JSON of the key. */
    key: string;
    /** JSON. */
    headers: string;
    /** JSON. */
    data: string;
  };
}

export const lanesMigrations: readonly Migration[] = [
  {
    name: '2026-11-22-lanes',
    up: async (db, ddl) => {
      await ddl
        .table('dead_letter')
        .addColumn('id', ddl.text, (column) => column.primaryKey())
        .addColumn('lane', ddl.text, (column) => column.notNull())
        .addColumn('message', ddl.text, (column) => column.notNull())
        .addColumn('key', ddl.text, (column) => column.notNull())
        .addColumn('project', ddl.integer)
        .addColumn('error', ddl.text, (column) => column.notNull())
        .addColumn('attempts', ddl.integer, (column) => column.notNull())
        .addColumn('published_at', ddl.integer, (column) => column.notNull())
        .addColumn('dead_at', ddl.integer, (column) => column.notNull())
        .addColumn('headers', ddl.text, (column) => column.notNull())
        .addColumn('bytes', ddl.integer, (column) => column.notNull())
        .addColumn('body', ddl.bytes, (column) => column.notNull())
        .execute();
      await ddl.external('dead_letter', 'body');
      await db.schema.createIndex('dead_letter_time').on('dead_letter').columns(['dead_at', 'id']).execute();
      await db.schema.createIndex('dead_letter_lane').on('dead_letter').columns(['lane', 'dead_at', 'id']).execute();
      await db.schema
        .createIndex('dead_letter_project')
        .on('dead_letter')
        .columns(['project', 'dead_at', 'id'])
        .execute();
      await ddl
        .table('outbox_fact', { clustered: true })
        .addColumn('id', ddl.text, (column) => column.primaryKey())
        .addColumn('kind', ddl.text, (column) => column.notNull())
        .addColumn('key', ddl.text, (column) => column.notNull())
        .addColumn('headers', ddl.text, (column) => column.notNull())
        .addColumn('data', ddl.text, (column) => column.notNull())
        .execute();
    },
  },
  {
    name: '2026-11-22-lanes-tries',
    up: async (_db, ddl) => {
      await ddl
        .table('lane_try', { clustered: true })
        .addColumn('id', ddl.text, (column) => column.primaryKey())
        .addColumn('tries', ddl.integer, (column) => column.notNull())
        .execute();
    },
  },
];
