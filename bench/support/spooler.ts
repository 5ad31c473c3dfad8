import { join } from 'node:path';
import { digestLane } from '../../src/ingest/index.ts';
import type { SpoolHeaders } from '../../src/ingest/index.ts';
import { newId, silentLogger, systemClock } from '../../src/kit/index.ts';
import { createDeadLetters, openLanes } from '../../src/lanes/index.ts';
import { openStorage } from '../../src/storage/index.ts';

/** Puts gzipped envelopes onto the digest lane of a data folder that no server uses, as the acceptor would have. */
export const spool = async (
  folder: string,
  project: number,
  key: string,
  bodies: readonly Uint8Array[],
): Promise<void> => {
  const storage = openStorage(`sqlite:${join(folder, 'culprit.db')}`);
  const lanes = openLanes(`sqlite:${join(folder, 'lanes.db')}`, {
    log: silentLogger,
    deadLetters: createDeadLetters(storage),
  });
  const headers = spoolHeaders(project, key);
  for (let from = 0; from < bodies.length; from += 200)
    await lanes.publish(
      digestLane,
      bodies.slice(from, from + 200).map((body) => ({ id: newId(), key: project, body, headers })),
    );
  await lanes.close();
  await storage.close();
};

/** Of a gzipped envelope that came just now. */
export const spoolHeaders = (project: number, key: string): SpoolHeaders => ({
  project,
  key,
  endpoint: 'envelope',
  received: systemClock.now(),
  event_id: '',
  encoding: 'gzip',
  content_type: '',
  user_agent: '',
  client: '',
  address: '127.0.0.1',
  query: '',
  max_attachment: 100 << 20,
});
