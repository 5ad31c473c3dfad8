import { describe, expect, test } from 'vitest';
import { eachStorage } from '../../../test/support/storages.ts';
import { anEvent } from '../../../test/support/events.ts';
import { aMessage, digestOver, openDigest } from '../../../test/support/digest.ts';
import type { TestDigest } from '../../../test/support/digest.ts';
import { MAX_KEYS, MAX_VALUES } from './tags.ts';

eachStorage('tags', (open) => {
  const tagged = (...tags: [string, string][]) => anEvent({ tags });
  const counts = async ({ db }: TestDigest) => {
    const rows = await db
      .selectFrom('issue_tag')
      .innerJoin('tag_key', 'tag_key.id', 'issue_tag.key_id')
      .leftJoin('tag_value', 'tag_value.id', 'issue_tag.value_id')
      .select(['tag_key.key', 'tag_value.value', 'events'])
      .orderBy('tag_key.id')
      .orderBy('issue_tag.value_id')
      .execute();
    return rows.map(({ key, value, events }) => `${key}=${value ?? 'other'} ${events}`);
  };

  describe('are counted per issue', () => {
    test('as often as events had them', async () => {
      const digest = await openDigest(await open());
      await digest.apply([
        aMessage([tagged(['a', '1'], ['b', 'x']), tagged(['a', '2'])]),
        aMessage([tagged(['a', '1'])]),
      ]);
      await digest.apply([aMessage([tagged(['a', '1'], ['b', 'y'])])]);
      expect(await counts(digest)).toEqual(['a=1 3', 'a=2 1', 'b=x 1', 'b=y 1']);
    });

    test('also when a key or value holds what databases refuse', async () => {
      const digest = await openDigest(await open());
      const hostile = () => tagged(['nul\u0000', 'lone \ud800 half'], ['', '']);
      await digest.apply([aMessage([hostile(), hostile()])]);
      await digestOver(digest.storage).apply([aMessage([hostile()])]);
      expect((await counts(digest)).sort()).toEqual(['= 3', 'nul=lone \ufffd half 3']);
    });
  });

  describe('have a limit', () => {
    const user = (number: number) => tagged(['user', `user ${number}`], ['level', 'error']);
    const some = (from: number, to: number) =>
      aMessage(Array.from({ length: to - from }, (_, index) => user(from + index)));

    test('of values a key: what comes after is counted together, what was there goes on being counted', async () => {
      const digest = await openDigest(await open());
      await digest.apply([some(0, 400)]);
      await digest.apply([some(300, 900)]);
      // The upper bound (400 + 600) says that it is full; the rows (900) say there is room for a hundred.
      await digest.apply([some(850, 1_100)]);
      await digestOver(digest.storage).apply([some(995, 1_010)]);
      const rows = await counts(digest);
      expect(rows.filter((row) => row.startsWith('user=user'))).toHaveLength(MAX_VALUES);
      expect(rows).toContain('user=other 110');
      expect(rows).toContain('user=user 870 2');
      expect(rows).toContain('user=user 999 2');
      expect(rows).toContain('level=error 1265');
      const values = await digest.db.selectFrom('tag_value').selectAll().execute();
      expect(values).toHaveLength(MAX_VALUES + 1);
    });

    test('of keys a project', async () => {
      const digest = await openDigest(await open());
      const keys = (from: number) =>
        Array.from({ length: 600 }, (_, index): [string, string] => [`key ${from + index}`, 'x']);
      await digest.apply([aMessage([tagged(...keys(0))])]);
      await digest.apply([aMessage([tagged(...keys(600))]), aMessage([tagged(...keys(0))], { project: 2 })]);
      await digest.apply([aMessage([tagged(...keys(1_200), ['key 0', 'x'])])]);
      const stored = await digest.db
        .selectFrom('tag_key')
        .select((eb) => ['project_id', eb.fn.countAll().as('keys')])
        .groupBy('project_id')
        .orderBy('project_id')
        .execute();
      expect(stored).toEqual([
        { project_id: 1, keys: MAX_KEYS },
        { project_id: 2, keys: 600 },
      ]);
    });
  });
});
