import { expect, test } from 'vitest';
import { eachIssueHouse, failure } from '../../../test/support/issues.ts';
import { start } from '../../../test/support/events.ts';
import { DAY, HOUR, MINUTE } from '../../kit/index.ts';
import { createIssueSpikeSweep } from './sweep.ts';

eachIssueHouse('an issue that spikes', (open) => {
  test('is told of once: at a multiple of its own rate, however much others of the project come', async () => {
    const house = await open();
    const shop = await house.project('shop');
    const asked: number[] = [];
    const sweep = createIssueSpikeSweep(house.storage, house.clock, async (projects) => {
      asked.push(...projects);
      return new Map(projects.map((project) => [project, 5]));
    });
    const send = async (type: string, count: number): Promise<void> => {
      await house.send(shop, ...Array.from({ length: count }, () => failure(type)));
      await house.flush();
    };
    const facts = async () => {
      const rows = await house.storage.query<{ data: string }>(
        'facts',
        "select data from outbox_fact where kind = 'issue.spiked'",
        [],
      );
      return rows.map(({ data }) => JSON.parse(data) as Record<string, unknown>);
    };
    // Two days of 60 an hour, that is 10 in ten minutes; and one that is rare.
    await send('Busy', 1);
    await send('Rare', 1);
    const { id } = await house.get<{ id: number }>('/issues/SHOP-1');
    const columns = { scope: 'integer', id: 'integer', width: 'integer', start: 'integer', events: 'integer' } as const;
    const hours = Array.from({ length: 47 }, (_, hour) => start + (hour + 1) * HOUR);
    await house.storage.insertMany(
      { table: 'event_count', columns },
      hours.map((at) => ({ scope: 1, id, width: 1, start: at, events: 60 })),
    );
    house.clock.advance(2 * DAY);
    expect(await sweep()).toBe(0);
    await send('Busy', 40);
    await send('Rare', 19);
    await send('Young', 40);
    expect(await sweep()).toBe(0);
    expect(asked).toContain(shop.id);
    await send('Rare', 1);
    expect(await sweep()).toBe(1);
    await send('Busy', 20);
    const other = createIssueSpikeSweep(house.storage, house.clock, async () => new Map([[shop.id, 5]]));
    const told = await Promise.all([sweep(), other()]);
    expect(told.reduce((a, b) => a + b, 0)).toBe(1);
    expect(await facts()).toMatchObject([
      { number: 2, turningPointId: null, metadata: { reason: '20 events in 10 minutes; usual are hardly any' } },
      { number: 1, projectId: shop.id, metadata: { reason: '60 events in 10 minutes; usual are 9.8' } },
    ]);
    // Over, and again.
    house.clock.advance(15 * MINUTE);
    expect(await sweep()).toBe(0);
    await send('Rare', 30);
    expect(await sweep()).toBe(1);
    expect(await facts()).toHaveLength(3);
    // What was resolved or muted is nobody's spike.
    await house.request('POST', '/issues/SHOP-3/actions', { action: 'mute' });
    house.clock.advance(2 * DAY);
    await send('Young', 60);
    expect(await sweep()).toBe(0);
  });
});
