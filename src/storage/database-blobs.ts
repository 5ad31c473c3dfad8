import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { fromHex, MILLISECOND, newId, notFound, systemClock } from '../kit/index.ts';
import { inPieces, isSha256 } from './blobs.ts';
import type { BlobStore } from './blobs.ts';
import type { Migration } from './migrations.ts';
import type { Queries, Storage } from './storage.ts';

interface Tables {
  /** `upload` names the chunks; it begins with the time it began (UUIDv7), so that the sweep knows its age. */
  blob: { sha256: Uint8Array; upload: string; size: number; put_at: number };
  blob_chunk: { upload: string; number: number; bytes: Uint8Array };
}

/** Blobs in the database, in pieces of 1 MiB: for installations of several machines, which share no disk. */
export const createDatabaseBlobs = (storage: Storage): BlobStore => {
  const db = storage.as<Tables>();
  const find = async (sha256: string) =>
    isSha256(sha256)
      ? await db.selectFrom('blob').selectAll().where('sha256', '=', fromHex(sha256)).executeTakeFirst()
      : undefined;

  return {
    put: async (content) => {
      const upload = newId();
      try {
        const hash = createHash('sha256');
        let size = 0;
        let number = 0;
        for await (const bytes of inPieces(content, CHUNK)) {
          hash.update(bytes);
          size += bytes.length;
          await db.insertInto('blob_chunk').values({ upload, number: number++, bytes }).execute();
        }
        const sha256 = hash.digest();
        const kept = await db
          .insertInto('blob')
          .values({ sha256, upload, size, put_at: systemClock.now() })
          .onConflict((conflict) =>
            conflict.column('sha256').doUpdateSet((eb) => ({ put_at: eb.ref('excluded.put_at') })),
          )
          .returning('upload')
          .executeTakeFirstOrThrow();
        if (kept.upload !== upload) await forget(storage, upload);
        return { sha256: sha256.toString('hex'), size };
      } catch (error) {
        await forget(storage, upload).catch(() => undefined);
        throw error;
      }
    },
    read: async (sha256) => {
      const blob = await find(sha256);
      if (blob === undefined) throw notFound('The content');
      return Readable.from(chunks(storage, blob), { objectMode: false });
    },
    has: async (sha256) => (await find(sha256)) !== undefined,
    delete: async (sha256, before = Number.MAX_SAFE_INTEGER) => {
      if (!isSha256(sha256)) return true;
      return await storage.transaction(async (tx) => {
        const hash = fromHex(sha256);
        const gone = await tx
          .as<Tables>()
          .deleteFrom('blob')
          .where('sha256', '=', hash)
          .where('put_at', '<', before)
          .returning('upload')
          .executeTakeFirst();
        if (gone !== undefined) await forget(tx, gone.upload);
        const left = await tx.as<Tables>().selectFrom('blob').select('size').where('sha256', '=', hash).execute();
        return left.length === 0;
      });
    },
    sweep: async (before) => {
      const oldest = Math.floor(before / MILLISECOND)
        .toString(16)
        .padStart(12, '0');
      const abandoned = await db
        .selectFrom('blob_chunk')
        .select('upload')
        .distinct()
        .where('upload', '<', `${oldest.slice(0, 8)}-${oldest.slice(8)}`)
        .where('upload', 'not in', db.selectFrom('blob').select('blob.upload'))
        .execute();
      for (const { upload } of abandoned) await forget(storage, upload);
      return abandoned.length;
    },
  };
};

export const blobMigrations: readonly Migration[] = [
  {
    name: '2026-11-22-blobs',
    up: async (_db, ddl) => {
      await ddl
        .table('blob', { clustered: true })
        .addColumn('sha256', ddl.bytes, (column) => column.primaryKey())
        .addColumn('upload', ddl.text, (column) => column.notNull().unique())
        .addColumn('size', ddl.integer, (column) => column.notNull())
        .execute();
      await ddl
        .table('blob_chunk')
        .addColumn('upload', ddl.text, (column) => column.notNull())
        .addColumn('number', ddl.integer, (column) => column.notNull())
        .addColumn('bytes', ddl.bytes, (column) => column.notNull())
        .addPrimaryKeyConstraint('blob_chunk_key', ['upload', 'number'])
        .execute();
      await ddl.external('blob_chunk', 'bytes');
    },
  },
  {
    name: '2026-11-27-blobs-put-at',
    up: async (db, ddl) => {
      await db.schema
        .alterTable('blob')
        .addColumn('put_at', ddl.integer, (column) => column.notNull().defaultTo(0))
        .execute();
    },
  },
];

const CHUNK = 1 << 20;

const chunks = async function* (storage: Storage, blob: { upload: string; size: number }): AsyncGenerator<Uint8Array> {
  const count = Math.ceil(blob.size / CHUNK);
  for (let number = 0; number < count; number++) {
    const rows = await storage.query<{ bytes: Uint8Array }>(
      'blob chunk',
      'SELECT bytes FROM blob_chunk WHERE upload = ? AND number = ?',
      [blob.upload, number],
    );
    const bytes = rows[0]?.bytes;
    if (bytes === undefined) throw notFound('The content (it was deleted meanwhile)');
    yield bytes;
  }
};

const forget = async (queries: Queries, upload: string): Promise<void> => {
  await queries.as<Tables>().deleteFrom('blob_chunk').where('upload', '=', upload).execute();
};
