import { afterEach, expect, test } from 'vitest';
import { scopes } from '../src/issues/digest/counts.ts';
import { systemClock } from '../src/kit/index.ts';
import { startChild } from './support/children.ts';
import type { Child } from './support/children.ts';
import { aMessage, openDigest } from './support/digest.ts';
import { anEvent, anException } from './support/events.ts';
import { eachStorage } from './support/storages.ts';
import { until } from './support/until.ts';

const PROJECT = 1;
const CAP = 300;
const KILLS = 3;

eachStorage('retention', (open) => {
  let children: Child[] = [];
  afterEach(() => Promise.all(children.map((child) => child.kill())));

  test('killed in the middle, again and again and two at once, it goes on; nothing is half gone', async () => {
    const storage = await open();
    const digest = await openDigest(storage);
    // Issue 1 is deleted, the others are above the cap.
    for (let batch = 0; batch < 12; batch++)
      await digest.apply(
        Array.from({ length: 400 }, (_, index) =>
          aMessage([
            anEvent({ receivedAt: systemClock.now(), exceptions: [anException(`T${Math.min(index % 6, 3)}`, '')] }),
          ]),
        ),
        systemClock.now(),
      );
    await storage.query('delete', 'update issue set status = 4, purge_at = 1 where id = ?', [1]);
    const one = async (sql: string) => (await storage.query<{ n: number | null }>('one', sql, []))[0]?.n;
    const firsts = await one(`select count(*) as n from event where digest_order in
      (select min(digest_order) from event where issue_id <> 1 group by issue_id)`);

    const start = () => startChild('retention-child.ts', [open.url(), String(PROJECT), String(CAP)]);
    for (let kill = 0; kill < KILLS; kill++) {
      const before = Number(await one('select count(*) as n from event'));
      children = [start(), start()];
      await until(async () => Number(await one('select count(*) as n from event')) < before);
      await Promise.all(children.map((child) => child.kill()));
    }
    children = [start(), start()];
    await until(() => children.every(({ lines }) => lines.includes('done')));

    expect(await one('select count(*) as n from event')).toBe(CAP);
    expect(await one('select count(*) as n from event_body')).toBe(CAP);
    expect(await one('select count(*) as n from event_body inner join event on event.id = event_body.id')).toBe(CAP);
    expect(await one('select stored_events as n from project_total')).toBe(CAP);
    expect(await one('select stored_bytes - (select sum(length(body)) from event_body) as n from project_total')).toBe(
      0,
    );
    expect(await one('select sum(stored_events) as n from issue')).toBe(CAP);
    expect(await one('select sum(events) as n from issue')).toBe(12 * 333);
    expect(await one('select count(*) as n from issue where id = 1')).toBe(0);
    expect(await one(`select count(*) as n from event_count where scope = ${scopes.issue} and id = 1`)).toBe(0);
    expect(firsts).toBe(3);
    expect(await one('select count(*) as n from event where digest_order < 5')).toBe(3);
  }, 120_000);
});
