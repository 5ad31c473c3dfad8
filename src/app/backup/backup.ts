import { createWriteStream, existsSync } from 'node:fs';
import { mkdtemp, open, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CulpritError, messageOf } from '../../kit/index.ts';
import type { Config } from '../config.ts';
import { withoutPassword } from '../config.ts';
import { blobFolder, databaseFile, lanesFile } from '../data-folder.ts';
import type { TarEntry } from './tar.ts';
import { tar } from './tar.ts';

/**
 * Writes one archive of the whole embedded installation, also while the server runs: `culprit.db`, `lanes.db` and `blobs/`, as they belong together.
 * `file` is `-` for standard output. Returns the archive's size in bytes. Throws CulpritError; on PostgreSQL with what to do instead.
 */
export const backUp = async (config: Config, file: string): Promise<number> => {
  if (config.database !== null) throw notHere(config.database);
  if (!existsSync(databaseFile(config)))
    throw new CulpritError('no_data', 404, `There is no database in ${config.data}. Name the data folder with --data.`);
  if (file !== '-' && existsSync(file)) throw new CulpritError('file_exists', 409, `${file} exists already.`);

  const target = file === '-' ? null : resolve(file);
  try {
    return await write(config, target);
  } catch (error) {
    // The system's word (no such folder, not allowed, disk full) or SQLite's (damaged): nothing of ours is broken.
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof CulpritError || code === undefined || code === 'EPIPE') throw error;
    const why = `The backup to ${target ?? 'standard output'} failed: ${messageOf(error)}.`;
    throw new CulpritError('backup_failed', 500, why, { cause: error });
  }
};

const write = async (config: Config, target: string | null): Promise<number> => {
  const work = await mkdtemp(join(target === null ? tmpdir() : dirname(target), '.culprit-backup-'));
  try {
    const copies = await copyDatabases(config, work);
    const entries = withBlobs(copies, blobFolder(config));
    if (target === null) return await send(tar(entries), process.stdout);
    const partial = join(work, 'archive.tar');
    const size = await send(tar(entries), createWriteStream(partial, { mode: 0o600 }));
    await sync(partial);
    await rename(partial, target);
    return size;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
};

/**
 * Both databases as of one moment. While `lanes.db` is held against writers (some milliseconds), nothing can be published or acknowledged: an event is then in the
 * one, in the other or in both, which the digest takes as one; and a fact that left the outbox is in its lane.
 */
const copyDatabases = async (config: Config, folder: string): Promise<TarEntry[]> => {
  const sources = [
    { name: 'culprit.db', path: databaseFile(config) },
    ...(config.broker === null && existsSync(lanesFile(config)) ? [{ name: 'lanes.db', path: lanesFile(config) }] : []),
  ];
  const lanes = sources.find(({ name }) => name === 'lanes.db');
  const gate = lanes === undefined ? null : new DatabaseSync(lanes.path, { timeout: 10_000 });
  gate?.exec('BEGIN IMMEDIATE');
  const snapshots: { name: string; database: DatabaseSync }[] = [];
  try {
    for (const { name, path } of sources) snapshots.push({ name, database: snapshot(path) });
    gate?.close();
    for (const { name, database } of snapshots) await backup(database, join(folder, name), { rate: 2_000 });
  } finally {
    if (gate?.isOpen === true) gate.close();
    for (const { database } of snapshots) database.close();
  }
  return snapshots.map(({ name }) => ({ name, path: join(folder, name) }));
};

/** A handle that sees the database as it is now, whatever is written later. */
const snapshot = (path: string): DatabaseSync => {
  const database = new DatabaseSync(path, { readOnly: true, timeout: 10_000 });
  // The first read is what takes the snapshot.
  database.exec('BEGIN; SELECT count(*) FROM sqlite_schema');
  return database;
};

/** Blobs never change; those that came after the databases were copied do no harm. */
const withBlobs = async function* (copies: readonly TarEntry[], folder: string): AsyncGenerator<TarEntry> {
  yield* copies;
  if (!existsSync(folder)) return;
  for (const shelf of await readdir(folder)) {
    if (shelf === 'unfinished') continue;
    for (const entry of await readdir(join(folder, shelf), { recursive: true, withFileTypes: true }))
      if (entry.isFile()) {
        const path = join(entry.parentPath, entry.name);
        yield { name: join('blobs', relative(folder, path)), path };
      }
  }
};

const send = async (pieces: AsyncIterable<Uint8Array>, target: NodeJS.WritableStream): Promise<number> => {
  let size = 0;
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for await (const piece of pieces) {
      size += piece.byteLength;
      yield piece;
    }
  };
  await pipeline(Readable.from(counted()), target, { end: target !== process.stdout });
  return size;
};

const sync = async (path: string): Promise<void> => {
  const handle = await open(path, 'r+');
  await handle.sync();
  await handle.close();
};

const notHere = (database: string): CulpritError =>
  new CulpritError(
    'not_supported',
    501,
    `The database is PostgreSQL, which brings its own tool; it holds everything but what still waits in the broker. Run: pg_dump --format=custom --file=culprit.dump '${withoutPassword(database)}'`,
  );
