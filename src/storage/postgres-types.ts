import type { types } from 'pg';

/** Values come back as SQLite has them: every integer and numeric a number, booleans 0/1, bytes a plain Uint8Array. */
export const parsersOver = (others: typeof types.getTypeParser): typeof types.getTypeParser => {
  const getTypeParser = others as (oid: number, format?: string) => unknown;
  return (oid: number, format?: string) =>
    (format === 'binary' ? undefined : byOid.get(oid)) ?? (getTypeParser(oid, format) as (text: string) => unknown);
};

const integer = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is beyond what a number holds exactly`);
  return value;
};

const bytes = (text: string): Uint8Array => {
  const buffer = Buffer.from(text.slice(2), 'hex');
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
};

const byOid = new Map<number, (text: string) => unknown>([
  [16, (text) => (text === 't' ? 1 : 0)],
  [17, bytes],
  [20, integer],
  [1700, Number],
]);
