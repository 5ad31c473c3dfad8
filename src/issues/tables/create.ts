import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Ddl } from '../../storage/index.ts';

/** Column types as the row types have them; `?` allows null. `identity` is a primary key that counts by itself, `id` one that is given. */
type Column = 'identity' | 'id' | 'integer' | 'text' | 'bytes' | 'integer?' | 'text?' | 'bytes?';

export interface TableSpec {
  readonly name: string;
  readonly columns: Readonly<Record<string, Column>>;
  /** Primary key of narrow rows, which then live in the key's own tree; tables with an `identity` or `id` need none. */
  readonly key?: readonly string[];
  readonly unique?: Readonly<Record<string, readonly string[]>>;
  readonly indexes?: Readonly<Record<string, readonly string[]>>;
  /** Indexes of the rows in which their one column is not null. */
  readonly sparse?: Readonly<Record<string, string>>;
}

/** Creates the tables of one migration. */
export const createTables = async (db: Kysely<unknown>, ddl: Ddl, specs: readonly TableSpec[]): Promise<void> => {
  const types = { integer: ddl.integer, text: ddl.text, bytes: ddl.bytes, identity: ddl.integer, id: ddl.integer };
  for (const { name, columns, key, unique = {}, indexes = {}, sparse = {} } of specs) {
    let table = ddl.table(name, { clustered: key !== undefined });
    for (const [column, spec] of Object.entries(columns)) {
      const type = types[spec.replace('?', '') as keyof typeof types];
      table = table.addColumn(column, type, (c) =>
        spec === 'identity' ? ddl.identity(c) : spec === 'id' ? c.primaryKey() : spec.endsWith('?') ? c : c.notNull(),
      );
    }
    if (key !== undefined) table = table.addPrimaryKeyConstraint(`${name}_key`, [...key] as never[]);
    for (const [constraint, names] of Object.entries(unique))
      table = table.addUniqueConstraint(constraint, [...names] as never[]);
    await table.execute();
    for (const [index, names] of Object.entries(indexes))
      await db.schema
        .createIndex(index)
        .on(name)
        .columns([...names])
        .execute();
    for (const [index, column] of Object.entries(sparse))
      await db.schema.createIndex(index).on(name).column(column).where(sql.ref(column), 'is not', null).execute();
  }
};
