import fc from 'fast-check';
import { expect, test } from 'vitest';
import { error, openShop } from '../../../test/support/actions.ts';
import type { ToldEntry, ToldOperation } from '../../../test/support/actions.ts';
import { start } from '../../../test/support/events.ts';
import { eachIssueHouse } from '../../../test/support/issues.ts';
import type { IssueHouse } from '../../../test/support/issues.ts';
import { DAY, HOUR, MINUTE, toIso } from '../../kit/index.ts';
import { createLifecycleSweep } from '../lifecycle/sweep.ts';

eachIssueHouse('what people do to many issues', (open) => {
  const begin = (...types: string[]) => openShop(open, ...types);

  test('a selection: the others are done where one is refused', async () => {
    const { bulk, does, statusOf, get } = await begin('A', 'B', 'C');
    await does('SHOP-2', { action: 'resolve' });
    const answer = await bulk({ action: 'mute', ids: [1, 2, 3, 999] });
    expect(answer.json()).toMatchObject({
      status: 'done',
      total: 4,
      changed: 2,
      refused: 1,
      refusals: [{ issueId: 2, shortId: 'SHOP-2', why: 'cannot mute a resolved issue.' }],
    });
    expect(await Promise.all(['SHOP-1', 'SHOP-2', 'SHOP-3'].map(statusOf))).toEqual(['muted', 'resolved', 'muted']);
    expect(await get(`/bulk/${answer.json<ToldOperation>().id}`)).toMatchObject({ status: 'done' });
  });

  test('muted ones that are resolved are resolved and nothing else; muted for a day they have an end', async () => {
    const { bulk, get } = await begin('A', 'B');
    await bulk({ action: 'mute', for: { n: 1, period: 'day' }, ids: [1, 2] });
    expect(await get('/issues/SHOP-2/state')).toMatchObject({ status: 'muted', mutedUntil: toIso(start + DAY) });
    await bulk({ action: 'resolve', ids: [1, 2] });
    expect(await get('/issues/SHOP-2/state')).toMatchObject({
      status: 'resolved',
      mutedUntil: null,
      mutedUntilVolume: [],
    });
    expect((await get<{ items: object[] }>('/projects/shop/issues?state=muted')).items).toEqual([]);
    expect((await get<{ items: object[] }>('/projects/shop/issues?state=resolved')).items).toHaveLength(2);
  });

  test('all that match, however many, and taken back', async () => {
    const types = Array.from({ length: 450 }, (_, index) => `Type${index}`);
    const { bulk, get, request } = await begin(...types, 'Other');
    const answer = await finished(await bulk({ action: 'resolve', query: { q: 'type' } }), get);
    expect(answer).toMatchObject({ status: 'done', total: 450, done: 450, changed: 450, refused: 0 });
    expect(await get('/projects/shop/issues?state=unresolved')).toMatchObject({ total: 1 });
    const undone = await finished(await request('POST', `/undo/${answer.id}`), get);
    expect(undone).toMatchObject({ status: 'undone', done: 450, changed: 450 });
    expect(await get('/projects/shop/issues?state=resolved')).toMatchObject({ total: 0 });
  });

  test('what a crash interrupted is continued', async () => {
    const { bulk, storage, clock, statusOf, get } = await begin('A', 'B');
    const { id } = (await bulk({ action: 'resolve', ids: [1] })).json<ToldOperation>();
    await storage.query('interrupt', "update operation set status = 'running', target = ?, total = 2", [
      JSON.stringify({ ids: [1, 2] }),
    ]);
    clock.advance(2 * MINUTE);
    await createLifecycleSweep(storage, clock)();
    expect(await statusOf('SHOP-2')).toBe('resolved');
    expect(await get(`/bulk/${id}`)).toMatchObject({ status: 'done', done: 2, changed: 2 });
    clock.advance(DAY + HOUR);
    await createLifecycleSweep(storage, clock)();
    expect((await get(`/bulk/${id}`).catch(String)) as string).toContain('404');
  });

  test('one that runs is stopped: what is done stays done and can be taken back', async () => {
    const { bulk, request, storage, clock, statusOf } = await begin('A', 'B');
    const { id } = (await bulk({ action: 'resolve', ids: [1] })).json<ToldOperation>();
    expect((await request('POST', `/bulk/${id}/cancel`)).statusCode).toBe(409);
    await storage.query('as if it ran', "update operation set status = 'running', target = ?, total = 2", [
      JSON.stringify({ ids: [1, 2] }),
    ]);
    expect((await request('POST', `/bulk/${id}/cancel`)).json()).toMatchObject({ status: 'done', done: 1, total: 1 });
    clock.advance(2 * MINUTE);
    await createLifecycleSweep(storage, clock)();
    expect([await statusOf('SHOP-1'), await statusOf('SHOP-2')]).toEqual(['resolved', 'unresolved']);
    expect((await request('POST', `/undo/${id}`)).json()).toMatchObject({ status: 'undone', changed: 1 });
  });

  test('issues and operations of another project cannot be reached', async () => {
    const { bulk, request, project, send, flush, token } = await begin('A');
    const other = await project('Other');
    await send(other, error('A'));
    await flush();
    expect((await bulk({ action: 'resolve', ids: [1, 2] })).json()).toMatchObject({ changed: 1, refused: 0 });
    const { id } = (await bulk({ action: 'reopen', ids: [1] })).json<ToldOperation>();
    const foreign = await token(other.id, 'write');
    expect((await request('GET', `/bulk/${id}`, undefined, foreign)).statusCode).toBe(404);
    expect((await request('POST', `/undo/${id}`, undefined, foreign)).statusCode).toBe(404);
    expect((await request('POST', '/issues/1/actions', { action: 'resolve' }, foreign)).statusCode).toBe(404);
    expect(
      (await request('POST', '/projects/shop/issues/actions', { action: 'resolve', ids: [1] }, foreign)).statusCode,
    ).toBe(404);
    expect((await bulk({ action: 'resolve' })).statusCode).toBe(400);
  });

  test('is the same as done one by one, whatever is done', async () => {
    const types = ['A', 'B', 'C'];
    const { bulk, does, project, send, flush, get } = await begin(...types);
    const twin = await project('Twin');
    await send(twin, ...types.map(error));
    await flush();
    const action = fc.constantFrom(
      { action: 'resolve' },
      { action: 'resolve', in: 'next' },
      { action: 'reopen' },
      { action: 'mute', users: 3 },
      { action: 'mute', volume: [{ period: 'hour', n: 1, count: 5 }] },
      { action: 'unmute' },
      { action: 'prioritize', priority: 'low' },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.subarray([1, 2, 3], { minLength: 1 }), action), { maxLength: 6 }),
        async (steps) => {
          for (const [numbers, body] of steps) {
            const { refused, changed } = (await bulk({ ...body, ids: numbers })).json<ToldOperation>();
            const single = await Promise.all(numbers.map((number) => does(`TWIN-${number}`, body)));
            expect(refused).toBe(single.filter(({ statusCode }) => statusCode === 409).length);
            expect(changed).toBe(single.filter((each) => each.json<{ undo?: string | null }>().undo != null).length);
          }
          for (const number of [1, 2, 3]) {
            const told = async (slug: string) => ({
              state: await get(`/issues/${slug}-${number}/state`),
              kinds: (await get<{ items: ToldEntry[] }>(`/issues/${slug}-${number}/history?limit=100`)).items.map(
                ({ kind }) => kind,
              ),
            });
            expect(await told('SHOP')).toEqual(await told('TWIN'));
          }
        },
      ),
      { numRuns: 5 },
    );
  });
});

/** The operation once it is through. */
const finished = async (
  answer: { statusCode: number; json(): unknown },
  get: IssueHouse['get'],
): Promise<ToldOperation> => {
  let operation = answer.json() as ToldOperation;
  while (operation.status === 'running' || operation.status === 'undoing')
    operation = await get<ToldOperation>(`/bulk/${operation.id}`);
  return operation;
};
