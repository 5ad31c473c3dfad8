import type { BulkInsert, BulkLookup, BulkUpdate, Row, Value } from './bulk.ts';
import { createKysely, isSelect } from './kysely.ts';
import type { Execute } from './kysely.ts';
import { insertMany, lookupMany, updateMany } from './sqlite-bulk.ts';
import { openSqlite } from './sqlite.ts';
import type { SqliteFile } from './sqlite.ts';
import type { Storage, Transaction } from './storage.ts';
import { asUnavailable } from './unavailable.ts';
import { clean } from './values.ts';
import { createGuard, createMutex, whenFree } from './writer.ts';

export interface SqliteStorageOptions {
  readonly cacheMegabytes?: number;
  readonly checkpointPages?: number;
  /** How long to wait for writers of other processes and threads, in milliseconds, before it throws `unavailable`. Default 30,000. */
  readonly patience?: number;
}

/**
 * A SQLite file as storage: one handle that reads, one that writes. Reads outside a transaction never wait for writers (WAL). Writers of this process
 * queue for the write handle; those of other processes are waited for with timers, so that the event loop never sleeps inside C.
 */
export const openSqliteStorage = (path: string, options: SqliteStorageOptions = {}): Storage => {
  const patience = options.patience ?? 30_000;
  const writer = openSqlite(path, options);
  const reader = openSqlite(path, { ...options, readOnly: true });
  const exclusive = createMutex();
  const guard = createGuard();

  const read = <Result>(work: (file: SqliteFile) => Result): Promise<Result> =>
    translated(() => whenFree(() => work(reader), patience));

  const write = <Result>(work: (file: SqliteFile) => Result): Promise<Result> => {
    guard.assertOutside();
    return exclusive(() => translated(() => whenFree(() => work(writer), patience)));
  };

  const transaction = <Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> => {
    guard.assertOutside();
    return exclusive(async () => {
      await translated(() => whenFree(() => writer.exec('BEGIN IMMEDIATE'), patience));
      const scope = { open: true };
      try {
        const result = await guard.inside(() => work(createTransaction(writer, scope)));
        await translated(() => whenFree(() => writer.exec('COMMIT'), patience));
        return result;
      } catch (error) {
        // A full disk makes SQLite roll back by itself.
        if (writer.inTransaction) writer.exec('ROLLBACK');
        throw error;
      } finally {
        scope.open = false;
      }
    });
  };

  const db = createKysely('sqlite', (sql, parameters, reads) =>
    reads ? read((file) => run(file, sql, parameters)) : write((file) => run(file, sql, parameters)),
  );

  return {
    dialect: 'sqlite',
    as: <Tables>() => db as unknown as ReturnType<typeof createKysely<Tables>>,
    query: <Result extends Row>(_name: string, sql: string, parameters: readonly Value[]) => {
      const work = (file: SqliteFile) => file.execute(sql, parameters.map(clean)).rows as Result[];
      return isSelect(sql) ? read(work) : write(work);
    },
    insertMany: async <Result extends Row>(insert: BulkInsert, rows: readonly Row[]) =>
      rows.length === 0 ? [] : await transaction((tx) => tx.insertMany<Result>(insert, rows)),
    updateMany: async (update, rows) =>
      rows.length === 0 ? undefined : await transaction((tx) => tx.updateMany(update, rows)),
    lookupMany: async <Result extends Row>(lookup: BulkLookup, keys: readonly Row[]) =>
      (await translated(() => lookupMany(reader, lookup, keys))) as Result[],
    transaction,
    ping: async () => {
      await read((file) => file.all('SELECT 1'));
    },
    close: () =>
      exclusive(async () => {
        reader.close();
        writer.close();
      }),
  };
};

const createTransaction = (file: SqliteFile, scope: { readonly open: boolean }): Transaction => {
  /** A statement that comes after the end would slip into somebody else's transaction. */
  const open = (): SqliteFile => {
    if (!scope.open) throw new Error('the transaction is over: await everything inside it');
    return file;
  };
  let db: ReturnType<typeof createKysely> | undefined;
  const execute: Execute = (sql, parameters) => translated(async () => run(open(), sql, parameters));
  return {
    dialect: 'sqlite',
    as: <Tables>() => (db ??= createKysely('sqlite', execute)) as unknown as ReturnType<typeof createKysely<Tables>>,
    query: <Result extends Row>(_name: string, sql: string, parameters: readonly Value[]) =>
      translated(async () => open().execute(sql, parameters.map(clean)).rows as Result[]),
    insertMany: <Result extends Row>(insert: BulkInsert, rows: readonly Row[]) =>
      translated(async () => (rows.length === 0 ? [] : await insertMany(open(), insert, rows)) as Result[]),
    updateMany: (update: BulkUpdate, rows: readonly Row[]) => translated(() => updateMany(open(), update, rows)),
    lookupMany: <Result extends Row>(lookup: BulkLookup, keys: readonly Row[]) =>
      translated(async () => (await lookupMany(open(), lookup, keys)) as Result[]),
    lock: () => Promise.resolve(),
  };
};

const run = (file: SqliteFile, sql: string, parameters: readonly Value[]) => {
  const { rows, changes, insertId } = file.execute(sql, parameters.map(clean));
  return { rows, numAffectedRows: BigInt(changes === 0 ? rows.length : changes), insertId: BigInt(insertId) };
};

const translated = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    throw asUnavailable(error);
  }
};
