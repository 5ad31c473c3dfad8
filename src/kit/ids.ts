import { createHash, randomBytes } from 'node:crypto';
import { v7 } from 'uuid';

/** A UUIDv7 in its 36-character form: sorts by time of creation. */
export const newId = (): string => v7();

/** `bytes` random bytes as lower-case hex. */
export const randomHex = (bytes: number): string => randomBytes(bytes).toString('hex');

export const sha256 = (data: string | Uint8Array): Buffer => createHash('sha256').update(data).digest();

export const fromHex = (hex: string): Uint8Array => Buffer.from(hex, 'hex');

export const toHex = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
