import { CulpritError } from '../kit/index.ts';

/** How much one request may hold, in bytes unless said otherwise. Everything is checked while reading, never after. */
export interface Limits {
  /** A request body as it is on the wire, still compressed. */
  readonly body: number;
  /** The same body inflated. */
  readonly envelope: number;
  /** One event, and any other item that is read as JSON. */
  readonly event: number;
  readonly attachment: number;
  /** The first line of an envelope, and of each item. */
  readonly headerLine: number;
  /** Items of one envelope (a count): a header costs work however small its payload is. */
  readonly items: number;
  /** Bodies of all requests that are not answered yet. Beyond it new ones get 503, so that slow clients cannot hold the memory. */
  readonly inFlight: number;
}

const KIB = 1024;
const MIB = 1024 * KIB;

/** Relay's limits where they make sense for errors; see docs/ingest.md. */
export const defaultLimits: Limits = {
  body: 20 * MIB,
  envelope: 100 * MIB,
  event: MIB,
  attachment: 100 * MIB,
  headerLine: 8 * KIB,
  items: 1_000,
  inFlight: 256 * MIB,
};

/** 413: names the limit, what is over it, and how large that is when it is known. */
export const tooLarge = (what: string, limit: number, actual?: number, unit = 'bytes'): CulpritError =>
  new CulpritError(
    'too_large',
    413,
    `${what} may have ${limit} ${unit}${actual === undefined ? '; this one has more' : `; this one has ${actual}`}.`,
  );
