import type { Storage } from '../storage/index.ts';
import { createNumbers } from './database-numbers.ts';
import { createReads } from './database-reads.ts';
import { createWrites } from './database-writes.ts';
import type { ProvenanceStore } from './store.ts';

/** The index in a database that `provenanceMigrations` made ready. */
export const createProvenanceStore = (storage: Storage): ProvenanceStore => ({
  ...createWrites(storage, createNumbers()),
  ...createReads(storage),
});
