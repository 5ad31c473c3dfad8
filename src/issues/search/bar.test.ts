import { describe, expect, test } from 'vitest';
import { createToken } from '../../accounts/tokens.ts';
import { createUser } from '../../accounts/index.ts';
import type { Caller, Scope } from '../../accounts/index.ts';
import { eachIssueHouse } from '../../../test/support/issues.ts';

const failure = (type: string, more: Record<string, unknown> = {}) => ({
  exception: {
    values: [
      { type, value: 'x', stacktrace: { frames: [{ function: 'f', filename: `src/${type}.ts`, in_app: true }] } },
    ],
  },
  ...more,
});

eachIssueHouse('the search bar', (open) => {
  const shop = async () => {
    const house = await open();
    const project = await house.project('shop');
    const tags = { region: 'eu west', is: 'odd', 'a:b': 'c' };
    await house.send(
      project,
      failure('A', {
        tags,
        release: 'shop@1.2.0',
        environment: 'staging',
        user: { id: '1', email: 'ada@example.org' },
      }),
      failure('B', {
        tags: { region: 'us' },
        release: 'shop@1.10.0',
        environment: 'prod',
        user: { email: 'bob@example.org' },
      }),
    );
    await house.flush();
    const get = async (path: string) => (await house.get<{ items: never[] }>(`/projects/shop/${path}`)).items;
    const keys = async (prefix: string) => (await get(`search/keys?prefix=${prefix}`)).map(({ key }) => key);
    const values = async (key: string, prefix = '', limit = 20) =>
      (
        await get(`search/values?key=${encodeURIComponent(key)}&prefix=${encodeURIComponent(prefix)}&limit=${limit}`)
      ).map(({ text }) => text);
    return { house, project, keys, values };
  };

  test('suggests keys and tags that begin so', async () => {
    const { keys } = await shop();
    expect(await keys('re')).toEqual(['release', 'region']);
    expect(await keys('is')).toEqual(['is']);
    expect(await keys('a')).toEqual(['assigned', 'tags[a:b]']);
    expect(await keys('%')).toEqual([]);
    expect(await keys('')).toContain('user.email');
  });

  test('suggests values that begin so, as they are written in a search', async () => {
    const { values } = await shop();
    expect(await values('region')).toEqual(['"eu west"', 'us']);
    expect(await values('region', 'u')).toEqual(['us']);
    expect(await values('tags[a:b]')).toEqual(['c']);
    expect(await values('is', 're')).toEqual(['resolved', 'regressed']);
    expect(await values('environment')).toEqual(['prod', 'staging']);
    expect(await values('release')).toEqual(['latest', 'shop@1.10.0', 'shop@1.2.0']);
    expect(await values('release', '1.2')).toEqual(['shop@1.2.0']);
    expect(await values('file', 'src/')).toEqual(['src/A.ts', 'src/B.ts']);
    expect(await values('file', '', 1)).toEqual(['src/A.ts']);
    expect(await values('user.email')).toEqual(['ada@example.org', 'bob@example.org']);
    expect(await values('has', 'reg')).toEqual(['region']);
    expect(await values('nothing')).toEqual([]);
  });

  test('checks what is typed and says how it is written', async () => {
    const { house } = await shop();
    const check = (query: string) => house.get(`/projects/shop/search/check?query=${encodeURIComponent(query)}`);
    expect(await check('region:"us"  -is:muted')).toEqual({ canonical: 'region:us !is:muted', problem: null });
    expect(await check('nosuchtag:us')).toEqual({ canonical: '"nosuchtag:us"', problem: null });
    expect(await check('is:x')).toEqual({
      canonical: null,
      problem: { column: 1, length: 4, message: expect.stringMatching(/unresolved, resolved/) as string },
    });
  });

  describe('keeps searches', () => {
    const withPeople = async () => {
      const { house } = await shop();
      let people = 0;
      /** Somebody's token. */
      const join = async (...scopes: Scope[]) => {
        const user = await createUser(house.storage, house.clock, {
          email: `person-${(people += 1)}@example.org`,
          password: 'correct horse',
          role: 'admin',
        });
        const caller: Caller = {
          userId: user.id,
          email: user.email,
          role: 'admin',
          scopes: ['read', 'write', 'admin'],
          projects: 'all',
          via: 'session',
          boundTo: null,
        };
        const wanted = { name: 'test', scopes, projectId: null, expiresAt: null };
        const { secret } = await createToken(house.storage, house.clock, caller, wanted);
        const headers = { authorization: `Bearer ${secret}` };
        const ask = async (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path = '', body?: object) => {
          const response = await house.request(method, `/projects/shop/searches${path}`, body, headers);
          return { status: response.statusCode, body: response.statusCode === 204 ? null : response.json<never>() };
        };
        const names = async () =>
          ((await ask('GET')).body as unknown as { items: { name: string }[] }).items.map(({ name }) => name);
        const pinned = async () =>
          ((await ask('GET')).body as unknown as { items: { name: string; pinned: boolean }[] }).items
            .filter((search) => search.pinned)
            .map(({ name }) => name);
        return { ask, names, pinned };
      };
      return { join };
    };

    test('for their user, or shared with the project', async () => {
      const { join } = await withPeople();
      const [ada, bob] = [await join('write'), await join('write')];
      const own = {
        name: 'Mine',
        query: ' is:unresolved   assigned:me ',
        view: { environment: 'prod', sort: 'events' },
      };
      const made = await ada.ask('POST', '', own);
      expect(made).toMatchObject({
        status: 201,
        body: { name: 'Mine', query: 'is:unresolved assigned:me', view: own.view, shared: false, mine: true },
      });
      await ada.ask('POST', '', { name: 'Ours', query: 'level:fatal', shared: true });
      expect(await ada.names()).toEqual(['Mine', 'Ours']);
      expect(await bob.names()).toEqual(['Ours']);
      const { id } = made.body as unknown as { id: number };
      expect(await bob.ask('DELETE', `/${id}`)).toMatchObject({ status: 404 });
      expect(await bob.ask('PATCH', `/${id}`, { name: 'Stolen' })).toMatchObject({ status: 404 });
      expect(await bob.ask('PATCH', `/${id + 1}`, { name: 'Stolen' })).toMatchObject({ status: 403 });
      expect(await ada.ask('PATCH', `/${id}`, { name: 'Renamed', shared: true })).toMatchObject({ status: 200 });
      expect(await bob.names()).toEqual(['Renamed', 'Ours']);
      expect(await ada.ask('DELETE', `/${id}`)).toMatchObject({ status: 204 });
      expect(await ada.names()).toEqual(['Ours']);
    });

    test('pinned by each for themselves, as long as they see them', async () => {
      const { join } = await withPeople();
      const [ada, bob] = [await join('write'), await join('read')];
      const ours = (await ada.ask('POST', '', { name: 'Ours', query: 'x', shared: true })).body as unknown as {
        id: number;
      };
      const mine = (await ada.ask('POST', '', { name: 'Mine', query: 'x' })).body as unknown as { id: number };
      expect(await bob.ask('PUT', `/${ours.id}/pin`, { pinned: true })).toMatchObject({ status: 204 });
      expect(await bob.ask('PUT', `/${ours.id}/pin`, { pinned: true })).toMatchObject({ status: 204 });
      expect(await bob.ask('PUT', `/${mine.id}/pin`, { pinned: true })).toMatchObject({ status: 404 });
      expect([await ada.pinned(), await bob.pinned()]).toEqual([[], ['Ours']]);
      await bob.ask('PUT', `/${ours.id}/pin`, { pinned: false });
      expect(await bob.pinned()).toEqual([]);
    });

    test('once a name, and only those that can be understood', async () => {
      const { join } = await withPeople();
      const ada = await join('write');
      await ada.ask('POST', '', { name: 'Mine', query: 'x' });
      expect(await ada.ask('POST', '', { name: ' Mine ', query: 'y' })).toMatchObject({
        status: 409,
        body: { code: 'search_name_taken' },
      });
      expect(await ada.ask('POST', '', { name: 'Bad', query: 'x level:loud' })).toMatchObject({
        status: 400,
        body: { code: 'bad_query', column: 3 },
      });
    });

    test('of those who may only read for themselves only', async () => {
      const { join } = await withPeople();
      const viewer = await join('read');
      expect(await viewer.ask('POST', '', { name: 'Mine', query: 'x' })).toMatchObject({ status: 201 });
      expect(await viewer.ask('POST', '', { name: 'Ours', query: 'x', shared: true })).toMatchObject({ status: 403 });
    });
  });
});
