import { expect, test } from 'vitest';
import { differentError, eachAlertHouse } from '../../test/support/alerts.ts';
import { chatService } from '../../test/support/chat-service.ts';
import { DAY, MINUTE } from '../kit/index.ts';
import { allTargets, pruneAlerts, purgeDeletedAlerts } from './index.ts';
import { listRules } from './store-targets.ts';
import { createAlertSender } from './work.ts';

const chat = chatService();
const { slack, titles, answering, simple } = chat;

eachAlertHouse('what is due by the clock', (open) => {
  test('a try whose process died is made again when its lease is over, and not before', async () => {
    const house = await open();
    const { project } = await simple(house);
    await house.digest(project, differentError());
    await house.plan(await house.facts());
    const messages = (await house.facts()).filter(({ headers }) => headers['kind'] === 'alert.queued');
    const dead = new Error('killed');
    const reached = (step: string): void => {
      if (step === 'claimed') throw dead;
    };
    await expect(createAlertSender({ ...house.deps, reached })(messages)).rejects.toBe(dead);
    await house.send(messages);
    await house.run();
    expect(chat.there.received).toHaveLength(0);
    house.clock.advance(MINUTE);
    await house.run();
    expect(chat.there.received).toHaveLength(1);
    expect(await house.attempts()).toMatchObject([
      { number: 1, ended_at: null },
      { number: 2, status: 200 },
    ]);
  });

  test('a digest: the first at once, then at most one message in its minutes, with everything in it', async () => {
    const house = await open();
    const { project } = await simple(house, { digest: 10 * MINUTE });
    await house.digest(project, differentError('one'));
    await house.run();
    expect(chat.there.received).toHaveLength(1);
    for (const name of ['two', 'three', 'four']) {
      house.clock.advance(MINUTE);
      await house.digest(project, differentError(name));
      await house.run();
    }
    expect(chat.there.received).toHaveLength(1);
    house.clock.advance(7 * MINUTE);
    await house.run();
    expect(titles()).toEqual(['New issue in Shop: TypeError: x is not a function', '3 alerts in Shop: 3 alerts']);
    for (const id of ['SHOP-2', 'SHOP-3', 'SHOP-4']) expect(chat.there.received[1]?.body).toContain(id);
    const deliveries = await house.deliveries();
    const digest = deliveries.find(({ trigger_kind }) => trigger_kind === 'digest');
    expect(deliveries.filter(({ state }) => state === 'digested').map(({ digest_id }) => digest_id)).toEqual(
      Array.from({ length: 3 }, () => digest?.id),
    );
  });

  test('a flood is told in part and gathered for the rest', async () => {
    const house = await open();
    const { project } = await simple(house);
    await house.digest(project, ...Array.from({ length: 50 }, (_, index) => differentError(`flood ${index}`)));
    await house.run();
    expect(chat.there.received).toHaveLength(20);
    house.clock.advance(5 * MINUTE);
    await house.run();
    expect(chat.there.received).toHaveLength(21);
    expect(titles().at(-1)).toBe('30 alerts in Shop: 30 alerts');
    await house.digest(project, differentError('later'));
    await house.run();
    expect(chat.there.received).toHaveLength(22);
  });

  test('two sweeps at once send a digest once', async () => {
    const house = await open();
    const { project } = await simple(house, { digest: MINUTE });
    await house.digest(project, differentError('one'), differentError('two'));
    await house.plan(await house.facts());
    await Promise.all([house.sweep(), house.sweep(), house.sweep()]);
    await house.run();
    expect(titles()).toEqual(['2 alerts in Shop: 2 alerts']);
  });

  test('a queued delivery whose message is lost leaves all the same', async () => {
    const house = await open();
    const { project } = await simple(house);
    await house.digest(project, differentError());
    await house.plan(await house.facts());
    await house.forget(await house.facts());
    await house.run();
    expect(chat.there.received).toHaveLength(0);
    house.clock.advance(10 * MINUTE);
    await house.run();
    expect(chat.there.received).toHaveLength(1);
  });

  test('old deliveries are forgotten, what is still on its way is not', async () => {
    const house = await open();
    const { project } = await simple(house);
    answering(200, 503);
    await house.digest(project, differentError('one'));
    await house.run();
    await house.digest(project, differentError('two'));
    await house.run();
    house.clock.advance(31 * DAY);
    await pruneAlerts(house.storage, house.clock);
    expect(await house.deliveries()).toMatchObject([{ state: 'waiting' }]);
    expect(await house.attempts()).toMatchObject([{ status: 503 }]);
  });

  test('of a deleted project nothing is left', async () => {
    const house = await open();
    const { project } = await simple(house);
    const other = await house.project('Other');
    const kept = await house.target(other, slack('/other'));
    await house.rule(other, [kept]);
    await house.digest(project, differentError());
    await house.run();
    const existing = async () => new Set([other.id]);
    expect(await purgeDeletedAlerts(house.storage, existing)).toBe(1);
    expect(await purgeDeletedAlerts(house.storage, existing)).toBe(0);
    expect(await house.deliveries()).toEqual([]);
    expect(await house.attempts()).toEqual([]);
    expect(await allTargets(house.storage)).toMatchObject([{ id: kept.id }]);
    expect(await listRules(house.storage, [project.id, other.id])).toHaveLength(1);
  });
});
