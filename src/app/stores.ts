import type { Logger } from '../kit/index.ts';
import type { DeadLetters, Lanes, LaneWriter } from '../lanes/index.ts';
import { createDeadLetters, openLanes } from '../lanes/index.ts';
import type { BlobStore, Storage, StorageOptions } from '../storage/index.ts';
import { createDatabaseBlobs, createFolderBlobs, openStorage } from '../storage/index.ts';
import type { Config } from './config.ts';
import { blobFolder, databaseFile, lanesFile } from './data-folder.ts';

/** What holds data, as one thread or one command has it open. */
export interface Stores {
  readonly storage: Storage;
  readonly blobs: BlobStore;
  readonly deadLetters: DeadLetters;
}

/** Opens the database and what lives in it. Throws CulpritError `database_unusable`. */
export const openStores = (config: Config, postgres: StorageOptions['postgres'] = {}): Stores => {
  const storage = openStorage(config.database ?? `sqlite:${databaseFile(config)}`, { postgres });
  const blobs = config.database === null ? createFolderBlobs(blobFolder(config)) : createDatabaseBlobs(storage);
  return { storage, blobs, deadLetters: createDeadLetters(storage) };
};

/** Opens the lanes; `writer` is the process's one writer of `lanes.db`, where this thread does not write it itself. */
export const openConfiguredLanes = (
  config: Config,
  options: { readonly log: Logger; readonly deadLetters: DeadLetters; readonly writer?: LaneWriter },
): Lanes => openLanes(config.broker ?? `sqlite:${lanesFile(config)}`, { ...options, prefix: config.brokerPrefix });
