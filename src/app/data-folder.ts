import { join } from 'node:path';
import type { Config } from './config.ts';

/** True when the data folder holds anything: then one server has it for itself. */
export const usesDataFolder = (config: Config): boolean => config.database === null || config.broker === null;

export const databaseFile = (config: Config): string => join(config.data, 'culprit.db');
export const lanesFile = (config: Config): string => join(config.data, 'lanes.db');
export const blobFolder = (config: Config): string => join(config.data, 'blobs');
/** The index of contents has a file of its own: writing it in bulk holds up no digest, and it can be made anew. */
export const provenanceFile = (config: Config): string => join(config.data, 'provenance.db');
export const mirrorsFolder = (config: Config): string => join(config.data, 'mirrors');
