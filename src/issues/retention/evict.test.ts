import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aMessage, openDigest } from '../../../test/support/digest.ts';
import type { TestDigest } from '../../../test/support/digest.ts';
import { anEvent, anException, start } from '../../../test/support/events.ts';
import { eachStorage } from '../../../test/support/storages.ts';
import { DAY, fromHex, HOUR, manualClock, sha256, toHex } from '../../kit/index.ts';
import type { Instant } from '../../kit/index.ts';
import { evictAboveCap, evictOlder } from './evict.ts';
import { ageIrrelevance, drawOf, itemIrrelevance } from './irrelevance.ts';

const PROJECT = 1;

eachStorage('events above the cap', (open) => {
  const begin = async () => {
    const digest = await openDigest(await open());
    const { storage } = digest;
    const clock = manualClock(start + 30 * DAY);
    const events = (where = '') =>
      storage.query<{
        id: number;
        event_id: Uint8Array;
        issue_id: number;
        digest_order: number;
        irrelevance: number;
        received_at: number;
      }>('events', `select * from event ${where} order by digest_order`, []);
    return {
      ...digest,
      clock,
      events,
      evict: (cap: number, limit?: number) => evictAboveCap(storage, clock, PROJECT, cap, limit),
      /** Digests events of these types, an hour apart. */
      sent: (types: readonly string[], from = start) =>
        digest.apply(types.map((type, index) => message(type, from + index * HOUR))),
    };
  };
  const message = (type: string, receivedAt: Instant, eventId?: string) =>
    aMessage([
      anEvent({ receivedAt, exceptions: [anException(type, '')], ...(eventId === undefined ? {} : { eventId }) }),
    ]);
  const count = async ({ storage }: TestDigest, sql: string) =>
    (await storage.query<{ n: number }>('count', `select count(*) as n from ${sql}`, []))[0]?.n;

  test('go, the least informative first, just as many as are too many', async () => {
    const house = await begin();
    await house.sent(Array.from({ length: 120 }, (_, index) => (index % 40 === 39 ? 'Rare' : 'Hot')));
    const before = await house.events();
    const latest = new Set([before.at(-1)?.digest_order, before.at(-2)?.digest_order]);
    const firsts = new Set([1, 40]);
    const total = (event: (typeof before)[number]) =>
      event.irrelevance + ageIrrelevance(house.clock.now() - event.received_at);
    const expected = before
      .filter(({ digest_order }) => !firsts.has(digest_order) && !latest.has(digest_order))
      .toSorted((a, b) => total(b) - total(a))
      .slice(0, 70)
      .map(({ digest_order }) => digest_order);
    expect(await house.evict(50)).toBe(70);
    const left = new Set((await house.events()).map(({ digest_order }) => digest_order));
    expect(left.size).toBe(50);
    expect(before.map(({ digest_order }) => digest_order).filter((order) => !left.has(order))).toEqual(
      expected.toSorted((a, b) => a - b),
    );
    expect(await house.evict(50)).toBe(0);
    expect(await count(house, 'event_body')).toBe(50);
    const totals = await house.storage.query(
      'totals',
      `select events, stored_events, stored_bytes, (select sum(length(body)) from event_body) as bytes from project_total`,
      [],
    );
    expect(totals).toEqual([
      { events: 120, stored_events: 50, stored_bytes: totals[0]?.['bytes'], bytes: totals[0]?.['bytes'] },
    ]);
    expect(await house.storage.query('issues', 'select events, stored_events from issue order by id', [])).toEqual([
      { events: 117, stored_events: (await house.events('where issue_id = 1')).length },
      { events: 3, stored_events: 3 },
    ]);
  });

  test('draw by their id and the count of their issue, so that a second delivery draws the same', async () => {
    const house = await begin();
    await house.sent(Array.from({ length: 20 }, () => 'A'));
    await house.sent(['A', 'B', 'A']);
    for (const { event_id, issue_id, irrelevance, digest_order } of await house.events()) {
      const turn = issue_id === 2 ? 1 : digest_order - (digest_order > 22 ? 1 : 0);
      expect(irrelevance).toBe(itemIrrelevance(drawOf(sha256(event_id)), turn));
    }
  });

  test('are never the first, the latest, or one that the history or a comment names, while others are left', async () => {
    const house = await begin();
    const { storage, db } = house;
    await house.sent(Array.from({ length: 60 }, (_, index) => ['A', 'B', 'C'][index % 3] ?? ''));
    const [named, linked] = ['a'.repeat(32), 'b'.repeat(32)];
    await house.apply([message('A', start + 61 * HOUR, named), message('B', start + 62 * HOUR, linked)]);
    await house.sent(['A', 'B', 'C'], start + 63 * HOUR);
    await db
      .insertInto('turning_point')
      .values({
        project_id: PROJECT,
        issue_id: 1,
        kind: 'regressed',
        at: start,
        user_id: null,
        event_id: fromHex(named),
        metadata: '{}',
      })
      .execute();
    await db
      .insertInto('event_reference')
      .values({ comment_id: 1, project_id: PROJECT, event_id: fromHex(linked) })
      .execute();
    await house.evict(8);
    const left = (await house.events()).map(({ digest_order, event_id }) => [digest_order, toHex(event_id)]);
    expect(left.map(([order]) => order)).toEqual([1, 2, 3, 61, 62, 63, 64, 65]);
    expect(left.map(([, id]) => id)).toEqual(expect.arrayContaining([named, linked]));
    // Nothing else is left: the oldest of these.
    await house.evict(3);
    expect((await house.events()).map(({ digest_order }) => digest_order)).toEqual([63, 64, 65]);
    expect(await house.evict(0)).toBe(3);
    expect(await storage.query('issues', 'select stored_events from issue', [])).toEqual(
      Array.from({ length: 3 }, () => ({ stored_events: 0 })),
    );
  });

  test('what was the latest of its issue once goes like others', async () => {
    const house = await begin();
    await house.sent(['A', 'B', 'A', 'B', 'A', 'B']);
    // As a run leaves them that came upon them.
    await house.storage.query('mark', 'update event set irrelevance = -2 where digest_order in (?, ?)', [5, 6]);
    await house.sent(['A', 'B', 'A', 'B'], start + 10 * HOUR);
    await house.evict(4);
    expect((await house.events()).map(({ digest_order }) => digest_order)).toEqual([1, 2, 9, 10]);
  });

  test('as many as are asked for and no more, of this project only', async () => {
    const house = await begin();
    await house.sent(Array.from({ length: 30 }, () => 'A'));
    await house.apply(Array.from({ length: 10 }, () => aMessage([anEvent()], { project: 2 })));
    expect(await house.evict(5, 7)).toBe(7);
    expect(await count(house, 'event where project_id = 1')).toBe(23);
    await house.evict(5);
    expect(await count(house, 'event where project_id = 1')).toBe(5);
    expect(await count(house, 'event where project_id = 2')).toBe(10);
  });

  test('whoever else does the same at once, no event too many goes', async () => {
    const house = await begin();
    await house.sent(Array.from({ length: 600 }, (_, index) => `T${index % 7}`));
    const removed = await Promise.all(Array.from({ length: 4 }, () => house.evict(100)));
    expect(removed.reduce((sum, each) => sum + each, 0)).toBe(500);
    expect(await count(house, 'event')).toBe(100);
  });

  test('any history, in any pieces: every issue keeps its first and its latest as long as there is room', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 12, maxLength: 40 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
        async (types, batches) => {
          const house = await begin();
          const distinct = new Set(types).size;
          for (let from = 0, turn = 0; from < types.length; turn++) {
            const size = batches[turn % batches.length] ?? 1;
            await house.sent(
              types.slice(from, from + size).map((type) => `T${type}`),
              start + from * HOUR,
            );
            from += size;
            await house.evict(2 * distinct + 2);
          }
          expect(await count(house, 'event')).toBeLessThanOrEqual(2 * distinct + 2);
          const issues = await house.storage.query<{ first: number; last: number; n: number; stored_events: number }>(
            'ends',
            `select min(digest_order) as first, max(digest_order) as last, count(*) as n, stored_events
              from event inner join issue on issue.id = event.issue_id group by issue_id, stored_events`,
            [],
          );
          const ends = [...new Set(types)].map((type) => `${types.indexOf(type) + 1} ${types.lastIndexOf(type) + 1}`);
          expect(new Set(issues.map(({ first, last }) => `${first} ${last}`))).toEqual(new Set(ends));
          for (const { n, stored_events } of issues) expect(stored_events).toBe(n);
        },
      ),
      { numRuns: 3 },
    );
  });

  test('older than they may be they all go, whatever they are worth', async () => {
    const house = await begin();
    await house.sent(Array.from({ length: 700 }, (_, index) => `T${index % 3}`));
    const before = start + 650 * HOUR;
    expect(await evictOlder(house.storage, house.clock, PROJECT, before)).toBe(650);
    expect((await house.events()).every(({ received_at }) => received_at >= before)).toBe(true);
    expect(await evictOlder(house.storage, house.clock, PROJECT, before)).toBe(0);
    const runs = await house.storage.query('runs', 'select above_cap, above_age from retention_run', []);
    expect(runs).toEqual([{ above_cap: 0, above_age: 650 }]);
  });
});
