import { expect, test } from 'vitest';
import { eachIssueHouse } from '../../test/support/issues.ts';
import { MINUTE } from '../kit/index.ts';
import { exportEvents, exportIssues } from './index.ts';

const collect = async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
};

eachIssueHouse('an export', (open) => {
  test('holds all issues and events of a project, page after page, and nothing of another', async () => {
    const house = await open();
    const [shop, other] = [await house.project('shop'), await house.project('other')];
    const messages = Array.from({ length: 450 }, (_, index) => `message of kind ${'abc'[index % 3]}`);
    await house.send(shop, ...messages.map((message) => ({ message, tags: { plan: 'pro' } })));
    await house.send(other, { message: 'elsewhere' });
    await house.flush();
    const events = await collect(exportEvents(house.storage, shop));
    expect(events.map(({ title }) => title)).toEqual(messages.toReversed().map((message) => `Log Message: ${message}`));
    expect(events.slice(0, 2)).toMatchObject([
      { issue: 'SHOP-3', tags: { plan: 'pro' } },
      { issue: 'SHOP-2', exceptions: [] },
    ]);
    const issues = await collect(exportIssues(house.storage, shop));
    expect(issues.map(({ issue, events: count }) => [issue, count])).toEqual([
      ['SHOP-3', 150],
      ['SHOP-2', 150],
      ['SHOP-1', 150],
    ]);
  });

  test('can be of one issue, or of what came lately', async () => {
    const house = await open();
    const [shop, other] = [await house.project('shop'), await house.project('other')];
    await house.send(shop, { message: 'early' }, { message: 'late' });
    house.clock.advance(MINUTE);
    await house.send(shop, { message: 'late' });
    await house.send(other, { message: 'elsewhere' });
    await house.flush();
    expect(await collect(exportEvents(house.storage, shop, { issue: 'shop-2' }))).toHaveLength(2);
    expect(await collect(exportEvents(house.storage, shop, { since: house.clock.now() }))).toHaveLength(1);
    await expect(collect(exportEvents(house.storage, shop, { issue: 'OTHER-1' }))).rejects.toMatchObject({
      status: 404,
    });
  });
});
