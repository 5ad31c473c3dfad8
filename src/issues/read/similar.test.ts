import { expect, test } from 'vitest';
import { eachIssueHouse } from '../../../test/support/issues.ts';
import { titleWords } from '../similarity.ts';

test('numbers, ids and short words do not tell titles apart', () => {
  expect(titleWords('TypeError: cannot read 12 of user 4f3a9c of Cart')).toEqual([
    'typeerror',
    'cannot',
    'read',
    'user',
    'cart',
  ]);
});

eachIssueHouse('similar issues', (open) => {
  const begin = async (...values: string[]) => {
    const house = await open();
    const shop = await house.project('Shop');
    for (const [index, value] of values.entries())
      await house.send(shop, { fingerprint: [String(index)], exception: { values: [{ type: 'TypeError', value }] } });
    await house.flush();
    const similar = async (issue: string) =>
      (await house.get<{ items: { shortId: string; score: number }[] }>(`/issues/${issue}/similar`)).items.map(
        ({ shortId }) => shortId,
      );
    return { ...house, shop, similar };
  };

  test('have most words of the title, the most alike first; others are left out', async () => {
    const { similar } = await begin(
      'cannot read basket of customer',
      'the printer is on fire again today',
      'cannot read basket of customer 42',
      'cannot read wallet of customer',
    );
    expect(await similar('SHOP-1')).toEqual(['SHOP-3', 'SHOP-4']);
    expect(await similar('SHOP-2')).toEqual([]);
  });

  test('are of the same project, and not merged away', async () => {
    const { similar, project, send, flush, request } = await begin('disk quota exceeded', 'disk quota exceeded now');
    const other = await project('Other');
    await send(other, { exception: { values: [{ type: 'TypeError', value: 'disk quota exceeded' }] } });
    await flush();
    expect(await similar('SHOP-1')).toEqual(['SHOP-2']);
    await request('POST', '/issues/SHOP-1/merge', { issues: ['SHOP-2'] });
    expect(await similar('SHOP-1')).toEqual([]);
    expect(await similar('OTHER-1')).toEqual([]);
  });

  test('a title without any word has none', async () => {
    const { similar } = await begin('42');
    expect(await similar('SHOP-1')).toEqual([]);
  });
});

eachIssueHouse('an issue and the latest release', (open) => {
  test('says whether it occurs in it, null where there is none', async () => {
    const house = await open();
    const shop = await house.project('Shop');
    const sent = async (type: string, release?: string) => {
      await house.send(shop, {
        ...(release === undefined ? {} : { release }),
        exception: { values: [{ type, value: 'x' }] },
      });
      await house.flush();
      return await house.get<{ occursInLatestRelease: boolean | null }>('/issues/SHOP-1');
    };
    expect(await sent('A')).toMatchObject({ occursInLatestRelease: null });
    expect(await sent('A', 'shop@1.9.0')).toMatchObject({ occursInLatestRelease: true });
    expect(await sent('B', 'shop@1.10.0')).toMatchObject({ occursInLatestRelease: false });
    expect(await house.get('/projects/shop/issues?query=release:latest')).toMatchObject({
      items: [{ shortId: 'SHOP-2' }],
    });
  });
});
