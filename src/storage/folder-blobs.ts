import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { messageOf, MILLISECOND, notFound, unavailable } from '../kit/index.ts';
import { inPieces, isSha256 } from './blobs.ts';
import type { BlobStore } from './blobs.ts';

/**
 * Blobs as files: `ab/cd/abcd…`. Written under another name, synced, renamed, and the folder synced: after a crash a blob is there whole or not at all,
 * and what was half written waits in `unfinished/` for the sweep.
 */
export const createFolderBlobs = (folder: string): BlobStore => {
  const root = resolve(folder);
  const unfinished = join(root, 'unfinished');
  const pathOf = (sha256: string): string => join(root, sha256.slice(0, 2), sha256.slice(2, 4), sha256);

  return {
    put: async (content) => {
      const temporary = join(unfinished, randomUUID());
      try {
        await mkdir(unfinished, { recursive: true, mode: 0o700 });
        const { sha256, size } = await write(temporary, content);
        const path = pathOf(sha256);
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        await rename(temporary, path);
        await syncFolders(dirname(path), root);
        return { sha256, size };
      } catch (error) {
        await rm(temporary, { force: true });
        throw translated(error);
      }
    },
    read: async (sha256) => {
      if (!isSha256(sha256)) throw notFound('The content');
      const file = await open(pathOf(sha256)).catch((error: unknown) => {
        throw isMissing(error) ? notFound('The content') : translated(error);
      });
      return file.createReadStream();
    },
    has: async (sha256) => isSha256(sha256) && (await statIfThere(pathOf(sha256))) !== undefined,
    delete: async (sha256, before) => {
      if (!isSha256(sha256)) return true;
      const path = pathOf(sha256);
      // Every put renames a new file into its place.
      const found = before === undefined ? undefined : await statIfThere(path);
      if (found !== undefined && before !== undefined && found.mtimeMs * MILLISECOND >= before) return false;
      await rm(path, { force: true });
      return true;
    },
    sweep: async (before) => {
      const names = await readdir(unfinished).catch((error: unknown) => {
        if (isMissing(error)) return [];
        throw error;
      });
      let removed = 0;
      for (const name of names) {
        const path = join(unfinished, name);
        const found = await statIfThere(path);
        if (found === undefined || found.mtimeMs * MILLISECOND >= before) continue;
        await rm(path, { force: true });
        removed++;
      }
      return removed;
    },
  };
};

const write = async (path: string, content: Uint8Array | AsyncIterable<Uint8Array>) => {
  const hash = createHash('sha256');
  let size = 0;
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const piece of inPieces(content, 1 << 20)) {
      hash.update(piece);
      size += piece.length;
      await file.writeFile(piece);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { sha256: hash.digest('hex'), size };
};

/** A new name lasts only when its folder, and that folder's own name, are on the disk. */
const syncFolders = async (from: string, to: string): Promise<void> => {
  for (let path = from; path.startsWith(to); path = dirname(path)) {
    const folder = await open(path);
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }
};

const isMissing = (error: unknown): boolean => (error as { code?: unknown }).code === 'ENOENT';

const statIfThere = async (path: string) => {
  try {
    return await stat(path);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
};

const translated = (error: unknown): unknown =>
  ['ENOSPC', 'EDQUOT', 'EIO', 'EMFILE', 'ENFILE', 'EROFS'].includes(String((error as { code?: unknown }).code))
    ? unavailable(`The folder of attachments cannot be used: ${messageOf(error)}`, error)
    : error;
