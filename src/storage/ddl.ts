import { sql } from 'kysely';
import type { ColumnDefinitionBuilder, CreateTableBuilder, Kysely, RawBuilder } from 'kysely';
import type { Queries } from './storage.ts';
import { createTextIndex } from './text-index.ts';
import type { TextIndex } from './text-index.ts';

/** The words of a table definition that differ between the databases. */
export interface Ddl {
  readonly integer: RawBuilder<unknown>;
  readonly real: RawBuilder<unknown>;
  /** Sorted and compared by bytes on both. */
  readonly text: RawBuilder<unknown>;
  readonly bytes: RawBuilder<unknown>;
  /**
   * `create table`, with types enforced on SQLite too. `clustered`: the rows live in the primary key's own tree (`WITHOUT ROWID`), for hash keys and
   * narrow rows; PostgreSQL has no such thing.
   */
  table(name: string, options?: { readonly clustered?: boolean }): CreateTableBuilder<string>;
  /** A column that counts by itself and never uses a number again: `.addColumn('id', ddl.integer, ddl.identity)`. */
  readonly identity: (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder;
  /** Keeps PostgreSQL from compressing a large column again whose content is compressed already. */
  external(table: string, column: string): Promise<void>;
  /** Lets rows be found by any part of a text column: see `rowsContaining`. */
  textIndex(index: TextIndex): Promise<void>;
}

export const createDdl = (tx: Queries): Ddl => {
  const db: Kysely<unknown> = tx.as();
  const sqlite = tx.dialect === 'sqlite';
  return {
    integer: sqlite ? sql`integer` : sql`bigint`,
    real: sqlite ? sql`real` : sql`double precision`,
    text: sqlite ? sql`text` : sql`text collate "C"`,
    bytes: sqlite ? sql`blob` : sql`bytea`,
    table: (name, options = {}) => {
      const table = db.schema.createTable(name);
      if (!sqlite) return table;
      return table.modifyEnd(options.clustered === true ? sql`strict, without rowid` : sql`strict`);
    },
    identity: (column) =>
      sqlite ? column.primaryKey().autoIncrement() : column.primaryKey().generatedByDefaultAsIdentity(),
    external: async (table, column) => {
      if (!sqlite)
        await sql`alter table ${sql.ref(table)} alter column ${sql.ref(column)} set storage external`.execute(db);
    },
    textIndex: (index) => createTextIndex(tx, index),
  };
};

/**
 * After rows with numbers of their own were inserted into an identity column: lets it count on from the highest. SQLite does so by itself.
 * Waits for other writers of the table, so that no number is given out meanwhile.
 */
export const advanceIdentity = async (tx: Queries, table: string, column: string): Promise<void> => {
  if (tx.dialect === 'sqlite') return;
  const db: Kysely<unknown> = tx.as();
  await sql`lock table ${sql.ref(table)} in share row exclusive mode`.execute(db);
  await sql`select setval(pg_get_serial_sequence(${table}, ${column}), greatest((select max(${sql.ref(column)}) from ${sql.ref(table)}), nextval(pg_get_serial_sequence(${table}, ${column}))))`.execute(
    db,
  );
};
