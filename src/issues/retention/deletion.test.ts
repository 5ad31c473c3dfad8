import { expect, test } from 'vitest';
import { error, openShop } from '../../../test/support/actions.ts';
import type { ToldEntry, ToldOperation } from '../../../test/support/actions.ts';
import { start } from '../../../test/support/events.ts';
import { ingestRequest } from '../../../test/support/ingest.ts';
import { eachIssueHouse } from '../../../test/support/issues.ts';
import { DAY, HOUR, MINUTE, toIso } from '../../kit/index.ts';
import type { Storage } from '../../storage/index.ts';
import { collectBlobs, purgeDeletedIssues } from '../index.ts';

eachIssueHouse('deleting issues', (open) => {
  const begin = async (...types: string[]) => {
    const shop = await openShop(open, ...types);
    const titles = async (query = '') =>
      (await shop.get<{ items: { shortId: string }[] }>(`/projects/shop/issues?sort=first_seen${query}`)).items
        .map(({ shortId }) => shortId)
        .toSorted();
    const again = async (type: string) => {
      await shop.send(shop.shop, error(type));
      await shop.flush();
    };
    const rows = async (table: string, column = 'issue_id') =>
      (await shop.storage.query('rows', `select * from ${table} where ${column} = 1`, [])).length;
    return { ...shop, titles, again, rows };
  };
  const remove = { action: 'delete' };

  test('hides them at once, with their events and feedback, whatever they were', async () => {
    const { does, titles, get, request } = await begin('A', 'B');
    await does('SHOP-1', { action: 'mute', for: { n: 1, period: 'day' } });
    const { items } = await get<{ items: { id: string; title: string }[] }>('/projects/shop/events');
    const event = items.find(({ title }) => title.startsWith('A'))?.id ?? '';
    const answer = await does('SHOP-1', remove);
    expect(answer.json()).toMatchObject({
      issue: { status: 'deleted', deletedUntil: toIso(start + HOUR), mutedUntil: null },
      undo: expect.any(String),
    });
    expect(await titles()).toEqual(['SHOP-2']);
    for (const state of ['muted', 'unresolved', 'all']) expect(await titles(`&state=${state}`)).not.toContain('SHOP-1');
    expect(await titles('&query=type:A')).toEqual([]);
    expect(await get('/projects/shop/events')).toMatchObject({ items: [{ title: expect.stringContaining('B') }] });
    for (const path of ['/issues/SHOP-1', '/issues/1', '/issues/SHOP-1/events', `/projects/shop/events/${event}`])
      expect([path, (await request('GET', path)).statusCode]).toEqual([path, 404]);
    expect((await does('SHOP-1', remove)).statusCode).toBe(404);
    expect((await request('POST', '/issues/SHOP-2/merge', { issues: ['SHOP-1'] })).statusCode).toBe(404);
  });

  test('says before what will happen', async () => {
    const { request } = await begin('A');
    expect((await request('POST', '/issues/SHOP-1/actions/preview', remove)).json()).toMatchObject({
      allowed: true,
      sentences: expect.arrayContaining([expect.stringContaining('an hour')]),
    });
  });

  test('is taken back for an hour, and the issue is what it was, with its events to come', async () => {
    const { does, request, statusOf, clock, again, get } = await begin('A');
    await does('SHOP-1', { action: 'mute', volume: [{ period: 'hour', n: 1, count: 5 }] });
    const { undo } = (await does('SHOP-1', remove)).json<{ undo: string }>();
    clock.advance(HOUR - 1);
    expect((await request('POST', `/undo/${undo}`)).json()).toMatchObject({ status: 'undone', changed: 1 });
    expect(await statusOf('SHOP-1')).toBe('muted');
    expect(await get('/issues/SHOP-1/state')).toMatchObject({ mutedUntilVolume: [{ count: 5 }] });
    await again('A');
    expect(await get('/issues/SHOP-1')).toMatchObject({ events: 2 });
    const { items } = await get<{ items: ToldEntry[] }>('/issues/SHOP-1/history');
    expect(items.map(({ kind }) => kind)).toEqual(['undone', 'deleted', 'muted', 'first_seen']);
  });

  test('a new event makes a new issue, which keeps the key when the old one comes back', async () => {
    const { does, request, again, titles, get } = await begin('A');
    const { undo } = (await does('SHOP-1', remove)).json<{ undo: string }>();
    await again('A');
    expect(await titles()).toEqual(['SHOP-2']);
    await request('POST', `/undo/${undo}`);
    expect(await titles()).toEqual(['SHOP-1', 'SHOP-2']);
    await again('A');
    expect(await get('/issues/SHOP-1')).toMatchObject({ events: 1 });
    expect(await get('/issues/SHOP-2')).toMatchObject({ events: 2 });
  });

  test('afterwards nothing of it is left, nothing of others is missing, and it cannot be taken back', async () => {
    const { does, request, clock, storage, blobs, rows, get, send, flush, accept, shop } = await begin('A', 'B');
    await send(shop, { ...error('A'), release: 'r1', environment: 'live', tags: { a: 'b' }, user: { id: '1' } });
    const id = 'a'.repeat(32);
    const file = (name: string) =>
      `{"type":"attachment","filename":"${name}","length":5}\nhello\n{"type":"attachment","filename":"own ${name}","length":1}\n${name[0]}\n`;
    for (const [event, type] of [
      [id, 'A'],
      ['b'.repeat(32), 'B'],
    ] as const) {
      const body = `{"event_id":"${event}"}\n{"type":"event"}\n${JSON.stringify(error(type))}\n${file(`${type}.txt`)}`;
      await accept(ingestRequest(body, { params: { project: String(shop.id) }, query: `sentry_key=${shop.key}` }));
    }
    await flush();
    await request('POST', '/issues/SHOP-1/comments', { body: 'Hm.' });
    const { undo } = (await does('SHOP-1', remove)).json<{ undo: string }>();
    clock.advance(HOUR);
    expect(await purgeDeletedIssues(storage, clock)).toBe(0);
    expect((await request('POST', `/undo/${undo}`)).json()).toMatchObject({ code: 'too_late' });
    clock.advance(MINUTE);
    expect(await purgeDeletedIssues(storage, clock)).toBe(1);
    const tables = (await tablesOfIssues(storage)).filter((table) => table !== 'operation_entry');
    expect(tables.length).toBeGreaterThan(15);
    for (const table of tables) expect([table, await rows(table)]).toEqual([table, 0]);
    expect(await rows('issue', 'id')).toBe(0);
    expect((await storage.query('counts', 'select * from event_count where scope = 1 and id = 1', [])).length).toBe(0);
    expect(await storage.query('events', 'select count(*) as n from event', [])).toEqual([{ n: 2 }]);
    expect(await storage.query('bodies', 'select count(*) as n from event_body', [])).toEqual([{ n: 2 }]);
    // Blobs are put by the clock of the machine.
    expect(await collectBlobs(storage, blobs, clock.now())).toBe(0);
    expect(await collectBlobs(storage, blobs, Math.max(start, Date.now() * 1_000) + DAY)).toBe(1);
    expect(await storage.query('blobs', 'select count(*) as n from blob', [])).toEqual([{ n: 2 }]);
    expect(await get('/issues/SHOP-2')).toMatchObject({ events: 2, storedEvents: 2 });
    // What the project received stays counted.
    const { accepted } = await get<{ accepted: { count: number }[] }>('/projects/shop/stats');
    expect(accepted.reduce((sum, { count }) => sum + count, 0)).toBe(5);
  });

  test('takes merged ones along, and gives them back', async () => {
    const { does, request, clock, storage, titles, again } = await begin('A', 'B', 'C');
    await request('POST', '/issues/SHOP-1/merge', { issues: ['SHOP-2'] });
    const { undo } = (await does('SHOP-1', remove)).json<{ undo: string }>();
    expect((await request('GET', '/issues/SHOP-2')).statusCode).toBe(404);
    await request('POST', `/undo/${undo}`);
    await again('B');
    expect(await titles()).toEqual(['SHOP-1', 'SHOP-3']);
    expect((await request('POST', '/issues/SHOP-2/unmerge')).statusCode).toBe(200);
    await request('POST', '/issues/SHOP-1/merge', { issues: ['SHOP-2'] });
    await does('SHOP-1', remove);
    clock.advance(HOUR + MINUTE);
    await purgeDeletedIssues(storage, clock);
    expect(await storage.query('left', 'select number from issue', [])).toEqual([{ number: 3 }]);
    expect(await storage.query('events', 'select count(*) as n from event', [])).toEqual([{ n: 1 }]);
  });

  test('many at once are hidden and brought back', async () => {
    const { bulk, request, titles, clock } = await begin('A', 'B', 'C');
    const answer = await bulk({ action: 'delete', query: { query: 'type:A OR type:B' } });
    expect(answer.json()).toMatchObject({ status: 'done', changed: 2 });
    expect(await titles()).toEqual(['SHOP-3']);
    expect((await bulk({ action: 'resolve', ids: [1, 3] })).json()).toMatchObject({
      changed: 1,
      refusals: [{ issueId: 1, why: 'it was deleted.' }],
    });
    const { id } = answer.json<ToldOperation>();
    expect((await request('POST', `/undo/${id}`)).json()).toMatchObject({ changed: 2, refused: 0 });
    expect(await titles()).toEqual(['SHOP-1', 'SHOP-2', 'SHOP-3']);
    const later = (await bulk({ action: 'delete', ids: [1] })).json<ToldOperation>();
    clock.advance(HOUR);
    expect((await request('POST', `/undo/${later.id}`)).statusCode).toBe(409);
  });

  test('goes on where a crash interrupted it', async () => {
    const { does, clock, storage, send, flush, shop } = await begin('A');
    await send(shop, ...Array.from({ length: 30 }, () => error('A')));
    await flush();
    await does('SHOP-1', remove);
    clock.advance(HOUR + MINUTE);
    // As if it had died in the middle: some events and tables are gone, the row of the issue is there.
    await storage.query('part', 'delete from event where digest_order < 20', []);
    await storage.query('part', 'delete from turning_point', []);
    expect(await purgeDeletedIssues(storage, clock)).toBe(1);
    expect(await storage.query('left', 'select count(*) as n from issue', [])).toEqual([{ n: 0 }]);
  });
});

/** The tables that speak of issues, as the database knows them: one that comes later is not forgotten here. */
const tablesOfIssues = async (storage: Storage): Promise<string[]> => {
  const named =
    storage.dialect === 'sqlite'
      ? "select m.name as name from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table' and c.name = 'issue_id'"
      : "select table_name as name from information_schema.columns where column_name = 'issue_id' and table_schema = current_schema()";
  return (await storage.query<{ name: string }>('tables', named, [])).map(({ name }) => name);
};
