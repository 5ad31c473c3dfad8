export { createProvenanceStore } from './database-store.ts';
export type { IndexedRepository, IndexOptions, Progress } from './index-repository.ts';
export { indexRepository } from './index-repository.ts';
export type { ObjectId, Occurrence } from './model.ts';
export type { ProvenanceStore } from './store.ts';
export { provenanceMigrations } from './tables.ts';
