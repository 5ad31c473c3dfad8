export { createProvenanceStore } from './database-store.ts';
export { localRepository, mirror } from './git/mirror.ts';
export { contentIdOfFile, readContentId } from './identifiers.ts';
export type { IndexedRepository, IndexOptions, Progress } from './index-repository.ts';
export { indexRepository, originId } from './index-repository.ts';
export type { ObjectId, Occurrence } from './model.ts';
export type { ProvenanceStore } from './store.ts';
export { provenanceMigrations } from './tables.ts';
