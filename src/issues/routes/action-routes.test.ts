import { describe, expect, test } from 'vitest';
import { error, openShop } from '../../../test/support/actions.ts';
import type { ToldEntry } from '../../../test/support/actions.ts';
import { start } from '../../../test/support/events.ts';
import { eachIssueHouse } from '../../../test/support/issues.ts';
import { DAY, MINUTE, toIso } from '../../kit/index.ts';
import { createLifecycleSweep } from '../lifecycle/sweep.ts';

eachIssueHouse('what people do to issues', (open) => {
  const begin = (...types: string[]) => openShop(open, ...types);

  describe('one issue', () => {
    test('is resolved, with who did it in its history, and taken back', async () => {
      const { does, get, request, statusOf } = await begin('A');
      const { issue, undo } = (await does('SHOP-1', { action: 'resolve' })).json<{ issue: object; undo: string }>();
      expect(issue).toMatchObject({ status: 'resolved', resolvedBy: 'always' });
      const { items } = await get<{ items: ToldEntry[] }>('/issues/SHOP-1/history');
      expect(items).toMatchObject([
        { kind: 'resolved', user: { name: 'owner' } },
        { kind: 'first_seen', user: null },
      ]);
      const undone = await request('POST', `/undo/${undo}`);
      expect(undone.json()).toMatchObject({ status: 'undone', changed: 1 });
      expect(await statusOf('SHOP-1')).toBe('unresolved');
      expect((await request('POST', `/undo/${undo}`)).statusCode).toBe(409);
    });

    test('what cannot be is refused with a sentence that names the state', async () => {
      const { does } = await begin('A');
      await does('SHOP-1', { action: 'resolve' });
      const refused = await does('SHOP-1', { action: 'mute' });
      expect(refused.statusCode).toBe(409);
      expect(refused.json()).toMatchObject({
        code: 'illegal_action',
        detail: 'SHOP-1: cannot mute a resolved issue.',
      });
    });

    test.each([
      [{ action: 'assign' }, 400, 'userId'],
      [{ action: 'assign', userId: 999 }, 409, 'no active user'],
      [{ action: 'resolve', in: 'latest' }, 409, 'no release yet'],
      [{ action: 'resolve', in: { version: '9.9.9' } }, 409, 'no release 9.9.9'],
      [{ action: 'resolve', users: 3 }, 400, 'belongs to the action mute'],
      [{ action: 'mute', until: '2020-01-01T00:00:00Z' }, 400, 'past'],
      [{ action: 'mute', until: '2030-01-01T00:00:00Z', for: { n: 1, period: 'day' } }, 400, 'not both'],
      [{ action: 'explode' }, 400, ''],
    ])('%j is answered %i', async (body, status, why) => {
      const { does } = await begin('A');
      const answer = await does('SHOP-1', body);
      expect([answer.statusCode, answer.body]).toEqual([status, expect.stringContaining(why)]);
    });

    test('a viewer’s token may look but not act', async () => {
      const { request, token } = await begin('A');
      const reader = await token(null);
      expect((await request('POST', '/issues/SHOP-1/actions', { action: 'resolve' }, reader)).statusCode).toBe(403);
      const preview = await request('POST', '/issues/SHOP-1/actions/preview', { action: 'resolve' }, reader);
      expect(preview.json()).toEqual({
        allowed: true,
        sentences: ['Any further event brings it back as a regression.'],
      });
    });

    test('is assigned and given a priority, which survive its being resolved and taken back', async () => {
      const { does, user, get, request } = await begin('A');
      const assigned = await does('SHOP-1', { action: 'assign', userId: user.id });
      await does('SHOP-1', { action: 'prioritize', priority: 'high' });
      const { undo } = (await does('SHOP-1', { action: 'resolve' })).json<{ undo: string }>();
      await request('POST', `/undo/${undo}`);
      expect(await get('/issues/SHOP-1')).toMatchObject({
        status: 'unresolved',
        assigneeId: user.id,
        priority: 'high',
      });
      expect((await request('POST', `/undo/${assigned.json<{ undo: string }>().undo}`)).json()).toMatchObject({
        changed: 1,
      });
      expect(await get('/issues/SHOP-1')).toMatchObject({ assigneeId: null, priority: 'high' });
      const again = await does('SHOP-1', { action: 'prioritize', priority: 'high' });
      expect(again.json()).toMatchObject({ undo: null });
    });

    test('what changed since is not taken back', async () => {
      const { does, request, send, flush, shop, statusOf } = await begin('A');
      const { undo } = (await does('SHOP-1', { action: 'resolve' })).json<{ undo: string }>();
      await send(shop, error('A'));
      await flush();
      expect((await request('POST', `/undo/${undo}`)).json()).toMatchObject({ changed: 0, refused: 1 });
      expect(await statusOf('SHOP-1')).toBe('regressed');
    });

    test('muted for a day, it is open again a day later, though nothing comes', async () => {
      const { does, storage, clock, statusOf, get } = await begin('A');
      const muted = await does('SHOP-1', { action: 'mute', for: { n: 1, period: 'day' } });
      expect(muted.json()).toMatchObject({ issue: { status: 'muted', mutedUntil: toIso(start + DAY) } });
      const sweep = createLifecycleSweep(storage, clock);
      clock.advance(DAY - 1);
      expect(await sweep()).toBe(0);
      clock.advance(1);
      expect(await Promise.all([sweep(), sweep()]).then(([a, b]) => a + b)).toBe(1);
      expect(await statusOf('SHOP-1')).toBe('unresolved');
      const { items } = await get<{ items: ToldEntry[] }>('/issues/SHOP-1/history');
      expect(items[0]).toMatchObject({ kind: 'unmuted', metadata: { reason: `until ${toIso(start + DAY)}` } });
    });

    test('a preview says what the conditions mean', async () => {
      const { request } = await begin('A', 'A');
      const body = { action: 'mute', volume: [{ period: 'hour', n: 1, count: 3 }], users: 5 };
      expect((await request('POST', '/issues/SHOP-1/actions/preview', body)).json()).toEqual({
        allowed: true,
        sentences: [
          'It is unmuted on more than 3 events per 1 hour, or once 5 users had it (0 so far), whichever comes first.',
          'In the window of "more than 3 events per 1 hour" there were 2 lately; counting begins when it is muted.',
        ],
      });
    });

    test('the walk of a team: resolved in a release, old events, a regression, muted until 3 per hour', async () => {
      const { does, send, flush, shop, statusOf, clock } = await begin();
      const sent = async (release: string) => {
        await send(shop, { ...error('A'), release });
        await flush();
      };
      await sent('shop@1.0.0');
      await sent('shop@1.1.0');
      await does('SHOP-1', { action: 'resolve', in: 'latest' });
      await sent('shop@1.0.0');
      expect(await statusOf('SHOP-1')).toBe('resolved');
      await sent('shop@1.2.0');
      expect(await statusOf('SHOP-1')).toBe('regressed');
      await does('SHOP-1', { action: 'mute', volume: [{ period: 'hour', n: 1, count: 3 }] });
      clock.advance(MINUTE);
      for (const expected of ['muted', 'muted', 'muted', 'unresolved', 'unresolved']) {
        await sent('shop@1.2.0');
        expect(await statusOf('SHOP-1')).toBe(expected);
      }
    });
  });

  describe('comments', () => {
    test('stand in the history; their author changes and deletes them', async () => {
      const { request, get } = await begin('A');
      const said = await request('POST', '/issues/SHOP-1/comments', { body: 'It is **DNS**.' });
      expect(said.statusCode).toBe(201);
      const { id } = said.json<{ id: number }>();
      const first = async () => (await get<{ items: ToldEntry[] }>('/issues/SHOP-1/history?limit=1')).items[0];
      expect(await first()).toMatchObject({ kind: 'comment', comment: { id, body: 'It is **DNS**.', editedAt: null } });
      const changed = await request('PATCH', `/issues/SHOP-1/comments/${id}`, { body: 'It was DNS.' });
      expect(changed.statusCode).toBe(204);
      expect(await first()).toMatchObject({ comment: { body: 'It was DNS.', editedAt: toIso(start) } });
      await request('DELETE', `/issues/SHOP-1/comments/${id}`);
      expect(await first()).toMatchObject({ comment: { body: '', deletedAt: toIso(start) } });
      expect((await request('DELETE', `/issues/SHOP-1/comments/${id}`)).statusCode).toBe(404);
      expect((await request('POST', '/issues/SHOP-1/comments', { body: ' \n' })).statusCode).toBe(400);
    });

    test('only of their author, only of this issue', async () => {
      const { request, storage, send, flush, shop } = await begin('A');
      await send(shop, error('B'));
      await flush();
      const { id } = (await request('POST', '/issues/SHOP-1/comments', { body: 'x' })).json<{ id: number }>();
      expect((await request('PATCH', `/issues/SHOP-2/comments/${id}`, { body: 'y' })).statusCode).toBe(404);
      await storage.query('other author', 'update issue_comment set user_id = ?', [77]);
      expect((await request('PATCH', `/issues/SHOP-1/comments/${id}`, { body: 'y' })).statusCode).toBe(403);
    });
  });
});
