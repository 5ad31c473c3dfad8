import { badRequest } from './errors.ts';

/** What a list continues after: the sort keys of its last row. Numbers and text only. */
type CursorValue = number | string;

/**
 * A cursor as clients see it: opaque base64url. `list` names the list and its order, so that a cursor of another list or another order is refused
 * instead of skipping rows.
 */
export const encodeCursor = (list: string, values: readonly CursorValue[]): string =>
  Buffer.from(JSON.stringify([list, ...values])).toString('base64url');

/** The values of a cursor of this very list; `shape` says their types. Throws 400 `bad_cursor` for anything else. */
export const decodeCursor = <const Shape extends readonly ('number' | 'string')[]>(
  cursor: string,
  list: string,
  shape: Shape,
): Values<Shape> => {
  const refused = badRequest(
    'The cursor does not belong to this list. Take it as it came in nextCursor, with the same sort and order, or leave it out.',
    'bad_cursor',
  );
  if (cursor.length > 500 || !/^[A-Za-z0-9_-]+$/.test(cursor)) throw refused;
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    throw refused;
  }
  if (!Array.isArray(parts) || parts.length !== shape.length + 1 || parts[0] !== list) throw refused;
  const values: unknown[] = parts.slice(1);
  const fits = shape.every((type, index) => typeof values[index] === type && isStorable(values[index]));
  if (!fits) throw refused;
  return values as Values<Shape>;
};

/** What a list with one sort key continues after: the cursor's value, or `start` where there is no cursor. Throws 400 `bad_cursor`. */
export const startOf = <Start extends CursorValue>(
  list: string,
  cursor: string | undefined,
  start: Start,
): Start extends number ? number : string => {
  const [value] =
    cursor === undefined ? [start] : decodeCursor(cursor, list, [typeof start === 'number' ? 'number' : 'string']);
  return value as Start extends number ? number : string;
};

/** One page out of `limit + 1` rows: the items, and where the next page begins. */
export const toPage = <Row, Item>(
  rows: readonly Row[],
  limit: number,
  item: (row: Row) => Item,
  cursor: (last: Row) => string,
): { items: Item[]; nextCursor: string | null } => {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { items: page.map(item), nextCursor: rows.length > limit && last !== undefined ? cursor(last) : null };
};

type Values<Shape extends readonly ('number' | 'string')[]> = {
  -readonly [Index in keyof Shape]: Shape[Index] extends 'number' ? number : string;
};

const isStorable = (value: unknown): boolean => typeof value === 'string' || Number.isSafeInteger(value);
