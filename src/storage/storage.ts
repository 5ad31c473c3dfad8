import type { Kysely } from 'kysely';
import type { BulkInsert, BulkLookup, BulkUpdate, Row, Value } from './bulk.ts';

export type Dialect = 'sqlite' | 'postgres';

/** What both a storage and an open transaction can do. */
export interface Queries {
  readonly dialect: Dialect;
  /** The query builder, typed by the caller's own tables. */
  as<Tables>(): Kysely<Tables>;
  /**
   * A hot path's own SQL, prepared once per connection. Placeholders are `?` in both dialects; one statement, no dialect-specific words.
   * `name` identifies the statement in PostgreSQL's statement cache and in the metrics.
   */
  query<Result extends Row>(name: string, sql: string, parameters: readonly Value[]): Promise<Result[]>;
  /** Many rows in one statement (PostgreSQL) or one prepared statement in a loop (SQLite). Returns what `returning` names, in no promised order. */
  insertMany<Result extends Row = Row>(insert: BulkInsert, rows: readonly Row[]): Promise<Result[]>;
  /** Changes many rows by key: `set`, `add`, `max`, `min` per column. Rows that do not exist are passed over. */
  updateMany(update: BulkUpdate, rows: readonly Row[]): Promise<void>;
  /** Point look-ups of many keys at once; keys without a row are absent from the answer. */
  lookupMany<Result extends Row>(lookup: BulkLookup, keys: readonly Row[]): Promise<Result[]>;
}

/** An open transaction. It must do nothing but database work: on SQLite every other writer waits for it. */
export interface Transaction extends Queries {
  /**
   * Until the end of this transaction nobody else gets past `lock` of the same name: for what is read, judged and then written (PostgreSQL reads committed
   * rows and would let two such transactions pass each other). SQLite has one writer anyway.
   */
  lock(name: string): Promise<void>;
}

export interface Storage extends Queries {
  /**
   * Runs `work` in one transaction, which commits when it resolves and rolls back when it throws. SQLite: `BEGIN IMMEDIATE`, waiting for other
   * writers without blocking the thread. PostgreSQL: read committed; a deadlock or serialization failure runs `work` again (5 times), so `work` must be repeatable.
   * Throws CulpritError `unavailable` (transient) when the database cannot be reached.
   */
  transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>;
  /** Resolves when the database answers; throws `unavailable` otherwise. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
