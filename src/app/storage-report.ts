import { stat, statfs } from 'node:fs/promises';
import type { Project } from '../accounts/index.ts';
import { storedBlobs, storedOfProjects } from '../issues/index.ts';
import type { StoredProject } from '../issues/index.ts';
import type { DatabaseSize } from '../storage/index.ts';
import { databaseSize } from '../storage/index.ts';
import type { Config } from './config.ts';
import { lanesFile, usesDataFolder } from './data-folder.ts';
import type { Stores } from './stores.ts';

/** What the installation uses of its disks. Bytes. */
export interface StorageReport {
  readonly database: DatabaseSize & { readonly dialect: string };
  /** Different contents of attachments: the same one is kept once. */
  readonly attachments: { readonly count: number; readonly bytes: number };
  /** The file of the lanes; null with a broker. */
  readonly lanesBytes: number | null;
  readonly deadLetters: number;
  /** Free on the disk of the data folder; null without one. */
  readonly diskFreeBytes: number | null;
  /** The largest first. */
  readonly projects: readonly StoredProject[];
}

/** Sums and sizes that are known; nothing is walked through but the list of attachments. */
export const reportStorage = async (
  config: Config,
  { storage, deadLetters }: Stores,
  projects: readonly Project[],
): Promise<StorageReport> => {
  const [size, attachments, dead, stored] = await Promise.all([
    databaseSize(storage),
    storedBlobs(storage),
    deadLetters.counts(),
    storedOfProjects(storage, projects, config.retention),
  ]);
  return {
    database: { dialect: storage.dialect, ...size },
    attachments,
    lanesBytes: config.broker === null ? await bytesOf(lanesFile(config)) : null,
    deadLetters: Object.values(dead).reduce((sum, count) => sum + count, 0),
    diskFreeBytes: usesDataFolder(config) ? await freeOf(config.data) : null,
    projects: stored.toSorted((a, b) => b.eventBytes + b.attachmentBytes - (a.eventBytes + a.attachmentBytes)),
  };
};

/** With its log. */
const bytesOf = async (file: string): Promise<number> => {
  let bytes = 0;
  for (const path of [file, `${file}-wal`]) bytes += (await stat(path).catch(() => null))?.size ?? 0;
  return bytes;
};

const freeOf = async (folder: string): Promise<number> => {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
};
