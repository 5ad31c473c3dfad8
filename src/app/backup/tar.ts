import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';

export interface TarEntry {
  /** At most 100 bytes. */
  readonly name: string;
  /** Of the file to read. */
  readonly path: string;
}

/**
 * A POSIX ustar archive of files, as a stream of pieces (https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html#tag_20_92_13_06).
 * A file that is gone when its turn comes is left out.
 */
export const tar = async function* (entries: Iterable<TarEntry> | AsyncIterable<TarEntry>): AsyncGenerator<Uint8Array> {
  for await (const { name, path } of entries) {
    const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (found === null) continue;
    yield header(name, found.size, found.mtimeMs);
    let left = found.size;
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      left -= chunk.length;
      yield chunk;
    }
    if (left !== 0) throw new Error(`${path} changed while it was read`);
    const rest = found.size % BLOCK;
    if (rest !== 0) yield Buffer.alloc(BLOCK - rest);
  }
  yield Buffer.alloc(2 * BLOCK);
};

const BLOCK = 512;

const header = (name: string, size: number, modifiedMs: number): Uint8Array => {
  if (Buffer.byteLength(name) > 100) throw new Error(`${name} is too long a name for an archive`);
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0);
  block.write('0000600\0', 100);
  block.write('0000000\0', 108);
  block.write('0000000\0', 116);
  writeSize(block, size);
  block.write(`${octal(Math.floor(modifiedMs / 1_000), 11)}\0`, 136);
  block.write('        ', 148);
  block.write('0', 156);
  block.write('ustar\u000000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${octal(sum, 6)}\0 `, 148);
  return block;
};

/** Eleven octal digits hold 8 GiB; larger ones are written in base 256, which GNU tar, bsdtar and busybox read. */
const writeSize = (block: Buffer, size: number): void => {
  if (size < 8 ** 11) {
    block.write(`${octal(size, 11)}\0`, 124);
    return;
  }
  block.writeBigUInt64BE(BigInt(size), 128);
  block[124] = 0x80;
};

const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, '0');
