import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue, StatementSync } from 'node:sqlite';
import { CulpritError, messageOf } from '../kit/index.ts';
import type { Row, Value } from './bulk.ts';

export interface SqliteOptions {
  readonly readOnly?: boolean;
  /** Page cache in megabytes. Default 64; bulk index writers take 256. */
  readonly cacheMegabytes?: number;
  /** The log is folded back after this many pages. Default 4000; bulk writers 16000. */
  readonly checkpointPages?: number;
}

/** What one executed statement left behind. `rows` is empty when it returns none. */
export interface SqliteResult {
  readonly rows: Row[];
  /** Rows that an INSERT, UPDATE or DELETE without RETURNING touched. */
  readonly changes: number;
  readonly insertId: number;
}

/** One handle on one SQLite file. Every call is synchronous and throws at once (`SQLITE_BUSY`) where another handle is in the way. */
export interface SqliteFile {
  readonly inTransaction: boolean;
  /** Runs one statement, prepared once a handle. */
  execute(sql: string, parameters?: readonly Value[]): SqliteResult;
  all<Result extends Row>(sql: string, parameters?: readonly Value[]): Result[];
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller knows the columns, as with `all`
  get<Result extends Row>(sql: string, parameters?: readonly Value[]): Result | undefined;
  /** Returns the number of rows touched. */
  run(sql: string, parameters?: readonly Value[]): number;
  /** Several statements without parameters: pragmas, BEGIN, schema. */
  exec(sql: string): void;
  close(): void;
}

/**
 * Opens (and creates) a SQLite file as the house wants it: WAL, every commit synced to disk, foreign keys enforced, LIKE case-sensitive as on PostgreSQL.
 * What is deleted is overwritten with zeros, also in pages that become free: bodies wait in these files as they came, with their secrets (FAST would leave them in
 * free pages; ON costs 7 µs for a body of 10 KB).
 * No busy timeout: that would put the thread to sleep inside C; callers retry with timers. Only this call itself may block, for up to five seconds.
 * Throws CulpritError `database_unusable`.
 */
export const openSqlite = (path: string, options: SqliteOptions = {}): SqliteFile => {
  const database = opened(path, options);
  const statements = new Map<string, Prepared>();

  const prepare = (sql: string): Prepared => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const statement = database.prepare(sql);
    const prepared = { statement, returnsRows: statement.columns().length > 0 };
    if (statements.size >= STATEMENTS) statements.delete(statements.keys().next().value ?? '');
    statements.set(sql, prepared);
    return prepared;
  };

  const execute = (sql: string, parameters: readonly Value[] = []): SqliteResult => {
    const { statement, returnsRows } = prepare(sql);
    const bound = parameters.map(bind);
    if (returnsRows) return { rows: statement.all(...bound) as Row[], changes: 0, insertId: 0 };
    const { changes, lastInsertRowid } = statement.run(...bound);
    return { rows: [], changes: Number(changes), insertId: Number(lastInsertRowid) };
  };

  return {
    get inTransaction() {
      return database.isTransaction;
    },
    execute,
    all: <Result extends Row>(sql: string, parameters: readonly Value[] = []) =>
      prepare(sql).statement.all(...parameters.map(bind)) as Result[],
    // oxlint-disable-next-line typescript/no-unnecessary-type-parameters
    get: <Result extends Row>(sql: string, parameters: readonly Value[] = []) =>
      prepare(sql).statement.get(...parameters.map(bind)) as Result | undefined,
    run: (sql, parameters = []) => Number(prepare(sql).statement.run(...parameters.map(bind)).changes),
    exec: (sql) => database.exec(sql),
    close: () => {
      if (database.isOpen) database.close();
    },
  };
};

/** What to throw where the file at `path` cannot be opened, whatever the reason is. */
export const unusable = (path: string, error: unknown): CulpritError => {
  const { errcode } = error as { errcode?: number };
  const advice =
    errcode === 11 || errcode === 26
      ? 'It is damaged or no database: put back a backup, or choose another data folder.'
      : 'Check that its folder exists and that this user may write there.';
  const why = `The database file ${path} cannot be opened (${messageOf(error)}). ${advice}`;
  return new CulpritError('database_unusable', 500, why, { cause: error });
};

const opened = (path: string, options: SqliteOptions): DatabaseSync => {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { readOnly: options.readOnly ?? false, timeout: 0 });
    const found = database;
    withPatience(() => {
      for (const pragma of pragmas(options)) found.exec(`PRAGMA ${pragma}`);
    });
    return database;
  } catch (error) {
    database?.close();
    throw unusable(path, error);
  }
};

interface Prepared {
  readonly statement: StatementSync;
  readonly returnsRows: boolean;
}

const STATEMENTS = 500;

/** Whole numbers are bound as integers: the driver would bind a real, and `x / ?` would then no longer be an integer division. */
const bind = (value: Value): SQLInputValue => (Number.isSafeInteger(value) ? BigInt(value as number) : value);

const pragmas = (options: SqliteOptions): string[] => [
  ...(options.readOnly === true
    ? []
    : ['page_size = 8192', 'journal_mode = WAL', 'synchronous = FULL', 'secure_delete = ON']),
  `cache_size = -${(options.cacheMegabytes ?? 64) * 1024}`,
  `wal_autocheckpoint = ${options.checkpointPages ?? 4000}`,
  'foreign_keys = ON',
  'case_sensitive_like = ON',
];

/** Two processes that switch a new file to WAL at the same moment refuse each other, whatever the busy timeout says. */
const withPatience = (work: () => void): void => {
  for (let attempt = 0; ; attempt++) {
    try {
      work();
      return;
    } catch (error) {
      if (attempt === 500 || (error as { errcode?: number }).errcode !== 5) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
};
