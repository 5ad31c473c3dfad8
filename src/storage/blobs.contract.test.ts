import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from 'vitest';
import { eachStorage } from '../../test/support/storages.ts';
import { HOUR, newId, SECOND, systemClock } from '../kit/index.ts';
import { blobMigrations, createDatabaseBlobs, createFolderBlobs, migrate } from './index.ts';
import type { BlobStore } from './index.ts';

/** `interrupt` leaves behind what a crash in the middle of a put would; `unfinished` says how many unfinished puts lie about. */
interface Bench {
  readonly blobs: BlobStore;
  readonly interrupt: () => Promise<void>;
  readonly unfinished: () => Promise<number>;
}

const contract = (open: () => Promise<Bench>): void => {
  const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
  const parts = async function* (bytes: Uint8Array, size: number) {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  };

  test.each([0, 1, 1 << 20, (1 << 20) + 1, 3_333_333])(
    'keeps %i bytes under their hash, from bytes or a stream',
    async (size) => {
      const { blobs } = await open();
      const bytes = randomBytes(size);
      const stored = await blobs.put(bytes);
      expect(stored).toEqual({ sha256: sha(bytes), size });
      expect(await blobs.put(parts(bytes, 70_001))).toEqual(stored);
      expect(Buffer.compare(await buffer(await blobs.read(stored.sha256)), bytes)).toBe(0);
    },
  );

  test('the same content put many times at once is kept once', async () => {
    const { blobs, unfinished } = await open();
    const bytes = randomBytes(1_500_000);
    await Promise.all(Array.from({ length: 5 }, () => blobs.put(parts(bytes, 500_000))));
    expect(await unfinished()).toBe(0);
    await blobs.delete(sha(bytes));
    expect(await blobs.has(sha(bytes))).toBe(false);
  });

  test('what was deleted, never put, or is no hash at all is not there', async () => {
    const { blobs } = await open();
    const { sha256 } = await blobs.put(Buffer.from('x'));
    expect(await blobs.has(sha256)).toBe(true);
    await blobs.delete(sha256);
    await blobs.delete(sha256);
    for (const name of [sha256, '0'.repeat(64), '../../etc/passwd', '']) {
      expect(await blobs.has(name)).toBe(false);
      await expect(blobs.read(name)).rejects.toMatchObject({ code: 'not_found' });
      await blobs.delete(name);
    }
  });

  test('what somebody put since stays, as it may be spoken of in a moment', async () => {
    const { blobs } = await open();
    const { sha256 } = await blobs.put(Buffer.from('x'));
    const later = systemClock.now() + SECOND;
    await blobs.put(Buffer.from('x'));
    expect(await blobs.delete(sha256, later - HOUR)).toBe(false);
    expect(await blobs.has(sha256)).toBe(true);
    expect(await blobs.delete(sha256, later)).toBe(true);
    expect(await blobs.has(sha256)).toBe(false);
    expect(await blobs.delete(sha256, later)).toBe(true);
  });

  test('a stream that fails leaves nothing behind', async () => {
    const { blobs, unfinished } = await open();
    const broken = async function* () {
      yield randomBytes(2_000_000);
      throw new Error('cut off');
    };
    await expect(blobs.put(broken())).rejects.toThrow('cut off');
    expect(await unfinished()).toBe(0);
  });

  test('what a crash left is swept when it is old enough, and finished blobs stay', async () => {
    const { blobs, interrupt, unfinished } = await open();
    const { sha256 } = await blobs.put(Buffer.from('finished'));
    await interrupt();
    expect(await blobs.sweep(systemClock.now() - 3_600 * SECOND)).toBe(0);
    expect(await unfinished()).toBe(1);
    expect(await blobs.sweep(systemClock.now() + 60 * SECOND)).toBe(1);
    expect(await unfinished()).toBe(0);
    expect((await buffer(await blobs.read(sha256))).toString()).toBe('finished');
  });
};

describe('blobs in a folder', () => {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });
  contract(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'culprit-blobs-'));
    folders.push(folder);
    return {
      blobs: createFolderBlobs(folder),
      interrupt: async () => {
        await mkdir(join(folder, 'unfinished'), { recursive: true });
        await writeFile(join(folder, 'unfinished', newId()), 'half');
      },
      unfinished: () => Promise.resolve(readdirSync(join(folder, 'unfinished')).length),
    };
  });
});

eachStorage('blobs in the database', (open) => {
  contract(async () => {
    const storage = await open();
    await migrate(storage, blobMigrations);
    return {
      blobs: createDatabaseBlobs(storage),
      interrupt: async () => {
        await storage.insertMany(
          { table: 'blob_chunk', columns: { upload: 'text', number: 'integer', bytes: 'blob' } },
          [{ upload: newId(), number: 0, bytes: Buffer.from('half') }],
        );
      },
      unfinished: async () => {
        const orphans = 'select distinct upload from blob_chunk where upload not in (select upload from blob)';
        return (await storage.query('orphans', orphans, [])).length;
      },
    };
  });
});
