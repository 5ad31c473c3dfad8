import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { createRequire } from 'node:module';
import type { PoolClient } from 'pg';
import type { BulkInsert, BulkLookup, BulkUpdate, Row, Value } from './bulk.ts';
import { createKysely, isSelect } from './kysely.ts';
import { insertStatement, lookupStatement, updateStatement } from './postgres-bulk.ts';
import { parsersOver } from './postgres-types.ts';
import type { Queries, Storage, Transaction } from './storage.ts';
import { asUnavailable, isRetryable, isUnavailable } from './unavailable.ts';
import { clean } from './values.ts';
import { createGuard } from './writer.ts';

export interface PostgresOptions {
  /** Connections at most. Default 10. */
  readonly connections?: number;
  /** The server gives up on a statement after this many milliseconds. Default 60,000. */
  readonly statementTimeout?: number;
  /** How long to wait for a connection, in milliseconds, before it throws `unavailable`. Default 10,000. */
  readonly patience?: number;
}

/** PostgreSQL as storage, through a pool that outlives restarts of the server. */
export const openPostgresStorage = (url: string, options: PostgresOptions = {}): Storage => {
  const statementTimeout = options.statementTimeout ?? 60_000;
  // Loaded here and not before: the embedded tier goes without it.
  const { Pool, types } = createRequire(import.meta.url)('pg') as typeof import('pg');
  const pool = new Pool({
    connectionString: url,
    max: options.connections ?? 10,
    connectionTimeoutMillis: options.patience ?? 10_000,
    application_name: 'culprit',
    statement_timeout: statementTimeout,
    // The server speaks first; this one is for a server that no longer speaks at all.
    query_timeout: statementTimeout + 5_000,
    idle_in_transaction_session_timeout: 120_000,
    keepAlive: true,
    types: { getTypeParser: parsersOver(types.getTypeParser) },
  });
  // Idle connections die with the server; the pool drops them and dials again when asked.
  pool.on('error', () => undefined);
  // Queries of lists are estimated far above what they cost, and compiling them takes longer than running them (150 of 200 ms, measured).
  pool.on('connect', (client) => void client.query('SET jit = off').catch(ignore));
  const guard = createGuard();

  /** Borrows a connection; one that broke is not given back. */
  const borrowed = async <Result>(work: (client: PoolClient) => Promise<Result>): Promise<Result> => {
    try {
      const client = await pool.connect();
      // Without a listener a connection that dies between two statements of a transaction would end the process.
      client.on('error', ignore);
      try {
        const result = await work(client);
        client.release();
        return result;
      } catch (error) {
        client.release(isUnavailable(error));
        throw error;
      } finally {
        client.off('error', ignore);
      }
    } catch (error) {
      throw asUnavailable(error);
    }
  };

  const outside: Run = (statement, reads) => {
    if (!reads) guard.assertOutside();
    const run = () => borrowed((client) => send(client, statement));
    return again(run, reads);
  };

  const transaction = <Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> => {
    guard.assertOutside();
    return again(() =>
      borrowed(async (client) => {
        await client.query('BEGIN');
        const scope = { open: true };
        try {
          const inside: Run = (statement) => {
            if (!scope.open) throw new Error('the transaction is over: await everything inside it');
            return send(client, statement);
          };
          const result = await guard.inside(() => work(createTransaction(inside)));
          await client.query('COMMIT');
          return result;
        } catch (error) {
          if (!isUnavailable(error)) await client.query('ROLLBACK');
          throw error;
        } finally {
          scope.open = false;
        }
      }),
    );
  };

  return {
    ...createQueries(outside),
    transaction,
    ping: async () => {
      await outside({ text: 'SELECT 1' }, true);
    },
    close: async () => {
      if (!pool.ended) await pool.end();
    },
  };
};

interface Statement {
  /** Prepared once a connection under this name. Without it PostgreSQL parses and plans each time. */
  readonly name?: string;
  readonly text: string;
  readonly values?: readonly unknown[];
}

interface Answer {
  readonly rows: Row[];
  readonly rowCount: number | null;
}

type Run = (statement: Statement, reads: boolean) => Promise<Answer>;

const createQueries = (run: Run): Queries => {
  let db: ReturnType<typeof createKysely> | undefined;
  const bulk = async (
    verb: string,
    table: string,
    { sql, parameters }: { sql: string; parameters: readonly unknown[] },
    reads: boolean,
  ) => (await run({ name: nameOf(`${verb} ${table}`, sql), text: sql, values: parameters }, reads)).rows;
  return {
    dialect: 'postgres',
    as: <Tables>() =>
      (db ??= createKysely('postgres', async (text, parameters, reads) => {
        const { rows, rowCount } = await run({ text, values: parameters.map(clean) }, reads);
        return { rows, numAffectedRows: BigInt(rowCount ?? 0) };
      })) as unknown as ReturnType<typeof createKysely<Tables>>,
    query: async <Result extends Row>(name: string, sql: string, parameters: readonly Value[]) => {
      const text = numbered(sql);
      return (await run({ name: nameOf(name, text), text, values: parameters.map(clean) }, isSelect(sql)))
        .rows as Result[];
    },
    insertMany: async <Result extends Row>(insert: BulkInsert, rows: readonly Row[]) =>
      (rows.length === 0 ? [] : await bulk('insert', insert.table, insertStatement(insert, rows), false)) as Result[],
    updateMany: async (update: BulkUpdate, rows: readonly Row[]) => {
      if (rows.length > 0) await bulk('update', update.table, updateStatement(update, rows), false);
    },
    lookupMany: async <Result extends Row>(lookup: BulkLookup, keys: readonly Row[]) =>
      (keys.length === 0 ? [] : await bulk('lookup', lookup.table, lookupStatement(lookup, keys), true)) as Result[],
  };
};

const createTransaction = (run: Run): Transaction => ({
  ...createQueries(run),
  lock: async (name) => {
    const text = "SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || ' ' || $1, 0))";
    await run({ name: 'lock', text, values: [name] }, false);
  },
});

const send = (client: PoolClient, statement: Statement): Promise<Answer> =>
  client.query<Row>({ ...statement, values: statement.values as unknown[] });

/**
 * A deadlock or serialization failure chose this work as the victim: five more tries. A read whose connection turned out to be dead gets a second one on
 * another connection; a write might have been done.
 */
const again = async <Result>(work: () => Promise<Result>, reads = false): Promise<Result> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const lost = reads && attempt === 1 && isUnavailable(error);
      if (!lost && (!isRetryable(error) || attempt > 5)) throw error;
      if (!lost) await setTimeout(attempt * 10 * Math.random());
    }
  }
};

/** Names are at most 63 bytes, and one name may stand for one text only. */
const nameOf = (name: string, text: string): string =>
  remembered(names, text, () => {
    const digest = createHash('sha1').update(text).digest('hex').slice(0, 12);
    return `${name.slice(0, 48)}:${digest}`;
  });

/** `?` becomes `$1`, `$2`, … outside of quotes. */
const numbered = (sql: string): string =>
  remembered(texts, sql, () => {
    let count = 0;
    return sql.replace(/'(?:[^']|'')*'|"[^"]*"|\?/g, (part) => (part === '?' ? `$${++count}` : part));
  });

const names = new Map<string, string>();
const texts = new Map<string, string>();

const remembered = (memory: Map<string, string>, key: string, make: () => string): string => {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const made = make();
  if (memory.size >= 2_000) memory.clear();
  memory.set(key, made);
  return made;
};

const ignore = (): void => undefined;
