import type { Limits } from '../ingest/index.ts';
import { defaultLimits } from '../ingest/index.ts';
import type { Config } from './config.ts';

/** The limits that may be set, within those that are fixed. */
export const ingestLimits = ({ limits }: Config): Limits => ({ ...defaultLimits, ...limits });
