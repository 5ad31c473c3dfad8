import { decodeCursor, encodeCursor } from '../../kit/index.ts';

type Key = readonly [value: number, id: number];

/** From where a list is read, and whether towards its beginning. */
export interface Turn {
  readonly list: string;
  readonly after: Key | null;
  readonly back: boolean;
}

/** Reads a cursor of a list that can be turned both ways. Throws 400 `bad_cursor`. */
export const readTurn = (list: string, cursor: string | undefined): Turn => {
  if (cursor === undefined) return { list, after: null, back: false };
  try {
    return { list, after: decodeCursor(cursor, backwards(list), ['number', 'number']), back: true };
  } catch {
    return { list, after: decodeCursor(cursor, list, ['number', 'number']), back: false };
  }
};

/** The page out of rows that were read with one more than `limit`, which stands at the end that one reads towards. */
export const turnPage = <Row>(
  { list, after, back }: Turn,
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => Key,
): { shown: readonly Row[]; prevCursor: string | null; nextCursor: string | null } => {
  const more = rows.length > limit;
  const shown = back ? rows.slice(-limit) : rows.slice(0, limit);
  const [first, last] = [shown[0], shown.at(-1)];
  const before = back ? more : after !== null;
  const behind = back || more;
  return {
    shown,
    prevCursor: before && first !== undefined ? encodeCursor(backwards(list), keyOf(first)) : null,
    nextCursor: behind && last !== undefined ? encodeCursor(list, keyOf(last)) : null,
  };
};

const backwards = (list: string): string => `${list}:back`;
