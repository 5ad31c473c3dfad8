import { expect, test } from 'vitest';
import { eachLanes } from '../../test/support/lanes.ts';
import { eachStorage } from '../../test/support/storages.ts';
import { until } from '../../test/support/until.ts';
import { manualClock, SECOND } from '../kit/index.ts';
import { migrate } from '../storage/index.ts';
import { createDeadLetters, lanesMigrations } from './index.ts';
import type { DeadLetter, DeadLetters, LaneDefinition, Lanes, Outgoing } from './index.ts';

const lane: LaneDefinition = { name: 'work', shards: 2 };

const letter = (id: string, more: Partial<DeadLetter> = {}): DeadLetter => ({
  lane: 'work',
  shard: 1,
  id,
  key: 1,
  attempts: 6,
  publishedAt: 1_000,
  headers: { project: 7, endpoint: 'envelope' },
  body: Buffer.from(`body of ${id}`),
  error: 'Error: cannot be read',
  ...more,
});

eachStorage('dead letters', (open) => {
  const clock = manualClock(1_000 * SECOND);
  const fresh = async (): Promise<DeadLetters> => {
    const storage = await open();
    await migrate(storage, lanesMigrations);
    return createDeadLetters(storage, clock);
  };
  const ids = async (letters: DeadLetters): Promise<string[]> =>
    (await letters.list({}, 100)).items.map(({ id }) => id).sort();

  test('rest as they died, and can be read', async () => {
    const letters = await fresh();
    await letters.add([letter('a', { error: 'broken\u0000text', body: Uint8Array.of(0, 255) })]);
    expect(await letters.get('work:a')).toEqual({
      id: 'work:a',
      lane: 'work',
      projectId: 7,
      error: 'brokentext',
      attempts: 6,
      bytes: 2,
      publishedAt: 1_000,
      deadAt: clock.now(),
      headers: { project: 7, endpoint: 'envelope' },
    });
    expect([...(await letters.body('work:a'))]).toEqual([0, 255]);
    await expect(letters.get('work:b')).rejects.toMatchObject({ code: 'not_found' });
    await expect(letters.body('work:b')).rejects.toMatchObject({ code: 'not_found' });
  });

  test('are one when a message dies twice, and two when it died on two lanes', async () => {
    const letters = await fresh();
    await letters.add([letter('a'), letter('a', { lane: 'other' })]);
    await letters.add([letter('a', { error: 'again' }), letter('b'), letter('b')]);
    expect(await ids(letters)).toEqual(['other:a', 'work:a', 'work:b']);
    expect((await letters.get('work:a')).error).toBe('again');
    expect(await letters.counts()).toEqual({ work: 2, other: 1 });
  });

  test('are listed page by page, the newest first, by lane and project', async () => {
    const letters = await fresh();
    for (let number = 0; number < 9; number++) {
      if (number % 2 === 0) clock.advance(SECOND);
      const project = number < 6 ? 1 : 2;
      await letters.add([letter(`m${number}`, { lane: number === 3 ? 'other' : 'work', headers: { project } })]);
    }
    const pages: string[][] = [];
    let cursor: string | undefined;
    do {
      const page = await letters.list({}, 4, cursor);
      pages.push(page.items.map(({ id }) => id.split(':')[1] ?? ''));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(pages).toEqual([['m8', 'm7', 'm6', 'm5'], ['m4', 'm2', 'm3', 'm1'], ['m0']]);
    expect((await letters.list({ lane: 'other' }, 10)).items.map(({ id }) => id)).toEqual(['other:m3']);
    expect((await letters.list({ project: 2 }, 10)).items).toHaveLength(3);
    expect((await letters.list({ project: 1, lane: 'work' }, 10)).items).toHaveLength(5);
    await expect(letters.list({}, 10, 'nonsense')).rejects.toMatchObject({ code: 'bad_cursor' });
  });

  test('can be dropped: some, those of a lane, all', async () => {
    const letters = await fresh();
    await letters.add([letter('a'), letter('b'), letter('c'), letter('d', { lane: 'other' })]);
    expect(await letters.drop({ ids: [] })).toBe(0);
    expect(await letters.drop({ ids: ['work:a', 'work:gone'] })).toBe(1);
    expect(await letters.drop({ lane: 'other' })).toBe(1);
    expect(await letters.drop({})).toBe(2);
    expect(await letters.counts()).toEqual({});
  });

  test('stay when a message dies again before its letter is deleted', async () => {
    const letters = await fresh();
    await letters.add([letter('a')]);
    const lanes = { publish: () => letters.add([letter('a', { error: 'dead again' })]) } as unknown as Lanes;
    expect(await letters.replay(lanes, [lane], {})).toBe(1);
    expect((await letters.get('work:a')).error).toBe('dead again');
  });

  test('are replayed as they were published at first, and gone once they are durable', async () => {
    const letters = await fresh();
    const published: [string, Outgoing][] = [];
    const lanes = {
      publish: async (to: LaneDefinition, messages: readonly Outgoing[]) => {
        if (published.length === 2) throw new Error('the broker is away');
        published.push(...messages.map((message) => [to.name, message] as [string, Outgoing]));
      },
    } as never;
    await letters.add([letter('a', { key: 'k' }), letter('b'), letter('c'), letter('x', { lane: 'unknown' })]);
    await expect(letters.replay(lanes, [lane], {})).rejects.toThrow('away');
    expect(published).toMatchObject([
      ['work', { id: 'a', key: 'k', headers: { project: 7, endpoint: 'envelope' } }],
      ['work', { id: 'b', key: 1 }],
    ]);
    expect(Buffer.from(published[0]?.[1].body ?? []).toString()).toBe('body of a');
    expect(await ids(letters)).toEqual(['unknown:x', 'work:c']);
    published.length = 0;
    expect(await letters.replay(lanes, [lane], {})).toBe(1);
    expect(await ids(letters)).toEqual(['unknown:x']);
  });
});

eachStorage('poison', (openStorage) => {
  eachLanes('in lanes', (open) => {
    test('rests in the dead letters until it is replayed, and is handled then', async () => {
      const storage = await openStorage();
      await migrate(storage, lanesMigrations);
      const deadLetters = createDeadLetters(storage);
      const lanes = open({ deadLetters });
      const work = open.lane('work', { maxAttempts: 2 });
      let cured = false;
      const handled: string[] = [];
      lanes.consume(work, async (batch) => {
        if (!cured) throw new Error('not yet');
        handled.push(...batch.map(({ id, attempt }) => `${id} ${attempt}`));
      });
      await lanes.publish(work, [{ id: 'a', key: 1, body: Buffer.from('x'), headers: { project: 3 } }]);
      await until(async () => (await deadLetters.counts())['work'] === 1);
      expect((await deadLetters.list({ project: 3 }, 10)).items[0]).toMatchObject({ id: 'work:a', attempts: 2 });
      await until(async () => (await lanes.stats(work)).ready === 0);
      cured = true;
      expect(await deadLetters.replay(lanes, [work], { lane: 'work' })).toBe(1);
      await until(() => handled.length === 1);
      expect(handled).toEqual(['a 1']);
      expect(await deadLetters.counts()).toEqual({});
    });
  });
});
