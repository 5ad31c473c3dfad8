import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { acceptorWithList, anEnvelope, ingestRequest, scrubSettings } from '../../test/support/ingest.ts';
import { eachLanes } from '../../test/support/lanes.ts';
import { until } from '../../test/support/until.ts';
import type { Event, SpoolHeaders } from './index.ts';
import { digestLane, readSpooled } from './index.ts';

eachLanes('from an accepted request to the digest', (open) => {
  test('every event arrives as it was sent, those of one project in order', async () => {
    open.lane(digestLane.name, digestLane);
    const lanes = open();
    const acceptor = acceptorWithList({ publish: (lane, messages) => lanes.publish(lane, messages) });
    const ids = Array.from({ length: 20 }, (_, index) => index.toString(16).padStart(32, 'a'));
    for (const event_id of ids) {
      const body = gzipSync(anEnvelope({ event_id }));
      const { status } = await acceptor.accept(ingestRequest(body, { headers: { 'content-encoding': 'gzip' } }));
      expect(status).toBe(200);
    }
    const events: Event[] = [];
    const consumer = lanes.consume(digestLane, async (batch) => {
      for (const { headers, body } of batch)
        events.push(...(await readSpooled(headers as unknown as SpoolHeaders, body, scrubSettings)).events);
    });
    await until(() => events.length >= ids.length);
    expect(events.map(({ eventId }) => eventId)).toEqual(ids);
    await consumer.stop();
  });
});
