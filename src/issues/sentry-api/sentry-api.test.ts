import { describe, expect, test } from 'vitest';
import { error } from '../../../test/support/actions.ts';
import { start } from '../../../test/support/events.ts';
import { eachIssueHouse } from '../../../test/support/issues.ts';
import { toIso } from '../../kit/index.ts';

interface ReleaseAnswer {
  version: string;
  commitCount: number;
  projects: { slug: string }[];
}

const organization = '/api/0/organizations/any-slug';
const shopOf = '/api/0/projects/any-slug/shop';

/** What the real client cannot be brought to send; the rest is in test/sentry-cli.test.ts. */
eachIssueHouse('Sentry’s web API', (open) => {
  const begin = async () => {
    const house = await open();
    const shop = await house.project('Shop');
    const till = await house.project('Till');
    const { request } = house;
    const send = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object) => {
      const response = await request(method, path, body);
      return { status: response.statusCode, body: response.body === '' ? null : response.json<unknown>() };
    };
    const happens = async (project: typeof shop, ...events: Record<string, unknown>[]) => {
      await house.send(project, ...events);
      await house.flush();
    };
    return { ...house, shop, till, send, happens };
  };

  test('refuses with one sentence under `detail`, and without a token', async () => {
    const { request, send } = await begin();
    expect(await send('GET', `${organization}/releases/1.0/`)).toEqual({
      status: 404,
      body: { detail: 'The release does not exist, or you may not see it.' },
    });
    expect(await send('POST', `${organization}/releases/`, { projects: ['shop'] })).toEqual({
      status: 400,
      body: { detail: "body must have required property 'version'" },
    });
    const stranger = await request('GET', `${organization}/releases/`, undefined, {});
    expect([stranger.statusCode, stranger.json()]).toEqual([
      401,
      { detail: 'Sign in, or send Authorization: Bearer with an API token.' },
    ]);
    expect(stranger.headers['www-authenticate']).toBe('Bearer');
  });

  test('a release of several projects is one, and each of them has it', async () => {
    const { send, get } = await begin();
    const body = { version: 'app@1.0.0', projects: ['shop', 'till'] };
    expect((await send('POST', `${organization}/releases/`, body)).status).toBe(201);
    expect((await send('POST', `${organization}/releases/`, body)).status).toBe(208);
    expect(await send('GET', `${organization}/releases/`)).toMatchObject({
      body: [{ version: 'app@1.0.0', projects: [{ slug: 'till' }, { slug: 'shop' }] }],
    });
    for (const slug of ['shop', 'till'])
      expect(await get(`/projects/${slug}/releases/app@1.0.0`)).toMatchObject({ version: 'app@1.0.0' });
    expect(await send('POST', `${organization}/releases/`, { version: '2', projects: ['shop', 'gone'] })).toEqual({
      status: 400,
      body: { detail: 'The project gone does not exist, or you may not see it.' },
    });
    expect(await send('GET', `${shopOf}/releases/2/`)).toMatchObject({ status: 404 });
  });

  test('what the caller does not see is not there, and is left as it is', async () => {
    const { send, request, shop, token, get } = await begin();
    await send('POST', `${organization}/releases/`, { version: '1.0.0', projects: ['shop', 'till'] });
    const bound = await token(shop.id, 'write');
    const url = 'https://ci.example/1';
    expect((await request('PUT', `${organization}/releases/1.0.0/`, { url }, bound)).statusCode).toBe(200);
    expect(await get('/projects/till/releases/1.0.0')).toMatchObject({ url: null });
    expect(await get('/projects/shop/releases/1.0.0')).toMatchObject({ url });
    expect((await request('GET', '/api/0/projects/any/till/releases/1.0.0/', undefined, bound)).statusCode).toBe(404);
    expect((await request('DELETE', `${organization}/releases/1.0.0/`, undefined, bound)).statusCode).toBe(204);
    expect(await get('/projects/till/releases/1.0.0')).toMatchObject({ version: '1.0.0' });
  });

  describe('names', () => {
    test('however odd, mean one release, however it is asked for', async () => {
      const { send, shop, happens } = await begin();
      for (const version of ['svc/1.0.0', 'a%2Fb', 'tab\there', 'x'.repeat(300), 'é ü@1+2?3#4&5', '%', '1.0.0/..']) {
        await happens(shop, { release: version, ...error(`In ${version.slice(0, 20)}`) });
        const made = await send('POST', `${organization}/releases/`, { version, projects: ['shop'] });
        expect([version, made.status]).toEqual([version, 208]);
        const path = `${organization}/releases/${encodeURIComponent(version)}`;
        await send('PUT', `${path}/`, { dateReleased: toIso(start), projects: ['shop'] });
        expect(await send('GET', `${path}/`)).toMatchObject({
          body: { dateReleased: toIso(start), newGroups: 1, version: (made.body as ReleaseAnswer).version },
        });
        expect((await send('POST', `${path}/deploys/`, { environment: 'live' })).status).toBe(201);
      }
      const all = await send('GET', `${organization}/releases/`);
      expect(all.body).toHaveLength(7);
      for (const version of ['..', '.', 'latest', ' ', '\t'])
        expect((await send('POST', `${organization}/releases/`, { version, projects: ['shop'] })).status).toBe(400);
    });

    test('one that is part of another is another release', async () => {
      const { send, shop, happens } = await begin();
      for (const release of ['1.0', '1.0.1', '11.0']) await happens(shop, { release, ...error(`In${release}`) });
      expect(await send('GET', `${shopOf}/releases/1.0/`)).toMatchObject({ body: { newGroups: 1 } });
      expect(await send('GET', `${shopOf}/issues/?query=release:1.0`)).toMatchObject({ body: [{ shortId: 'SHOP-1' }] });
    });
  });

  describe('commits', () => {
    const commit = (id: string, message: string) => ({ id, message, timestamp: '2026-11-22T07:24:44.123456789+01:00' });

    test('as references are kept, found by the next release, and cleared', async () => {
      const { send, get } = await begin();
      const refs = [{ repository: 'acme/shop', commit: 'b'.repeat(40), previousCommit: 'a'.repeat(40) }];
      for (const version of ['1.0.0', '1.1.0'])
        await send('POST', `${organization}/releases/`, { version, projects: ['shop'] });
      await send('PUT', `${organization}/releases/1.0.0/`, { refs });
      expect(await get('/projects/shop/releases/1.0.0')).toMatchObject({
        refs: [{ repository: 'acme/shop', sha: 'b'.repeat(40), previousSha: 'a'.repeat(40) }],
      });
      expect(await send('GET', `${organization}/releases/1.1.0/previous-with-commits/`)).toMatchObject({
        body: { version: '1.0.0', lastCommit: { id: 'b'.repeat(40) } },
      });
      expect(await send('GET', `${organization}/releases/1.0.0/previous-with-commits/`)).toMatchObject({ body: {} });
      await send('PUT', `${organization}/releases/1.0.0/`, { commits: [commit('c', 'x')] });
      await send('PUT', `${organization}/releases/1.0.0/`, { refs: [] });
      expect(await get('/projects/shop/releases/1.0.0')).toMatchObject({ refs: [], commits: 0 });
    });

    test('resolve the issues of each project that has the release', async () => {
      const { send, shop, till, happens, get } = await begin();
      for (const project of [shop, till]) await happens(project, { release: '1.0.0', ...error('A') });
      await send('POST', `${organization}/releases/`, {
        version: '1.1.0',
        projects: ['shop', 'till'],
        commits: [commit('c', 'Fixes SHOP-1 and TILL-1')],
      });
      for (const issue of ['SHOP-1', 'TILL-1'])
        expect(await get(`/issues/${issue}/state`)).toMatchObject({ status: 'resolved', resolvedIn: '1.1.0' });
      expect(await get('/projects/shop/releases/1.1.0/commits')).toMatchObject({
        items: [{ sha: 'c', at: '2026-11-22T06:24:44.123Z' }],
      });
    });

    test('longer than people read are cut, not refused', async () => {
      const { send, get } = await begin();
      const commits = [{ ...commit('c', 'm'.repeat(200_000)), author_name: 'n'.repeat(300), patch_set: null }];
      const made = await send('POST', `${organization}/releases/`, { version: '1', projects: ['shop'], commits });
      expect(made.status).toBe(201);
      expect(await get('/projects/shop/releases/1/commits')).toMatchObject({
        items: [{ message: 'm'.repeat(20_000), authorName: 'n'.repeat(200), patchSet: [] }],
      });
    });
  });

  test('lists go on where their Link header says', async () => {
    const { send, request } = await begin();
    for (const version of ['1', '2', '3'])
      await send('POST', `${organization}/releases/`, { version, projects: ['shop'] });
    const versions: string[] = [];
    for (let next = 'cursor=', results = 'true'; results === 'true'; ) {
      const page = await request('GET', `${organization}/releases/?per_page=2&${next}`);
      versions.push(...page.json<ReleaseAnswer[]>().map(({ version }) => version));
      const link = String(page.headers['link']);
      const [, more = '', cursor = ''] = /rel="next"; results="(\w+)"; cursor="([^"]+)"/.exec(link) ?? [];
      expect(link).toContain(`<https://errors.example${organization}/releases/?cursor=${cursor}>; rel="next"`);
      [results, next] = [more, `cursor=${cursor}`];
    }
    expect(versions).toEqual(['3', '2', '1']);
  });

  test('issues become what a client wants, once and not twice', async () => {
    const { send, shop, happens, get } = await begin();
    await happens(shop, error('A'), error('B'), error('C'));
    const put = (query: string, status: string) => send('PUT', `${shopOf}/issues/${query}`, { status });
    const states = async () =>
      (await get<{ items: { shortId: string; status: string }[] }>('/projects/shop/issues?sort=first_seen')).items
        .toSorted((a, b) => a.shortId.localeCompare(b.shortId))
        .map(({ status }) => status);
    expect(await put('?id=1&id=2', 'resolved')).toMatchObject({ status: 200, body: { status: 'resolved' } });
    expect((await put('?id=1', 'resolved')).status).toBe(200);
    expect(await states()).toEqual(['resolved', 'resolved', 'unresolved']);
    expect(await put('?id=2&id=3', 'ignored')).toEqual({
      status: 409,
      body: { detail: 'SHOP-2: it is resolved, so it cannot become muted.' },
    });
    expect((await put('?query=A', 'unresolved')).status, 'a filter that is not known is not all').toBe(400);
    await put('?status=unresolved', 'muted');
    expect(await states()).toEqual(['resolved', 'resolved', 'muted']);
    await put('?', 'unresolved');
    expect(await states()).toEqual(['unresolved', 'unresolved', 'unresolved']);
    expect((await send('PUT', `${shopOf}/issues/?id=SHOP-3`, { status: 'muted', snoozeDuration: 60 })).status).toBe(
      200,
    );
    expect(await get('/issues/SHOP-3/state')).toMatchObject({ mutedUntil: toIso(start + 3_600_000_000) });
    expect((await send('PUT', '/api/0/projects/any/till/issues/?id=1', { status: 'resolved' })).status).toBe(404);
  });

  test('a release of which something was received stays, and may be archived', async () => {
    const { send, shop, happens, get } = await begin();
    await happens(shop, { release: '1.0.0', ...error('A') });
    const path = `${organization}/releases/1.0.0/`;
    expect(await send('DELETE', path)).toMatchObject({ status: 409 });
    await send('POST', `${organization}/releases/`, { version: '1.0.0', projects: [], status: 'archived' });
    expect(await send('GET', `${organization}/releases/`)).toMatchObject({ body: [] });
    expect(await send('GET', `${organization}/releases/?status=archived`)).toMatchObject({
      body: [{ version: '1.0.0' }],
    });
    expect(await get('/projects/shop/releases')).toMatchObject({ items: [] });
    expect(await get('/projects/shop/releases?archived=true')).toMatchObject({ items: [{ version: '1.0.0' }] });
    await send('POST', `${organization}/releases/`, { version: '1.0.0', projects: [], status: 'open' });
    expect(await get('/projects/shop/releases')).toMatchObject({ items: [{ version: '1.0.0', archivedAt: null }] });
    await send('POST', `${organization}/releases/`, { version: '2.0.0', projects: ['shop'] });
    await send('PUT', `${organization}/releases/2.0.0/`, { commits: [{ id: 'c', message: 'Fixes SHOP-1' }] });
    expect(await send('DELETE', `${organization}/releases/2.0.0/`)).toMatchObject({ status: 409 });
  });
});
