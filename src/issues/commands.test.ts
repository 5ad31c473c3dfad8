import { expect, test } from 'vitest';
import { eachIssueHouse } from '../../test/support/issues.ts';
import { commandIssues, commandMerge } from './commands.ts';

eachIssueHouse('issues on the command line', (open) => {
  const begin = async () => {
    const house = await open();
    const shop = await house.project('Shop');
    for (const type of ['A', 'B', 'C'])
      await house.send(shop, { exception: { values: [{ type, value: 'went wrong' }] } });
    await house.flush();
    return house;
  };

  test('are resolved one by one; what cannot be is told and holds up nothing', async () => {
    const { storage, clock, get } = await begin();
    await commandIssues(storage, clock, ['SHOP-1'], { action: 'resolve' });
    expect(await commandIssues(storage, clock, ['shop-1', 'SHOP-2', 'SHOP-9'], { action: 'mute' })).toEqual([
      { issue: 'shop-1', changed: false, refusal: 'SHOP-1: cannot mute a resolved issue.' },
      { issue: 'SHOP-2', changed: true, refusal: null },
      { issue: 'SHOP-9', changed: false, refusal: 'SHOP-9: The issue does not exist, or you may not see it.' },
    ]);
    expect(await get('/issues/SHOP-2')).toMatchObject({ status: 'muted' });
  });

  test('are merged into the first', async () => {
    const { storage, clock, get } = await begin();
    expect(await commandMerge(storage, clock, 'SHOP-3', ['SHOP-1', 'SHOP-2'])).toMatchObject({ changed: true });
    expect(await get('/issues/SHOP-1')).toMatchObject({ shortId: 'SHOP-3', events: 3 });
    expect(await commandMerge(storage, clock, 'SHOP-3', ['SHOP-1'])).toMatchObject({
      refusal: 'SHOP-1: it was merged into another issue: act on that one.',
    });
  });
});
