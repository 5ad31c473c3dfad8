import type { Readable } from 'node:stream';
import type { Instant } from '../kit/index.ts';

export interface StoredBlob {
  /** Lower-case hex. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

/**
 * Large contents under the hash of what they hold: attachments, debug files, models. The same content is kept once, whoever puts it; so its owners
 * delete it only when none of them refers to it any more. Two implementations (folder, database), one contract.
 */
export interface BlobStore {
  /** Resolves when the content is durable. A stream that fails leaves nothing behind. Throws `unavailable` when the disk or the database cannot take it. */
  put(content: Uint8Array | AsyncIterable<Uint8Array>): Promise<StoredBlob>;
  /** Throws `not_found`. */
  read(sha256: string): Promise<Readable>;
  has(sha256: string): Promise<boolean>;
  /**
   * Nothing happens when it is not there. With `before` it stays when somebody put it since, who may not have written down yet that they refer to it: false then.
   */
  delete(sha256: string, before?: Instant): Promise<boolean>;
  /** Removes what interrupted puts that began before `before` have left; returns how many. */
  sweep(before: Instant): Promise<number>;
}

/** Anything else names nothing (and no path). */
export const isSha256 = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

/** The content in pieces of exactly `size` bytes; the last one may be shorter. */
export const inPieces = async function* (
  content: Uint8Array | AsyncIterable<Uint8Array>,
  size: number,
): AsyncGenerator<Uint8Array> {
  const whole: AsyncIterable<Uint8Array> | Iterable<Uint8Array> = content instanceof Uint8Array ? [content] : content;
  let waiting: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of whole) {
    let rest = part;
    while (bytes + rest.length >= size) {
      yield Buffer.concat([...waiting, rest.subarray(0, size - bytes)]);
      rest = rest.subarray(size - bytes);
      waiting = [];
      bytes = 0;
    }
    if (rest.length > 0) waiting.push(rest);
    bytes += rest.length;
  }
  if (bytes > 0) yield Buffer.concat(waiting);
};
