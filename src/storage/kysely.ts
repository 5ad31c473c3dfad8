import {
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely';
import type { Value } from './bulk.ts';
import type { Dialect } from './storage.ts';

/** Runs one compiled statement. `reads` is true where it surely changes nothing. */
export type Execute = (sql: string, parameters: readonly Value[], reads: boolean) => Promise<QueryResult<unknown>>;

/**
 * The query builder over one function that runs statements. Transactions belong to `Storage.transaction`, which waits for other writers and
 * retries; the builder's own are refused.
 */
export const createKysely = <Tables>(dialect: Dialect, execute: Execute): Kysely<Tables> =>
  new Kysely<Tables>({
    dialect: {
      createAdapter: () => (dialect === 'sqlite' ? new SqliteAdapter() : new PostgresAdapter()),
      createDriver: () => createDriver(execute),
      createIntrospector: (db) => (dialect === 'sqlite' ? new SqliteIntrospector(db) : new PostgresIntrospector(db)),
      createQueryCompiler: () => (dialect === 'sqlite' ? new SqliteQueryCompiler() : new PostgresQueryCompiler()),
    },
  });

const createDriver = (execute: Execute): Driver => {
  const connection: DatabaseConnection = {
    executeQuery: async <Row>(query: CompiledQuery) =>
      (await execute(query.sql, query.parameters as readonly Value[], readsOnly(query))) as QueryResult<Row>,
    streamQuery: () => {
      throw new Error('streaming is not supported: page through the rows by key');
    },
  };
  const refuse = (): Promise<never> =>
    Promise.reject(new Error('use Storage.transaction: it waits for other writers and retries'));
  return {
    init: () => Promise.resolve(),
    acquireConnection: () => Promise.resolve(connection),
    beginTransaction: refuse,
    commitTransaction: refuse,
    rollbackTransaction: refuse,
    releaseConnection: () => Promise.resolve(),
    destroy: () => Promise.resolve(),
  };
};

const readsOnly = (query: CompiledQuery): boolean =>
  query.query.kind === 'SelectQueryNode' || (query.query.kind === 'RawNode' && isSelect(query.sql));

/** True for text that is plainly a SELECT. (`WITH` may lead to an INSERT, `SELECT … FOR UPDATE` only locks.) */
export const isSelect = (sql: string): boolean => /^\s*select\b/i.test(sql);
