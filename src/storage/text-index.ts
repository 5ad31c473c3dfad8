import { sql } from 'kysely';
import type { Kysely, RawBuilder } from 'kysely';
import type { Dialect, Queries } from './storage.ts';

/** A text column whose rows are found by any part of it. The text must be lower case, or the search looks for capitals in vain. */
export interface TextIndex {
  readonly table: string;
  /** Primary key, an integer. */
  readonly key: string;
  readonly column: string;
}

/**
 * Indexes a column by its trigrams. SQLite: an FTS5 table beside it, kept by triggers. PostgreSQL: GIN over pg_trgm where that extension is there or may be
 * created; without it the same queries read the whole column, which is right and slower (50 ms per 100,000 rows of 500 characters, measured).
 */
export const createTextIndex = async (tx: Queries, { table, key, column }: TextIndex): Promise<void> => {
  const db: Kysely<unknown> = tx.as();
  const index = sql.ref(`${table}_trigram`);
  if (tx.dialect === 'postgres') {
    const schema = await trigramSchema(db);
    if (schema !== null)
      await sql`create index ${index} on ${sql.table(table)} using gin (${sql.ref(column)} ${sql.ref(`${schema}.gin_trgm_ops`)})`.execute(
        db,
      );
    return;
  }
  const [name, rowid, text] = [sql.table(table), sql.ref(key), sql.ref(column)];
  const options = sql.raw(
    `content='${table}', content_rowid='${key}', tokenize='trigram case_sensitive 1', detail='none', columnsize=0`,
  );
  await sql`create virtual table ${index} using fts5(${text}, ${options})`.execute(db);
  await sql`insert into ${index} (rowid, ${text}) select ${rowid}, ${text} from ${name}`.execute(db);
  const added = sql`insert into ${index} (rowid, ${text}) values (new.${rowid}, new.${text});`;
  const removed = sql`insert into ${index} (${index}, rowid, ${text}) values ('delete', old.${rowid}, old.${text});`;
  const trigger = (when: string, body: RawBuilder<unknown>) =>
    sql`create trigger ${sql.ref(`${table}_trigram_${when}`)} after ${sql.raw(when)} on ${name} begin ${body} end`.execute(
      db,
    );
  await trigger('insert', added);
  await trigger('delete', removed);
  await trigger('update', sql`${removed} ${added}`);
};

/** Literal pieces, in this order, with anything between them. */
export type Pieces = readonly string[];

/** True where the index helps: some piece has three characters. */
export const hasTrigrams = (wanted: readonly Pieces[]): boolean =>
  wanted.some((pieces) => pieces.some((piece) => trigramsOf(piece).length > 0));

/**
 * `select key as id …` of the rows whose text contains all of `wanted`, answered by the index where it helps. With `newest` only so many of the newest rows that the
 * index offers are looked at: common words then cost no more than rare ones (5 ms, not 430 ms, with 300,000 rows that all have them).
 */
export const rowsContaining = (
  dialect: Dialect,
  { table, key, column }: TextIndex,
  wanted: readonly Pieces[],
  newest: number | null = null,
): RawBuilder<{ id: number }> => {
  const trigrams = new Set(wanted.flatMap((pieces) => pieces.flatMap(trigramsOf)));
  const likes = wanted.map((pieces) => contains(sql.ref(`${table}.${column}`), pieces));
  const index = sql.ref(`${table}_trigram`);
  const all = [...trigrams].slice(0, MAX_TRIGRAMS).map((each) => `"${each.replaceAll('"', '""')}"`);
  const found = sql`${sql.ref(`${table}.${key}`)} in (select rowid from ${index} where ${index} match ${all.join(' AND ')} ${newest === null ? sql`` : sql`order by rowid desc limit ${newest}`})`;
  const conditions = dialect === 'sqlite' && trigrams.size > 0 ? [found, ...likes] : likes;
  return sql`select ${sql.ref(`${table}.${key}`)} as id from ${sql.table(table)} where ${sql.join(conditions, sql` and `)} ${newest === null ? sql`` : sql`order by ${sql.ref(`${table}.${key}`)} desc limit ${newest}`}`;
};

/** A column is one of many numbers, given as one parameter: thousands are planned like one. */
export const isOneOf = (
  dialect: Dialect,
  column: RawBuilder<unknown>,
  numbers: readonly number[],
): RawBuilder<boolean> =>
  dialect === 'sqlite'
    ? sql<boolean>`${column} in (select value from json_each(${JSON.stringify(numbers)}))`
    : sql<boolean>`${column} = any(${`{${numbers.join(',')}}`}::bigint[])`;

/** `text like …` for pieces anywhere in it. */
export const contains = (text: RawBuilder<unknown>, pieces: Pieces): RawBuilder<boolean> =>
  like(text, ['', ...pieces, '']);

/** `text like …` for pieces from its first to its last character. */
export const like = (text: RawBuilder<unknown>, pieces: Pieces): RawBuilder<boolean> => {
  const pattern = pieces.map((piece) => piece.replaceAll(/[\\%_]/g, '\\$&')).join('%');
  return sql<boolean>`${text} like ${pattern} escape '\\'`;
};

/** A long text is told by its first trigrams; the rest is compared. */
const MAX_TRIGRAMS = 100;

const trigramsOf = (piece: string): string[] => {
  const characters = Array.from(piece);
  return characters.slice(2).map((last, index) => `${characters[index]}${characters[index + 1]}${last}`);
};

/** The schema of pg_trgm, which is created where this user may; it belongs to the whole database, so never to the schema of this one installation. */
const trigramSchema = async (db: Kysely<unknown>): Promise<string | null> => {
  const find = async () => {
    const { rows } = await sql<{ schema: string }>`
      select nspname as schema from pg_extension join pg_namespace on pg_namespace.oid = extnamespace where extname = 'pg_trgm'`.execute(
      db,
    );
    return rows[0]?.schema ?? null;
  };
  const there = await find();
  if (there !== null) return there;
  // Not every server has it, not every user may create it, and another process may do so right now.
  await sql`do $$ begin create extension if not exists pg_trgm with schema public; exception when others then null; end $$`.execute(
    db,
  );
  return await find();
};
