import { join } from 'node:path';
import type { Config } from './config.ts';

/** True when the data folder holds anything: then one server has it for itself. */
export const usesDataFolder = (config: Config): boolean => config.database === null || config.broker === null;

export const databaseFile = (config: Config): string => join(config.data, 'culprit.db');
export const lanesFile = (config: Config): string => join(config.data, 'lanes.db');
export const blobFolder = (config: Config): string => join(config.data, 'blobs');
