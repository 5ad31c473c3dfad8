import type { Generated } from 'kysely';
import type { Instant } from '../kit/index.ts';
import type { Ddl, Migration } from '../storage/index.ts';

/**
 * The tables of the room, in a database of their own on SQLite (bulk writing must not hold up the digest). Git ids are bytes and stand once, in the
 * table of their entity; relations hold its number. Relations repeat the revision's date, so that "first" is the first row of a content and "all" comes in
 * its order, whatever their number.
 */
export interface ProvenanceTables {
  provenance_content: { n: Generated<number>; id: Uint8Array; date: Instant | null };
  /** `date`: of the frontier. `flat`: its files stand in `provenance_content_in_directory`. */
  provenance_directory: { n: Generated<number>; id: Uint8Array; date: Instant | null; flat: number };
  /** `date`: set once all its rows are there. `origin`: number of the preferred one. */
  provenance_revision: { n: Generated<number>; id: Uint8Array; date: Instant | null; origin: number | null };
  provenance_origin: { n: Generated<number>; id: Uint8Array; url: string };
  /** `id`: SHA-1 of the path. */
  provenance_location: { n: Generated<number>; id: Uint8Array; path: Uint8Array };
  provenance_content_in_revision: { content: number; date: Instant; revision: number; location: number };
  provenance_content_in_directory: { content: number; directory: number; location: number };
  provenance_directory_in_revision: { directory: number; date: Instant; revision: number; location: number };
  /** The parents of a revision, as git knows them. */
  provenance_revision_parent: { revision: number; parent: number };
  /** A branch or tag that stands, or stood, on a revision whose whole history is indexed. */
  provenance_head: { origin: number; revision: number };
}

/** In place of the date of a revision that has none yet. Its rows are not answered. */
export const UNDATED = Number.MAX_SAFE_INTEGER;

export const provenanceMigrations: readonly Migration[] = [
  {
    name: '2026-11-22-provenance',
    up: async (db, ddl) => {
      for (const table of ['content', 'directory', 'revision']) {
        let builder = entity(ddl, table).addColumn('date', ddl.integer);
        if (table === 'directory')
          builder = builder.addColumn('flat', ddl.integer, (column) => column.notNull().defaultTo(0));
        if (table === 'revision') builder = builder.addColumn('origin', ddl.integer);
        await builder.execute();
      }
      await entity(ddl, 'origin')
        .addColumn('url', ddl.text, (column) => column.notNull())
        .execute();
      await entity(ddl, 'location')
        .addColumn('path', ddl.bytes, (column) => column.notNull())
        .execute();
      await relation(ddl, 'content_in_revision', ['content', 'date', 'revision', 'location']).execute();
      await relation(ddl, 'content_in_directory', ['content', 'directory', 'location']).execute();
      await relation(ddl, 'directory_in_revision', ['directory', 'date', 'revision', 'location']).execute();
      await relation(ddl, 'revision_parent', ['revision', 'parent']).execute();
      await relation(ddl, 'head', ['origin', 'revision']).execute();
      for (const [table, column] of [
        ['content_in_revision', 'revision'],
        ['content_in_directory', 'directory'],
        ['directory_in_revision', 'revision'],
        ['revision_parent', 'parent'],
        ['head', 'revision'],
      ] as const)
        await db.schema
          .createIndex(`provenance_${table}_by_${column}`)
          .on(`provenance_${table}`)
          .column(column)
          .execute();
    },
  },
];

const entity = (ddl: Ddl, name: string) =>
  ddl
    .table(`provenance_${name}`)
    .addColumn('n', ddl.integer, ddl.identity)
    .addColumn('id', ddl.bytes, (column) => column.notNull().unique());

const relation = (ddl: Ddl, name: string, columns: readonly string[]) => {
  let table = ddl.table(`provenance_${name}`, { clustered: true });
  for (const column of columns) table = table.addColumn(column, ddl.integer, (one) => one.notNull());
  return table.addPrimaryKeyConstraint(`provenance_${name}_key`, columns as never);
};
