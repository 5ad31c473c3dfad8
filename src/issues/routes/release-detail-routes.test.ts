import { describe, expect, test } from 'vitest';
import { start } from '../../../test/support/events.ts';
import { eachIssueHouse } from '../../../test/support/issues.ts';
import { DAY, HOUR, toIso } from '../../kit/index.ts';

interface Release {
  version: string;
  isLatest: boolean;
}

eachIssueHouse('releases', (open) => {
  const begin = async () => {
    const house = await open();
    const shop = await house.project('Shop');
    const sent = async (type: string, release: string) => {
      await house.send(shop, { release, exception: { values: [{ type, value: 'went wrong' }] } });
      await house.flush();
    };
    return { ...house, shop, sent };
  };

  test('are made before their first event, changed and finalized', async () => {
    const { request, get, clock } = await begin();
    const made = await request('POST', '/projects/shop/releases', { version: 'shop@1.2.3+7', ref: 'main' });
    expect([made.statusCode, made.json()]).toMatchObject([
      201,
      { version: 'shop@1.2.3+7', semantic: true, ref: 'main', isLatest: true, finalizedAt: null, events: 0 },
    ]);
    expect((await request('POST', '/projects/shop/releases', { version: 'shop@1.2.3+7' })).statusCode).toBe(200);
    const path = `/projects/shop/releases/${encodeURIComponent('shop@1.2.3+7')}`;
    expect((await request('PUT', path, { url: 'https://ci.example/7' })).json()).toMatchObject({
      url: 'https://ci.example/7',
      ref: 'main',
    });
    clock.advance(HOUR);
    await request('POST', `${path}/finalize`);
    expect(await get(path)).toMatchObject({ finalizedAt: toIso(start + HOUR) });
    expect((await request('GET', '/projects/shop/releases/none')).statusCode).toBe(404);
  });

  test('odd names are filed as their events are, so that both find one row', async () => {
    const { request, sent, get } = await begin();
    const long = 'x'.repeat(250);
    for (const version of ['svc/1.0.0', 'tab\there', long]) {
      expect((await request('POST', '/projects/shop/releases', { version })).statusCode).toBe(201);
      await sent('A', version);
    }
    const { items } = await get<{ items: Release[] }>('/projects/shop/releases');
    expect(items.map(({ version }) => version).toSorted()).toEqual(['svc-1.0.0', 'tabhere', 'x'.repeat(200)]);
    expect(await get(`/projects/shop/releases/${encodeURIComponent('svc/1.0.0')}`)).toMatchObject({ events: 1 });
    expect(await get('/issues/SHOP-1')).toMatchObject({ events: 3 });
    expect((await request('POST', '/projects/shop/releases', { version: 'latest' })).statusCode).toBe(400);
  });

  test('the latest is the one that sorts last, not the one that came last', async () => {
    const { sent, get } = await begin();
    for (const version of ['1.9.0', '1.10.0', '1.10.0-rc.2', '1.2.0']) await sent('A', version);
    const { items } = await get<{ items: Release[] }>('/projects/shop/releases');
    expect(items.filter(({ isLatest }) => isLatest)).toMatchObject([{ version: '1.10.0' }]);
    expect(items).toHaveLength(4);
  });

  test('one made by hand is the next that issues wait for', async () => {
    const { sent, request, get } = await begin();
    await sent('A', '1.0.0');
    await request('POST', '/issues/SHOP-1/actions', { action: 'resolve', in: 'next' });
    await request('POST', '/projects/shop/releases', { version: '0.9.0' });
    expect(await get('/issues/SHOP-1/state')).toMatchObject({ resolvedBy: 'next' });
    await request('POST', '/projects/shop/releases', { version: '1.1.0' });
    expect(await get('/issues/SHOP-1/state')).toMatchObject({ resolvedBy: 'release', resolvedIn: '1.1.0' });
    const { items } = await get<{ items: { kind: string; user: null }[] }>('/issues/SHOP-1/history');
    expect(items[0]).toMatchObject({ kind: 'next_materialized', user: null, metadata: { version: '1.1.0' } });
  });

  describe('commits', () => {
    const commits = [
      { sha: 'b'.repeat(40), message: 'Fixes SHOP-1, SHOP-3', authorName: 'Ada', authorEmail: 'ada@example.org' },
      {
        sha: 'a'.repeat(40),
        message: 'Tidy up',
        at: toIso(start - DAY),
        repository: 'acme/shop',
        patchSet: [{ path: 'src/cart.ts', type: 'M' }],
      },
    ];

    test('resolve what they say they fix, in the release that holds them', async () => {
      const { sent, request, get } = await begin();
      for (const type of ['A', 'B', 'C']) await sent(type, '1.0.0');
      await request('POST', '/issues/SHOP-3/actions', { action: 'resolve' });
      const set = await request('PUT', '/projects/shop/releases/1.1.0/commits', { commits });
      expect(set.json()).toEqual({ resolved: ['SHOP-1'] });
      expect(await get('/issues/SHOP-1/state')).toMatchObject({ status: 'resolved', resolvedIn: '1.1.0' });
      expect(await get('/issues/SHOP-1/history')).toMatchObject({
        items: [{ kind: 'resolved', metadata: { commit: { sha: 'b'.repeat(40), author: 'Ada' } } }, {}],
      });
      expect(await get('/issues/SHOP-2/state')).toMatchObject({ status: 'unresolved' });
      const { items } = await get<{ items: { fixes: object[] }[] }>('/projects/shop/releases/1.1.0/commits');
      expect(items.map(({ fixes }) => fixes)).toMatchObject([
        [
          { shortId: 'SHOP-1', status: 'resolved' },
          { shortId: 'SHOP-3', title: 'C: went wrong' },
        ],
        [],
      ]);
      await sent('A', '1.0.1');
      expect(await get('/issues/SHOP-1/state')).toMatchObject({ status: 'resolved' });
      await sent('A', '1.1.0');
      expect(await get('/issues/SHOP-1/state')).toMatchObject({ status: 'unresolved', regressed: true });
    });

    test('are listed newest first, and replaced as a whole', async () => {
      const { request, get } = await begin();
      const path = '/projects/shop/releases/1.1.0';
      const refs = [{ repository: 'acme/shop', sha: 'b'.repeat(40), previousSha: null }];
      await request('PUT', `${path}/commits`, { commits, refs });
      expect(await get(`${path}/commits`)).toMatchObject({
        items: [{ sha: 'b'.repeat(40), authorName: 'Ada' }, { patchSet: [{ path: 'src/cart.ts', type: 'M' }] }],
      });
      expect(await get(path)).toMatchObject({ commits: 2, refs });
      await request('PUT', `${path}/commits`, { commits: commits.slice(1) });
      expect(await get(path)).toMatchObject({ commits: 1, refs });
      const page = await get<{ items: object[]; nextCursor: string | null }>(`${path}/commits?limit=1`);
      expect([page.items.length, page.nextCursor]).toEqual([1, null]);
    });
  });

  test('deploys are noted', async () => {
    const { request, get } = await begin();
    await request('POST', '/projects/shop/releases', { version: '1.0.0' });
    const path = '/projects/shop/releases/1.0.0';
    expect((await request('POST', `${path}/deploys`, { environment: 'production' })).statusCode).toBe(201);
    await request('POST', `${path}/deploys`, { environment: 'staging', name: 'blue', url: 'https://cd.example/1' });
    expect(await get(`${path}/deploys`)).toMatchObject({
      items: [
        { environment: 'staging', name: 'blue' },
        { environment: 'production', finishedAt: toIso(start) },
      ],
    });
    expect(await get(path)).toMatchObject({ deploys: 2 });
    expect((await request('POST', '/projects/shop/releases/2.0.0/deploys', { environment: 'x' })).statusCode).toBe(404);
  });

  test('know their neighbours in the order of the project, and where they run', async () => {
    const { sent, get, send, flush, shop } = await begin();
    for (const version of ['1.9.0', '1.10.0', '1.10.0-rc.2']) await sent('A', version);
    expect(await get('/projects/shop/releases/1.10.0-rc.2')).toMatchObject({ previous: '1.9.0', next: '1.10.0' });
    expect(await get('/projects/shop/releases/1.10.0')).toMatchObject({ previous: '1.10.0-rc.2', next: null });
    await send(
      shop,
      ...['staging', 'production'].map((environment) => ({ release: '1.10.0', environment, message: environment })),
    );
    await flush();
    const { environments } = await get<{ environments: object[] }>('/projects/shop/releases/1.10.0');
    expect(environments).toMatchObject([
      { name: 'production', events: 1 },
      { name: 'staging', events: 1, firstSeen: toIso(start) },
    ]);
  });

  test('tell which issues are new in them, came back in them and are fixed by them', async () => {
    const { sent, get, request } = await begin();
    await sent('A', '1.0.0');
    await sent('B', '1.0.0');
    await sent('C', '1.1.0');
    await request('POST', '/issues/SHOP-1/actions', { action: 'resolve', in: 'latest' });
    await request('POST', '/projects/shop/releases', { version: '1.2.0' });
    await request('POST', '/issues/SHOP-2/actions', { action: 'resolve', in: { version: '1.2.0' } });
    const issues = async (version: string, kind: string) => {
      const page = await get<{ items: { shortId: string }[] }>(
        `/projects/shop/releases/${version}/issues?kind=${kind}`,
      );
      return page.items.map(({ shortId }) => shortId);
    };
    await sent('A', '1.1.0');
    await sent('B', '1.1.0');
    expect(await issues('1.0.0', 'new')).toEqual(['SHOP-2', 'SHOP-1']);
    expect(await issues('1.1.0', 'new')).toEqual(['SHOP-3']);
    expect(await issues('1.1.0', 'regressed')).toEqual(['SHOP-1']);
    expect(await issues('1.2.0', 'resolved')).toEqual(['SHOP-2']);
    expect(await issues('1.2.0', 'new')).toEqual([]);
    const first = await get<{ items: object[]; nextCursor: string }>('/projects/shop/releases/1.0.0/issues?limit=1');
    expect(first.items).toMatchObject([{ shortId: 'SHOP-2' }]);
    const rest = await get(`/projects/shop/releases/1.0.0/issues?limit=1&cursor=${first.nextCursor}`);
    expect(rest).toMatchObject({ items: [{ shortId: 'SHOP-1' }], nextCursor: null });
  });

  test('are deleted when they were made by mistake, and only then', async () => {
    const { request, sent, get } = await begin();
    await sent('A', '1.0.0');
    for (const version of ['1.1.0', '2.0.0']) await request('POST', '/projects/shop/releases', { version });
    await request('POST', '/issues/SHOP-1/actions', { action: 'resolve', in: { version: '1.1.0' } });
    await request('POST', '/projects/shop/releases/2.0.0/deploys', { environment: 'production' });
    const remove = (version: string) => request('DELETE', `/projects/shop/releases/${version}`);
    for (const version of ['1.0.0', '1.1.0']) {
      const refused = await remove(version);
      expect([refused.statusCode, refused.json()]).toMatchObject([409, { code: 'release_in_use' }]);
    }
    expect((await remove('2.0.0')).statusCode).toBe(204);
    expect((await remove('2.0.0')).statusCode).toBe(404);
    const { items } = await get<{ items: Release[] }>('/projects/shop/releases');
    expect(items.map(({ version, isLatest }) => [version, isLatest])).toEqual([
      ['1.1.0', true],
      ['1.0.0', false],
    ]);
  });
});
