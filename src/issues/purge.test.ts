import { expect, test } from 'vitest';
import { start } from '../../test/support/events.ts';
import { recordedIngestRequest } from '../../test/support/ingest.ts';
import { eachIssueHouse } from '../../test/support/issues.ts';
import { recordedProject, sdkRequests } from '../../test/support/sdk-requests.ts';
import { DAY, manualClock } from '../kit/index.ts';
import { ageOut, collectBlobs, purgeDeletedProjects } from './index.ts';
import { eventTables } from './tables/event.ts';
import { healthTables } from './tables/health.ts';
import { issueTables } from './tables/issue.ts';
import { statisticsTables } from './tables/statistics.ts';

const tables = [...issueTables, ...statisticsTables, ...eventTables, ...healthTables]
  .map(({ name }) => name)
  .filter((name) => name !== 'discard_count');
const recorded = sdkRequests.filter(({ url }) => !url.startsWith('/api/0/'));

eachIssueHouse('what the room holds', (open) => {
  test('of a deleted project goes entirely, and nothing of another', async () => {
    const house = await open();
    const kept = await house.project('kept');
    await house.send(kept, { message: 'kept', release: 'r', environment: 'e', tags: { a: 'b' }, user: { id: '1' } });
    await house.flush();
    const counts = async () => {
      const counted: Record<string, number> = {};
      for (const name of tables.filter((table) => table !== 'digested_message')) {
        const [row] = await house.storage.query<{ rows: number }>('count', `select count(*) as rows from ${name}`, []);
        counted[name] = row?.rows ?? 0;
      }
      return counted;
    };
    const before = await counts();
    const shop = await house.project('shop', recordedProject);
    for (const request of recorded) await house.accept(recordedIngestRequest(request));
    await house.flush();
    for (const [name, rows] of Object.entries(await counts())) expect(rows, name).toBeGreaterThan(before[name] ?? 0);
    const purge = () => purgeDeletedProjects(house.storage, house.clock, house.existing);
    expect(await purge()).toBe(0);
    await house.storage.query('delete', 'delete from project where id = ?', [shop.id]);
    expect(await purge()).toBe(1);
    expect(await purge()).toBe(0);
    expect(await counts()).toEqual(before);
    // Blobs are put by the clock of the machine.
    await collectBlobs(house.storage, house.blobs, Math.max(start, Date.now() * 1_000) + DAY);
    const blobs = await house.storage.query('blobs', 'select sha256 from blob', []);
    expect(blobs).toEqual([]);
  });

  test('to recognise second deliveries is forgotten when none can come any more', async () => {
    const house = await open();
    await house.project('shop', recordedProject);
    for (const request of recorded) await house.accept(recordedIngestRequest(request));
    await house.flush();
    const rows = async () =>
      (await house.storage.query('a', 'select message_id from digested_message', [])).length +
      (await house.storage.query('b', 'select session_id from release_session', [])).length;
    const all = await rows();
    expect(all).toBeGreaterThan(10);
    expect(await ageOut(house.storage, house.clock)).toBe(0);
    // Message ids are made by the clock of the machine.
    await ageOut(house.storage, manualClock(Math.max(start, Date.now() * 1_000) + 31 * DAY));
    expect(await rows()).toBe(0);
  });
});
