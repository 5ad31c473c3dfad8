import { expect, test } from 'vitest';
import { start } from '../../../test/support/events.ts';
import { ingestRequest } from '../../../test/support/ingest.ts';
import { eachIssueHouse } from '../../../test/support/issues.ts';
import { DAY, HOUR, toIso } from '../../kit/index.ts';

interface Figures {
  sessions: number;
  adoption: number | null;
  crashFreeSessions: number | null;
  crashFreeUsers: number | null;
}

interface Listed {
  items: { version: string; health: Figures | null; deployed: object[] }[];
  nextCursor: string | null;
}

eachIssueHouse('health of releases', (open) => {
  const begin = async () => {
    const house = await open();
    const shop = await house.project('Shop');
    /** One session that ended like this, as SDKs tell it. */
    const session = async (release: string, status: string, who: string, at = start, environment = 'production') => {
      const item = JSON.stringify({
        sid: crypto.randomUUID(),
        did: who,
        init: true,
        started: toIso(at),
        timestamp: toIso(at),
        status,
        errors: 0,
        attrs: { release, environment },
      });
      const request = { params: { project: String(shop.id) }, query: `sentry_key=${shop.key}` };
      await house.accept(ingestRequest(`{}\n{"type":"session"}\n${item}\n`, request));
      await house.flush();
    };
    const list = (query = '') => house.get<Listed>(`/projects/shop/releases${query}`);
    return { ...house, shop, session, list };
  };

  test('stands in the list: by environment, of the whole and in shares', async () => {
    const { session, list, request } = await begin();
    for (const who of ['ann', 'bob', 'cid']) await session('1.0.0', 'exited', who);
    await session('1.0.0', 'crashed', 'ann');
    await session('1.1.0', 'exited', 'ann', start, 'staging');
    await request('POST', '/projects/shop/releases', { version: '2.0.0' });
    for (const environment of ['staging', 'production', 'staging'])
      await request('POST', '/projects/shop/releases/2.0.0/deploys', { environment });
    const { items } = await list();
    expect(items).toMatchObject([
      { version: '2.0.0', health: null, deployed: expect.arrayContaining([expect.objectContaining({ deploys: 2 })]) },
      { version: '1.1.0', health: { sessions: 1, adoption: 0.2, crashFreeSessions: 1, crashFreeUsers: 1 } },
      { version: '1.0.0', health: { sessions: 4, adoption: 0.8, crashFreeSessions: 0.75, crashFreeUsers: 1 - 1 / 3 } },
    ]);
    expect((await list('?environment=staging')).items).toMatchObject([
      { version: '2.0.0', health: null },
      { version: '1.1.0', health: { adoption: 1 } },
    ]);
    expect((await list('?environment=nowhere')).items).toEqual([]);
  });

  test('is of the period asked for', async () => {
    const { session, list, clock } = await begin();
    await session('1.0.0', 'crashed', 'ann');
    clock.advance(2 * DAY);
    await session('1.0.0', 'exited', 'ann', start + 2 * DAY);
    expect((await list('?period=24h')).items).toMatchObject([{ health: { sessions: 1, crashFreeSessions: 1 } }]);
    expect((await list('?period=7d')).items).toMatchObject([
      { health: { sessions: 2, crashFreeSessions: 0.5, crashFreeUsers: 0 } },
    ]);
  });

  test('is searched and paged by name, in any case, with nothing that stands for more than itself', async () => {
    const { request, list } = await begin();
    for (const version of ['Shop@1.0.0', 'shop@1.1.0', 'till_1', 'tillx1'])
      await request('POST', '/projects/shop/releases', { version });
    const names = async (query: string) => (await list(query)).items.map(({ version }) => version);
    expect(await names('?search=SHOP')).toEqual(['shop@1.1.0', 'Shop@1.0.0']);
    expect(await names('?search=till_')).toEqual(['till_1']);
    const { nextCursor } = await list('?search=shop&limit=1');
    expect(await names(`?search=shop&limit=1&cursor=${nextCursor}`)).toEqual(['Shop@1.0.0']);
  });

  test('over time: sessions by hours of a day or by days, users by days', async () => {
    const { session, get, clock } = await begin();
    await session('1.0.0', 'exited', 'ann');
    await session('1.0.0', 'crashed', 'bob');
    await session('0.9.0', 'exited', 'cid');
    clock.advance(DAY + HOUR);
    await session('1.0.0', 'errored', 'ann', start + DAY);
    const health = (query: string) =>
      get<{ interval: string; total: Figures | null; buckets: Figures[] }>(
        `/projects/shop/releases/1.0.0/health${query}`,
      );
    const week = await health('?period=7d');
    expect(week).toMatchObject({ interval: 'day', total: { sessions: 3, adoption: 0.75, crashFreeUsers: 0.5 } });
    expect(week.buckets).toHaveLength(7);
    expect(week.buckets.slice(-3)).toMatchObject([
      { sessions: 0, adoption: null, crashFreeSessions: null, crashFreeUsers: null },
      { sessions: 2, adoption: 2 / 3, crashFreeSessions: 0.5, crashFreeUsers: 0.5 },
      { sessions: 1, adoption: 1, crashFreeSessions: 1, crashFreeUsers: 1 },
    ]);
    const day = await health('?period=24h');
    expect(day.buckets).toHaveLength(24);
    expect(day.buckets.reduce((sum, { sessions }) => sum + sessions, 0)).toBe(1);
    expect(await health('?environment=staging')).toMatchObject({ total: null });
  });
});
