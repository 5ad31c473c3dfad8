import { setImmediate } from 'node:timers/promises';
import type { BulkInsert, BulkLookup, BulkUpdate, Row } from './bulk.ts';
import type { SqliteFile } from './sqlite.ts';
import { clean, sortByKeys } from './values.ts';

/** One prepared statement in a loop: several rows a statement gain nothing on SQLite (measured). Call it inside a transaction. */
export const insertMany = async (file: SqliteFile, insert: BulkInsert, rows: readonly Row[]): Promise<Row[]> => {
  const columns = Object.keys(insert.columns);
  const sql = insertSql(insert, columns);
  const ordered =
    insert.conflict === undefined
      ? rows
      : sortByKeys(rows, insert.conflict.keys, insert.conflict.set === undefined ? 'keep' : 'throw');
  const returned: Row[] = [];
  await inTurns(ordered, (row) => {
    const values = columns.map((column) => clean(row[column] ?? null));
    if (insert.returning === undefined) file.run(sql, values);
    else returned.push(...file.all(sql, values));
  });
  return returned;
};

export const updateMany = async (file: SqliteFile, update: BulkUpdate, rows: readonly Row[]): Promise<void> => {
  const keys = Object.keys(update.keys);
  const columns = Object.entries(update.columns);
  const set = columns.map(([column, { mode }]) => `${column} = ${expressions[mode](column)}`).join(', ');
  const sql = `UPDATE ${update.table} SET ${set} WHERE ${keys.map((key) => `${key} = ?`).join(' AND ')}`;
  /** A placeholder each; those of max and min stand twice. */
  const parameters = [
    ...columns.flatMap(([column, { mode }]) => (mode === 'max' || mode === 'min' ? [column, column] : [column])),
    ...keys,
  ];
  await inTurns(sortByKeys(rows, keys, 'throw'), (row) => {
    file.run(
      sql,
      parameters.map((column) => clean(row[column] ?? null)),
    );
  });
};

export const lookupMany = async (file: SqliteFile, lookup: BulkLookup, wanted: readonly Row[]): Promise<Row[]> => {
  const keys = Object.keys(lookup.keys);
  const sql = `SELECT ${lookup.columns.join(', ')} FROM ${lookup.table} WHERE ${keys.map((key) => `${key} = ?`).join(' AND ')}`;
  const found: Row[] = [];
  await inTurns(sortByKeys(wanted, keys, 'drop'), (row) => {
    found.push(
      ...file.all(
        sql,
        keys.map((key) => clean(row[key] ?? null)),
      ),
    );
  });
  return found;
};

const insertSql = (insert: BulkInsert, columns: readonly string[]): string => {
  const values = `INSERT INTO ${insert.table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
  return (
    values + conflictSql(insert) + (insert.returning === undefined ? '' : ` RETURNING ${insert.returning.join(', ')}`)
  );
};

/** The same words in both databases. */
export const conflictSql = ({ conflict }: BulkInsert): string => {
  if (conflict === undefined) return '';
  const target = ` ON CONFLICT (${conflict.keys.join(', ')}) DO`;
  if (conflict.set === undefined) return `${target} NOTHING`;
  const set = Object.entries(conflict.set).map(([column, expression]) => `${column} = ${expression}`);
  return `${target} UPDATE SET ${set.join(', ')}${conflict.where === undefined ? '' : ` WHERE ${conflict.where}`}`;
};

/** SQLite's two-argument max and min answer null where one side is null; PostgreSQL's greatest and least pass nulls over. */
const expressions = {
  set: () => '?',
  add: (column: string) => `${column} + ?`,
  max: (column: string) => `max(coalesce(${column}, ?), coalesce(?, ${column}))`,
  min: (column: string) => `min(coalesce(${column}, ?), coalesce(?, ${column}))`,
};

/** A large batch gives the event loop a turn every ten milliseconds. */
const inTurns = async (rows: readonly Row[], work: (row: Row) => void): Promise<void> => {
  let turn = performance.now();
  for (const [index, row] of rows.entries()) {
    work(row);
    if (index % 64 === 63 && performance.now() - turn > 10) {
      await setImmediate();
      turn = performance.now();
    }
  }
};
