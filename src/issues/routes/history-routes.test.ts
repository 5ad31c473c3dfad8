import { describe, expect, test } from 'vitest';
import { error, openShop } from '../../../test/support/actions.ts';
import type { ToldEntry } from '../../../test/support/actions.ts';
import { eachIssueHouse } from '../../../test/support/issues.ts';
import { createTeam, createUser, giveProject, joinTeams } from '../../accounts/index.ts';
import { openSession } from '../../accounts/sessions.ts';

type Told = ToldEntry & {
  names: { from?: string | null; to?: string | null; release?: string | null };
  undo: { operation: string; issues: number } | null;
};

eachIssueHouse('the history of an issue', (open) => {
  const begin = async () => {
    const house = await openShop(open, 'A', 'B');
    const { storage, clock, shop, get } = house;
    const team = await createTeam(storage, clock, 'Backend');
    await giveProject(storage, shop.id, [team.id]);
    const person = async (email: string, name: string, inTeam = true) => {
      const user = await createUser(storage, clock, { email, name, password: 'correct horse', role: 'member' });
      if (inTeam) await joinTeams(storage, user.id, [team.id]);
      return user;
    };
    const [ada, bob] = [await person('ada@example.org', 'Ada'), await person('bob@example.org', 'Bob')];
    const outsider = await person('eve@example.org', 'Eve', false);
    const history = async (issue = 'SHOP-1') => (await get<{ items: Told[] }>(`/issues/${issue}/history`)).items;
    const comment = (body: string) => house.request('POST', '/issues/SHOP-1/comments', { body });
    const cookieOf = async (userId: number) => ({
      cookie: `culprit_session=${await openSession(storage, clock, userId, { address: '::1', userAgent: null })}`,
      'x-culprit': '1',
    });
    return { ...house, team, ada, bob, outsider, history, comment, cookieOf };
  };
  const found = (get: <Body>(path: string) => Promise<Body>, query: string) =>
    get<{ items: { shortId: string }[] }>(`/projects/shop/issues?query=${encodeURIComponent(query)}`).then(
      ({ items }) => items.map(({ shortId }) => shortId),
    );

  describe('a comment', () => {
    test('names people who see the project, and nobody else; they find it by a search', async () => {
      const { comment, history, ada, get, request, cookieOf } = await begin();
      await comment('@ADA and @eve, and `@bob` in code: look');
      const [entry] = await history();
      expect(entry?.comment).toMatchObject({ mentions: [{ handle: 'ada', user: { id: ada.id, name: 'Ada' } }] });
      expect(entry?.metadata).toMatchObject({ mentioned: [ada.id] });
      expect(await found(get, 'mentioned:ada@example.org')).toEqual(['SHOP-1']);
      expect(await found(get, 'mentioned:me')).toEqual([]);
      const mine = await request('GET', '/projects/shop/issues?query=mentioned:me', undefined, await cookieOf(ada.id));
      expect(mine.json()).toMatchObject({ items: [{ shortId: 'SHOP-1' }] });
    });

    test('that is changed names whom it says now, one that is deleted nobody', async () => {
      const { comment, history, request, get } = await begin();
      const { id } = (await comment('@ada')).json<{ id: number }>();
      await request('PATCH', `/issues/SHOP-1/comments/${id}`, { body: '@bob' });
      expect((await history())[0]?.comment).toMatchObject({ mentions: [{ handle: 'bob' }] });
      expect(await found(get, 'mentioned:ada@example.org')).toEqual([]);
      await request('DELETE', `/issues/SHOP-1/comments/${id}`);
      expect(await found(get, 'mentioned:bob@example.org')).toEqual([]);
    });

    test('two of one name are told apart by their address', async () => {
      const { comment, history, storage, clock, get } = await begin();
      await createUser(storage, clock, { email: 'ada@elsewhere.org', password: 'correct horse', role: 'admin' });
      await comment('@ada or @ada@elsewhere.org?');
      expect((await history())[0]?.comment).toMatchObject({ mentions: [{ handle: 'ada@elsewhere.org' }] });
      expect(await get('/issues/SHOP-1/mentionable?prefix=ad')).toMatchObject({
        items: [{ handle: 'ada@elsewhere.org' }, { handle: 'ada@example.org', name: 'Ada' }],
      });
    });

    test('of an issue that was merged is told, changed and found with the issue that holds it, and leaves with its own', async () => {
      const { request, history, get } = await begin();
      const said = await request('POST', '/issues/SHOP-2/comments', { body: 'ask @ada' });
      const { id } = said.json<{ id: number }>();
      await request('POST', '/issues/SHOP-1/merge', { issues: ['SHOP-2'] });
      expect(await history()).toMatchObject([
        { kind: 'merged', part: null },
        { kind: 'comment', part: 'SHOP-2', comment: { id, body: 'ask @ada' } },
        { kind: 'first_seen', part: null },
      ]);
      expect(await found(get, 'mentioned:ada@example.org')).toEqual(['SHOP-1']);
      expect((await request('PATCH', `/issues/SHOP-1/comments/${id}`, { body: 'ask @bob' })).statusCode).toBe(204);
      await request('POST', '/issues/SHOP-2/unmerge');
      expect((await history('SHOP-2')).find(({ kind }) => kind === 'comment')?.comment).toMatchObject({
        mentions: [{ handle: 'bob' }],
      });
      expect((await history()).map(({ kind }) => kind)).toEqual(['unmerged', 'merged', 'first_seen']);
      expect(await found(get, 'mentioned:bob@example.org')).toEqual(['SHOP-2']);
    });

    test('is offered people by the beginning of a name or address, wildcards are none', async () => {
      const { get } = await begin();
      const offered = async (prefix: string) =>
        (
          await get<{ items: { handle: string }[] }>(`/issues/SHOP-1/mentionable?prefix=${encodeURIComponent(prefix)}`)
        ).items.map(({ handle }) => handle);
      expect(await offered('')).toEqual(['ada', 'bob', 'owner']);
      expect(await offered('BO')).toEqual(['bob']);
      expect(await offered('eve')).toEqual([]);
      expect(await offered('%')).toEqual([]);
    });
  });

  test('says who had the issue and who got it, people and teams', async () => {
    const { does, history, ada, team, get } = await begin();
    await does('SHOP-1', { action: 'assign', userId: ada.id });
    await does('SHOP-1', { action: 'assign', teamId: team.id });
    expect(await get('/issues/SHOP-1')).toMatchObject({ assigneeId: null, assigneeTeamId: team.id });
    expect(await history()).toMatchObject([
      { kind: 'assigned', names: { from: 'Ada', to: '#backend' } },
      { kind: 'assigned', names: { from: null, to: 'Ada' } },
      { kind: 'first_seen' },
    ]);
  });

  test('a team is found by its name, and by those who are in it', async () => {
    const { does, get, team, ada, request, cookieOf } = await begin();
    await does('SHOP-1', { action: 'assign', teamId: team.id });
    await does('SHOP-2', { action: 'assign', userId: ada.id });
    expect(await found(get, 'assigned:#backend')).toEqual(['SHOP-1']);
    expect(await found(get, 'assigned:#nobody')).toEqual([]);
    expect(await found(get, 'is:unassigned')).toEqual([]);
    const asAda = await cookieOf(ada.id);
    const mine = async (query: string) =>
      (await request('GET', `/projects/shop/issues?query=${query}`, undefined, asAda))
        .json<{ items: { shortId: string }[] }>()
        .items.map(({ shortId }) => shortId);
    expect(await mine('assigned:me')).toEqual(['SHOP-2']);
    expect(await mine('assigned:my-teams')).toEqual(['SHOP-1']);
    expect(await mine('!assigned:none')).toEqual(['SHOP-2', 'SHOP-1']);
    const offered = async (prefix: string) =>
      (
        await get<{ items: { text: string }[] }>(`/projects/shop/search/values?key=assigned&prefix=${prefix}`)
      ).items.map(({ text }) => text);
    expect(await offered('ada')).toEqual(['ada@example.org']);
    expect(await offered(encodeURIComponent('#b'))).toEqual(['#backend']);
    expect(await offered('eve')).toEqual([]);
  });

  test('a team that does not see the project gets nothing, and team and person together are too much', async () => {
    const { does, storage, clock, ada, team } = await begin();
    const other = await createTeam(storage, clock, 'Elsewhere');
    expect((await does('SHOP-1', { action: 'assign', teamId: other.id })).json()).toMatchObject({
      code: 'bad_assignee',
    });
    const both = await does('SHOP-1', { action: 'assign', teamId: team.id, userId: ada.id });
    expect(both.statusCode).toBe(400);
  });

  test('offers to take back what is the newest of its kind, and taking it back gives the team back', async () => {
    const { does, history, ada, team, request, get } = await begin();
    await does('SHOP-1', { action: 'assign', teamId: team.id });
    await does('SHOP-1', { action: 'assign', userId: ada.id });
    await does('SHOP-1', { action: 'resolve' });
    const [resolved, newest, older] = await history();
    expect([resolved?.undo, older?.undo]).toEqual([expect.objectContaining({ issues: 1 }), null]);
    await request('POST', `/undo/${newest?.undo?.operation ?? ''}`);
    expect(await get('/issues/SHOP-1')).toMatchObject({
      assigneeId: null,
      assigneeTeamId: team.id,
      status: 'resolved',
    });
    expect((await history())[0]).toMatchObject({
      kind: 'assigned',
      names: { from: 'Ada', to: '#backend' },
      undo: null,
    });
  });

  test('names the release in which the issue came back', async () => {
    const { does, history, send, flush, shop, get } = await begin();
    await send(shop, { ...error('A'), release: 'shop@1.0.0' });
    await flush();
    await does('SHOP-1', { action: 'resolve', in: 'latest' });
    expect(await get('/issues/SHOP-1')).toMatchObject({ fixes: [{ version: 'shop@1.0.0', holds: true }] });
    await send(shop, { ...error('A'), release: 'shop@1.1.0' });
    await flush();
    expect((await history()).slice(0, 2)).toMatchObject([
      { kind: 'regressed', names: { release: 'shop@1.1.0' }, eventId: expect.any(String) },
      { kind: 'resolved', names: { release: 'shop@1.0.0' } },
    ]);
    expect(await get('/issues/SHOP-1')).toMatchObject({
      fixes: [
        { version: 'shop@1.1.0', holds: false },
        { version: 'shop@1.0.0', holds: true },
      ],
    });
  });
});
