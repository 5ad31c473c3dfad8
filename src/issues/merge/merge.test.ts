import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eachIssueHouse } from '../../../test/support/issues.ts';
import type { IssueHouse } from '../../../test/support/issues.ts';
import { DAY } from '../../kit/index.ts';

interface Numbers {
  events: number;
  users: number;
  storedEvents: number;
  firstSeen: string;
  lastSeen: string;
  groupings: object[];
}

eachIssueHouse('merged issues', (open) => {
  const begin = async () => {
    const house = await open();
    const shop = await house.project('Shop');
    const sent = async (type: string, user: string, release = '1.0.0') => {
      await house.send(shop, {
        release,
        environment: type === 'A' ? 'production' : 'staging',
        user: { id: user },
        tags: { shape: type },
        exception: { values: [{ type, value: 'went wrong' }] },
      });
      await house.flush();
      house.clock.advance(1_000);
    };
    const merge = (target: string, ...issues: string[]) => house.request('POST', `/issues/${target}/merge`, { issues });
    return { ...house, shop, sent, merge, see: seeing(house) };
  };

  test('are one: numbers add up, users count once, tags and releases too', async () => {
    const { sent, merge, get, see } = await begin();
    for (const user of ['1', '2', '3']) await sent('A', user);
    for (const user of ['2', '3', '4']) await sent('B', user, '2.0.0');
    const [a, b] = [await see('SHOP-1'), await see('SHOP-2')];
    expect((await merge('SHOP-1', 'SHOP-2')).statusCode).toBe(200);
    const one = await see('SHOP-1');
    expect(one).toMatchObject({ events: 6, users: 4, storedEvents: 6, firstSeen: a.firstSeen, lastSeen: b.lastSeen });
    expect(one.groupings).toHaveLength(a.groupings.length + b.groupings.length);
    const tags = await get<{ items: { key: string; values: object[] }[] }>('/issues/SHOP-1/tags');
    expect(tags.items.find(({ key }) => key === 'shape')?.values).toEqual([
      { value: 'A', count: 3 },
      { value: 'B', count: 3 },
    ]);
    expect(await get('/issues/SHOP-1')).toMatchObject({
      environments: ['production', 'staging'],
      releases: [{ version: '2.0.0', events: 3 }, { version: '1.0.0' }],
      lastRelease: '2.0.0',
    });
    expect((await get<{ items: object[] }>('/issues/SHOP-1/events')).items).toHaveLength(6);
    const { buckets } = await get<{ buckets: { count: number }[] }>('/issues/SHOP-1/histogram');
    expect(buckets.reduce((sum, { count }) => sum + count, 0)).toBe(6);
  });

  test('are not listed, and their links lead to what they are part of', async () => {
    const { sent, merge, get, request } = await begin();
    await sent('A', '1');
    await sent('B', '1');
    await merge('SHOP-1', 'SHOP-2');
    expect(await get('/projects/shop/issues')).toMatchObject({ total: 1, items: [{ shortId: 'SHOP-1' }] });
    expect(await get('/issues/SHOP-2')).toMatchObject({ shortId: 'SHOP-1' });
    expect(await get('/issues/SHOP-1/members')).toMatchObject({ items: [{ shortId: 'SHOP-2', events: 1 }] });
    expect(await get('/issues/SHOP-1/history')).toMatchObject({
      items: [{ kind: 'merged', metadata: { shortIds: ['SHOP-2'] } }, { kind: 'first_seen' }],
    });
    expect((await request('POST', '/issues/SHOP-2/merge', { issues: ['SHOP-1'] })).statusCode).toBe(409);
    expect((await merge('SHOP-1', 'SHOP-2')).json()).toMatchObject({
      detail: 'SHOP-2: it was merged into another issue: act on that one.',
    });
    expect((await merge('SHOP-1', 'SHOP-1')).statusCode).toBe(409);
  });

  test('future events follow, and bring a resolved one back', async () => {
    const { sent, merge, see, get, request } = await begin();
    await sent('A', '1');
    await sent('B', '2');
    await merge('SHOP-1', 'SHOP-2');
    await request('POST', '/issues/SHOP-1/actions', { action: 'resolve' });
    await sent('B', '3');
    expect(await see('SHOP-1')).toMatchObject({ events: 3, users: 3, storedEvents: 3 });
    expect(await get('/issues/SHOP-1')).toMatchObject({ status: 'unresolved', regressed: true });
    expect(await get('/projects-overview')).toMatchObject({ items: [{ events24h: 3 }] });
    expect(await get('/projects/shop/releases')).toMatchObject({ items: [{ events: 3, newIssues: 2 }] });
  });

  test('leave again with what is their own, also what came since, though its events were removed', async () => {
    const { sent, merge, see, get, request, storage } = await begin();
    for (const user of ['1', '2']) await sent('A', user);
    for (const user of ['2', '3']) await sent('B', user);
    await request('POST', '/issues/SHOP-2/actions', { action: 'mute', for: { n: 1, period: 'day' } });
    const { undo } = (await merge('SHOP-1', 'SHOP-2')).json<{ undo: string }>();
    await sent('B', '1');
    await sent('A', '9');
    await storage.query('evict', 'delete from event where digest_order <= ?', [2]);
    expect((await request('POST', `/undo/${undo}`)).json()).toMatchObject({ status: 'undone', changed: 1 });
    expect(await see('SHOP-1')).toMatchObject({
      events: 3,
      users: 3,
      storedEvents: 1,
      title: expect.stringContaining('A'),
    });
    expect(await see('SHOP-2')).toMatchObject({ events: 3, users: 3, storedEvents: 3 });
    expect(await get('/issues/SHOP-2/state')).toMatchObject({ status: 'muted', mutedUntil: expect.any(String) });
    await sent('B', '5');
    await sent('A', '5');
    expect(await see('SHOP-1')).toMatchObject({ events: 4 });
    expect(await see('SHOP-2')).toMatchObject({ events: 4, users: 4 });
    const hidden = await storage.query('hidden', 'select id from issue where number < 0', []);
    expect(hidden).toEqual([]);
  });

  test('are found by the text and files of every part, until it leaves', async () => {
    const { merge, get, request, send, flush, shop } = await begin();
    for (const [type, file] of [
      ['BasketError', 'src/basket.ts'],
      ['WalletError', 'src/wallet.ts'],
      ['PursesError', 'src/purse.ts'],
    ] as const)
      await send(shop, {
        exception: {
          values: [{ type, value: 'lost', stacktrace: { frames: [{ function: 'f', filename: file, in_app: true }] } }],
        },
      });
    await flush();
    const found = async (query: string) =>
      (await get<{ items: { shortId: string }[] }>(`/projects/shop/issues?query=${query}`)).items.map(
        ({ shortId }) => shortId,
      );
    await merge('SHOP-2', 'SHOP-3');
    await merge('SHOP-1', 'SHOP-2');
    for (const query of ['basketerror', 'walleterror', 'purseserror', 'file:wallet.ts', 'purse.ts'])
      expect([query, await found(query)]).toEqual([query, ['SHOP-1']]);
    await request('POST', '/issues/SHOP-2/unmerge');
    expect(await found('walleterror')).toEqual(['SHOP-2']);
    expect(await found('purseserror')).toEqual(['SHOP-2']);
    expect(await found('basketerror')).toEqual(['SHOP-1']);
    await request('POST', '/issues/SHOP-3/unmerge');
    expect(await found('file:purse.ts')).toEqual(['SHOP-3']);
    expect(await found('file:wallet.ts')).toEqual(['SHOP-2']);
  });

  test('whatever is merged and taken apart, every issue counts its own events and no other', async () => {
    const { sent, merge, request, get, clock } = await begin();
    const types = ['A', 'B', 'C', 'D'];
    const expected = new Map<string, number>();
    const users = new Map<string, Set<string>>();
    const step = fc.oneof(
      fc.record({ send: fc.nat(3), user: fc.nat(5) }),
      fc.record({ merge: fc.nat(3), into: fc.nat(3) }),
      fc.record({ unmerge: fc.nat(3) }),
    );
    for (const type of types) await sent(type, '0');
    for (const type of types) expected.set(type, 1);
    for (const type of types) users.set(type, new Set(['0']));
    /** Which issue each one is part of, by index. */
    const parent = new Map<number, number>();
    const root = (index: number): number => (parent.has(index) ? root(parent.get(index) ?? 0) : index);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 8 }), async (steps) => {
        for (const each of steps) {
          if ('send' in each) {
            const type = types[each.send] ?? '';
            await sent(type, String(each.user));
            expected.set(type, (expected.get(type) ?? 0) + 1);
            users.get(type)?.add(String(each.user));
          } else if ('merge' in each) {
            const legal = !parent.has(each.merge) && !parent.has(each.into) && each.merge !== each.into;
            const answer = await merge(`SHOP-${each.into + 1}`, `SHOP-${each.merge + 1}`);
            expect(answer.statusCode).toBe(legal ? 200 : 409);
            if (legal) parent.set(each.merge, each.into);
          } else {
            const answer = await request('POST', `/issues/SHOP-${each.unmerge + 1}/unmerge`);
            expect(answer.statusCode).toBe(parent.delete(each.unmerge) ? 200 : 409);
          }
        }
        for (const [index] of types.entries()) {
          if (parent.has(index)) continue;
          const own = types.filter((_, other) => root(other) === index);
          const all = new Set(own.flatMap((type) => [...(users.get(type) ?? [])]));
          const events = own.reduce((sum, type) => sum + (expected.get(type) ?? 0), 0);
          const told = await get<Numbers>(`/issues/SHOP-${index + 1}`);
          expect([told.events, told.storedEvents, told.users]).toEqual([events, events, all.size]);
        }
        clock.advance(DAY);
      }),
      { numRuns: 5 },
    );
  });
});

const seeing =
  ({ get }: IssueHouse) =>
  (id: string): Promise<Numbers> =>
    get<Numbers>(`/issues/${id}`);
