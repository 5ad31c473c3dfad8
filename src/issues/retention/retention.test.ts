import { expect, test } from 'vitest';
import { error } from '../../../test/support/actions.ts';
import { start } from '../../../test/support/events.ts';
import { ingestRequest } from '../../../test/support/ingest.ts';
import { eachIssueHouse, failure } from '../../../test/support/issues.ts';
import { DAY, HOUR, manualClock, MINUTE } from '../../kit/index.ts';
import { ageOut, collectBlobs, createRetention } from '../index.ts';
import { defaultRetention } from './limits.ts';

eachIssueHouse('retention', (open) => {
  const begin = async () => {
    const house = await open();
    const shop = await house.project('Shop');
    const { storage, clock, send, flush } = house;
    const deps = { storage, clock, projectSettings: house.existing, defaults: defaultRetention };
    return {
      ...house,
      shop,
      retention: createRetention(deps),
      limit: (retention: object) =>
        storage.query('limit', 'update project set settings = ? where id = ?', [
          JSON.stringify({ retention }),
          shop.id,
        ]),
      sent: async (...events: Record<string, unknown>[]) => {
        await send(shop, ...events);
        await flush();
      },
      count: async (table: string) =>
        (await storage.query<{ n: number }>('count', `select count(*) as n from ${table}`, []))[0]?.n,
    };
  };

  test('leaves every statistic as it was, and the search that finds the issue', async () => {
    const { sent, limit, retention, get, clock, count } = await begin();
    for (let round = 0; round < 12; round++) {
      const more = (type: string) =>
        failure(type, {
          release: `shop@1.0.${round % 3}`,
          environment: round % 2 === 0 ? 'live' : 'test',
          user: { id: String(round % 5) },
          tags: { till: `till ${round % 4}` },
        });
      await sent(more('A'), more('A'), more('B'));
      clock.advance(HOUR);
    }
    const paths = [
      ...['SHOP-1', 'SHOP-2'].flatMap((id) =>
        ['', '/tags', '/tags/till', '/histogram', '/history'].map((part) => `/issues/${id}${part}`),
      ),
      '/projects/shop/issues?q=went wrong',
      '/projects/shop/issues?query=type:A till:"till 1" environment:live release:shop@1.0.1',
      '/projects/shop/stats?period=7d',
      '/projects/shop/releases',
      '/projects-overview',
    ].map((path) => path.replaceAll(' ', '%20'));
    const told = async () => {
      const all: unknown[] = [];
      for (const path of paths)
        all.push(
          JSON.parse(
            JSON.stringify(await get(path)).replaceAll(
              /"(storedEvents|firstEventId|lastEventId|latestEventId)":[^,}]*,?/g,
              '',
            ),
          ),
        );
      return all;
    };
    const before = await told();
    await limit({ maxEvents: 6 });
    expect(await retention.cap()).toBe(30);
    expect(await retention.cap()).toBe(0);
    expect([await count('event'), await count('event_body')]).toEqual([6, 6]);
    expect(await told()).toEqual(before);
    expect(await get('/issues/SHOP-1')).toMatchObject({ events: 24, storedEvents: expect.any(Number) });
    expect((await get<{ storedEvents: number }>('/issues/SHOP-1')).storedEvents).toBeLessThan(6);
  });

  test('a muted issue is unmuted by the same event, whatever was removed meanwhile', async () => {
    const { sent, limit, retention, request, get } = await begin();
    await sent(error('A'));
    await request('POST', '/issues/SHOP-1/actions', {
      action: 'mute',
      volume: [{ period: 'hour', n: 1, count: 5 }],
    });
    await sent(...Array.from({ length: 5 }, () => error('A')));
    await limit({ maxEvents: 1 });
    await retention.cap();
    expect(await get('/issues/SHOP-1')).toMatchObject({ status: 'muted', events: 6, storedEvents: 1 });
    await sent(error('A'));
    expect(await get('/issues/SHOP-1')).toMatchObject({ status: 'unresolved', events: 7 });
  });

  test('attachments go with their event, and their content when no other event has it', async () => {
    const { shop, accept, flush, limit, retention, storage, blobs, clock, count } = await begin();
    const file = (name: string, content: string) =>
      `{"type":"attachment","filename":"${name}","length":${content.length}}\n${content}\n`;
    const sendFile = (id: string, ...files: string[]) =>
      accept(
        ingestRequest(`{"event_id":"${id}"}\n{"type":"event"}\n${JSON.stringify(error('A'))}\n${files.join('')}`, {
          params: { project: String(shop.id) },
          query: `sentry_key=${shop.key}`,
        }),
      );
    await sendFile('a'.repeat(32), file('shared.txt', 'same'), file('own.txt', 'other'));
    await flush();
    clock.advance(HOUR);
    await sendFile('b'.repeat(32), file('shared.txt', 'same'));
    await flush();
    await limit({ maxEvents: 1 });
    await retention.cap();
    expect([await count('event_attachment'), await count('blob_garbage')]).toEqual([1, 2]);
    // Contents are put by the clock of the machine.
    await collectBlobs(storage, blobs, Math.max(clock.now(), Date.now() * 1_000) + DAY);
    expect([await count('blob'), await count('blob_garbage')]).toEqual([1, 0]);
  });

  test('attachments whose event never comes go after a day, the others stay', async () => {
    const { shop, accept, flush, storage, clock, count } = await begin();
    const lone = `{"event_id":"${'c'.repeat(32)}"}\n{"type":"attachment","filename":"lone.txt","length":1}\nx\n`;
    const whole = `{"event_id":"${'d'.repeat(32)}"}\n{"type":"event"}\n${JSON.stringify(error('A'))}\n{"type":"attachment","filename":"a.txt","length":1}\ny\n`;
    for (const body of [lone, whole])
      await accept(ingestRequest(body, { params: { project: String(shop.id) }, query: `sentry_key=${shop.key}` }));
    await flush();
    await ageOut(storage, clock);
    expect(await count('event_attachment')).toBe(2);
    await ageOut(storage, manualClock(start + DAY + MINUTE));
    expect([await count('event_attachment'), await count('blob_garbage')]).toEqual([1, 1]);
  });

  test('what is too old goes, in every project by its own age; the installation says it for the others', async () => {
    const { sent, project, send, flush, limit, retention, clock, storage } = await begin();
    const other = await project('Other');
    await sent(error('A'), error('A'));
    await send(other, error('A'));
    await flush();
    await limit({ maxAgeDays: 7 });
    clock.advance(8 * DAY);
    await sent(error('A'));
    expect(await retention.age()).toBe(2);
    expect(await retention.age()).toBe(0);
    clock.advance(83 * DAY);
    expect(await retention.age()).toBe(2);
    expect(await storage.query('left', 'select count(*) as n from event', [])).toEqual([{ n: 0 }]);
    expect(await storage.query('issues', 'select events, stored_events from issue order by id', [])).toEqual([
      { events: 3, stored_events: 0 },
      { events: 1, stored_events: 0 },
    ]);
  });

  test('minutes and hours are forgotten, days stay', async () => {
    const { sent, storage, clock } = await begin();
    await sent(error('A'));
    const widths = async () =>
      (
        await storage.query<{ width: number }>(
          'widths',
          'select width from event_count where scope = 1 order by width',
          [],
        )
      ).map(({ width }) => width);
    clock.advance(3 * DAY);
    await ageOut(storage, clock);
    expect(await widths()).toEqual([1, 2]);
    clock.advance(365 * DAY);
    await ageOut(storage, clock);
    expect(await widths()).toEqual([2]);
  });

  test('an event that a comment links to stays while others can go', async () => {
    const { sent, limit, retention, request, storage, clock } = await begin();
    const id = 'e'.repeat(32);
    await sent(error('A'), { event_id: id, ...error('A') }, ...Array.from({ length: 20 }, () => error('A')));
    const { id: comment } = (
      await request('POST', '/issues/SHOP-1/comments', { body: `See /issues/SHOP-1/events/${id}.` })
    ).json<{ id: number }>();
    await limit({ maxEvents: 3 });
    await retention.cap();
    const orders = async () =>
      (
        await storage.query<{ n: number }>('orders', 'select digest_order as n from event order by digest_order', [])
      ).map(({ n }) => n);
    expect(await orders()).toEqual([1, 2, 22]);
    expect((await request('DELETE', `/issues/SHOP-1/comments/${comment}`)).statusCode).toBe(204);
    expect(await storage.query('references', 'select * from event_reference', [])).toEqual([]);
    clock.advance(DAY);
  });
});
