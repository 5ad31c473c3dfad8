import { expect, test } from 'vitest';
import { error } from '../../../test/support/actions.ts';
import { eachIssueHouse } from '../../../test/support/issues.ts';
import { until } from '../../../test/support/until.ts';
import { DAY, toIso } from '../../kit/index.ts';
import { start } from '../../../test/support/events.ts';

interface Told {
  events: number;
  eventBytes: number;
  waiting: number;
  lastRun: { finishedAt: string | null; aboveCap: number; aboveAge: number } | null;
}

eachIssueHouse('the storage of a project', (open) => {
  test('is told, with what other limits would free and what a run removed', async () => {
    const house = await open();
    const shop = await house.project('Shop');
    const limit = (retention: object) =>
      house.storage.query('limit', 'update project set settings = ? where id = ?', [
        JSON.stringify({ retention }),
        shop.id,
      ]);
    expect(await house.get('/projects/shop/storage')).toMatchObject({
      limits: { maxEvents: 10_000, maxAgeDays: 90 },
      events: 0,
      oldestEventAt: null,
      lastRun: null,
    });
    await house.send(shop, ...Array.from({ length: 8 }, () => error('A')));
    await house.flush();
    house.clock.advance(10 * DAY);
    await house.send(shop, ...Array.from({ length: 12 }, () => error('A')));
    await house.flush();
    const before = await house.get<Told>('/projects/shop/storage');
    expect(before).toMatchObject({ events: 20, received: 20, waiting: 0, oldestEventAt: toIso(start) });
    expect(before.eventBytes).toBeGreaterThan(1_000);
    const preview = await house.get<{ bytes: number }>('/projects/shop/storage/preview?maxEvents=5&maxAgeDays=9');
    expect(preview).toEqual({ aboveAge: 8, aboveCap: 7, bytes: Math.round((before.eventBytes * 15) / 20) });

    await limit({ maxEvents: 5, maxAgeDays: 9 });
    expect(await house.get('/projects/shop/storage')).toMatchObject({
      limits: { maxEvents: 5, maxAgeDays: 9 },
      defaults: { maxEvents: 10_000 },
      waiting: 15,
    });
    expect((await house.request('POST', '/projects/shop/storage/runs')).statusCode).toBe(202);
    let after: Told | undefined;
    await until(async () => {
      after = await house.get<Told>('/projects/shop/storage');
      return after.lastRun?.finishedAt != null;
    });
    expect(after).toMatchObject({ events: 5, received: 20, waiting: 0, lastRun: { aboveAge: 8, aboveCap: 7 } });
    // Once more there is nothing to do, and it says so.
    await house.request('POST', '/projects/shop/storage/runs');
    await until(async () => (await house.get<Told>('/projects/shop/storage')).lastRun?.aboveAge === 0);
  });
});
