import { zstdDecompressSync } from 'node:zlib';
import type { Event } from '../ingest/index.ts';
import type { StoredGrouping } from './digest/prepare.ts';

/** An event as it was stored, and why it was grouped as it was. */
export interface EventBody {
  readonly event: Event;
  readonly grouping: StoredGrouping;
}

/** Generous: an event is at most a few MB once it is normalised. Guards against a broken row, not against clients. */
const MAX_BYTES = 64 << 20;

export const decodeBody = (body: Uint8Array): EventBody =>
  JSON.parse(zstdDecompressSync(body, { maxOutputLength: MAX_BYTES }).toString()) as EventBody;
