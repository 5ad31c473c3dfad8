import { CulpritError } from '../../kit/index.ts';
import { methodsOf, RANGES } from './wire.ts';
import type { Exchange } from './wire.ts';

/** Ranges of an entity that a worker writes. */
export interface Claim {
  readonly exchange: Exchange;
  readonly ranges: readonly number[];
}

const everything = Array.from({ length: RANGES }, (_, range) => range);
const exchanges = Object.keys(methodsOf) as Exchange[];

/** Reads `content:0-7,directory:*`: entities with ranges of first digits; `all`: everything. Throws `bad_claims`. */
export const readClaims = (text: string): Claim[] => {
  if (text.trim() === 'all') return exchanges.map((exchange) => ({ exchange, ranges: everything }));
  return text.split(',').map((part) => {
    const match = /^\s*(\w+):(?:\*|([0-9a-f])(?:-([0-9a-f]))?)\s*$/.exec(part);
    const exchange = exchanges.find((one) => one === match?.[1]);
    if (match === null || exchange === undefined) throw badClaims(part);
    if (match[2] === undefined) return { exchange, ranges: everything };
    const first = Number.parseInt(match[2], 16);
    const last = Number.parseInt(match[3] ?? match[2], 16);
    if (last < first) throw badClaims(part);
    return { exchange, ranges: everything.slice(first, last + 1) };
  });
};

const badClaims = (part: string): CulpritError =>
  new CulpritError(
    'bad_claims',
    400,
    `"${part.trim()}" names no ranges: write such as content:0-7,directory:* with ${exchanges.join(', ')} and first hexadecimal digits.`,
  );
