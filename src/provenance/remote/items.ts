import { addExtension, Packr } from 'msgpackr';
import { CulpritError, MILLISECOND, SECOND } from '../../kit/index.ts';
import type { Instant } from '../../kit/index.ts';
import { bytesOf, idOf, pathBytes, pathOf } from '../database-numbers.ts';
import type { BytePath, ObjectId } from '../model.ts';

/**
 * Bodies of requests and replies: MessagePack. A request is `{"data": [item, …]}`; ids and paths are bin, dates are timestamps (extension −1) with their
 * microseconds, which a JavaScript Date has not.
 */
class Timestamp {
  readonly at: Instant;
  constructor(at: Instant) {
    this.at = at;
  }
  /** Whoever else meets one in this process reads what a Date would say. */
  toJSON(): string {
    return new Date(this.at / MILLISECOND).toISOString();
  }
}

addExtension({
  Class: Timestamp,
  type: 0xff,
  // The 96-bit form holds every instant: nanoseconds, then signed seconds.
  pack: ({ at }: Timestamp) => {
    const seconds = Math.floor(at / SECOND);
    const bytes = Buffer.alloc(12);
    bytes.writeUInt32BE((at - seconds * SECOND) * 1_000, 0);
    bytes.writeBigInt64BE(BigInt(seconds), 4);
    return bytes;
  },
  unpack: (data: Uint8Array) => {
    const bytes = Buffer.from(data);
    if (bytes.length === 4) return new Timestamp(bytes.readUInt32BE(0) * SECOND);
    if (bytes.length === 8) {
      const both = bytes.readBigUInt64BE(0);
      return new Timestamp(Number(both & 0x3_ffff_ffffn) * SECOND + Math.floor(Number(both >> 34n) / 1_000));
    }
    return new Timestamp(Number(bytes.readBigInt64BE(4)) * SECOND + Math.floor(bytes.readUInt32BE(0) / 1_000));
  },
});

const packr = new Packr({ useRecords: false, mapsAsObjects: false, variableMapSize: true });

export type Item = readonly unknown[];

export const encodeRequest = (items: readonly Item[]): Uint8Array => packr.pack(new Map([['data', items]]));
export const encodeCount = (count: number): Uint8Array => packr.pack(count);

/** Throws `bad_reply` for anything but a count. */
export const decodeCount = (body: Uint8Array): number => {
  const count: unknown = packr.unpack(body);
  if (typeof count === 'number') return count;
  throw new CulpritError('bad_reply', 502, 'A provenance worker answered with something other than a count.');
};

/** Throws for what is no request: it goes to the dead letters. */
export const decodeRequest = (body: Uint8Array): Item[] => {
  const data = field(packr.unpack(body), 'data');
  if (!Array.isArray(data) || !data.every((item) => Array.isArray(item)))
    throw new Error('a request is {"data": [item, …]}');
  return data as Item[];
};

export const packId = (id: ObjectId): Uint8Array => bytesOf(id);
export const packPath = (path: BytePath | null): Uint8Array | null => (path === null ? null : pathBytes(path));
export const packDate = (date: Instant | null | undefined): Timestamp | null =>
  date === null || date === undefined ? null : new Timestamp(date);

export const readId = (value: unknown): ObjectId => {
  if (value instanceof Uint8Array && (value.length === 20 || value.length === 32)) return idOf(value);
  throw new Error('an id is 20 or 32 bytes');
};
export const readPath = (value: unknown): BytePath | null => {
  if (value === null || value === undefined) return null;
  if (value instanceof Uint8Array) return pathOf(value);
  throw new Error('a path is bytes');
};
export const readDate = (value: unknown): Instant | null => {
  if (value === null || value === undefined) return null;
  if (value instanceof Timestamp) return value.at;
  throw new Error('a date is a timestamp');
};

/** A field of a plain map, or of a typed value `{"swhtype": "dataclass", "d": {…}}`; names may be text or bytes. */
export const field = (value: unknown, name: string): unknown => {
  if (!(value instanceof Map)) return undefined;
  const entries = new Map(
    [...value].map(([key, one]) => [key instanceof Uint8Array ? pathOf(key) : String(key), one as unknown]),
  );
  return entries.has('swhtype') && entries.has('d') ? field(entries.get('d'), name) : entries.get(name);
};
