import { expect, test } from 'vitest';
import { eachLanes } from '../../test/support/lanes.ts';
import { eachStorage } from '../../test/support/storages.ts';
import { until } from '../../test/support/until.ts';
import { silentLogger, unavailable } from '../kit/index.ts';
import { migrate } from '../storage/index.ts';
import type { Storage } from '../storage/index.ts';
import { lanesMigrations, startRelay, state } from './index.ts';
import type { Delivery, Fact, Lanes } from './index.ts';
import { oldestFacts } from './store.ts';

const created = (issue: number): Fact => ({
  kind: 'issue.created',
  key: issue,
  data: { issue },
  headers: { project: 1 },
});
const dataOf = ({ body }: Delivery): unknown => JSON.parse(Buffer.from(body).toString());

eachStorage('the outbox', (openStorage) => {
  const fresh = async (): Promise<Storage> => {
    const storage = await openStorage();
    await migrate(storage, lanesMigrations);
    return storage;
  };
  const isEmpty = async (storage: Storage): Promise<boolean> => (await oldestFacts(storage, 1)).length === 0;

  test('tells nothing of a transaction that was rolled back', async () => {
    const storage = await fresh();
    const rolledBack = storage.transaction(async (tx) => {
      await state(tx, [created(1)]);
      throw new Error('no');
    });
    await expect(rolledBack).rejects.toThrow('no');
    expect(await isEmpty(storage)).toBe(true);
  });

  eachLanes('over lanes', (open) => {
    const listening = (lanes: Lanes, name: string) => {
      const lane = open.lane(name, { shards: 2 });
      const heard: Delivery[] = [];
      lanes.consume(lane, async (batch) => void heard.push(...batch));
      return { lane, heard };
    };

    test('tells every subscriber of a fact once it is committed, and then forgets it', async () => {
      const storage = await fresh();
      const lanes = open();
      const [alerts, triage] = [listening(lanes, 'alerts'), listening(lanes, 'triage')];
      const relay = startRelay(
        storage,
        lanes,
        { 'issue.created': [alerts.lane, triage.lane], 'issue.regressed': [alerts.lane] },
        silentLogger,
      );
      await storage.transaction((tx) =>
        state(tx, [
          created(1),
          { kind: 'issue.regressed', key: 1, data: 'text' },
          { kind: 'nobody.cares', key: 1, data: null },
        ]),
      );
      relay.nudge();
      await until(() => alerts.heard.length === 2 && triage.heard.length === 1);
      expect(alerts.heard.map(dataOf)).toEqual([{ issue: 1 }, 'text']);
      expect(alerts.heard[0]?.headers).toMatchObject({ kind: 'issue.created', project: 1 });
      expect(alerts.heard[0]?.headers['fact']).toBe(triage.heard[0]?.headers['fact']);
      await until(() => isEmpty(storage));
      await relay.stop();
    });
  });

  eachLanes(
    'over lanes',
    (open) => {
      test('finds facts by itself, also those of a process that died before it relayed them', async () => {
        const storage = await fresh();
        const lanes = open();
        const lane = open.lane('alerts');
        await storage.transaction((tx) => state(tx, [created(1)]));
        const relay = startRelay(storage, lanes, { 'issue.created': [lane] }, silentLogger);
        await until(() => isEmpty(storage));
        await storage.transaction((tx) => state(tx, [created(2)]));
        await until(() => isEmpty(storage));
        expect((await lanes.stats(lane)).ready).toBe(2);
        await relay.stop();
      });

      test('keeps the facts of a key in order, with several relays at work', async () => {
        const storage = await fresh();
        const lanes = open();
        const lane = open.lane('alerts');
        const relays = [1, 2].map(() => startRelay(storage, lanes, { 'issue.created': [lane] }, silentLogger));
        for (let round = 0; round < 25; round++) {
          await storage.transaction((tx) =>
            state(
              tx,
              Array.from({ length: 20 }, (_, number) => created(round * 20 + number)),
            ),
          );
          for (const relay of relays) relay.nudge();
        }
        await until(() => isEmpty(storage));
        for (const relay of relays) await relay.stop();
        const heard: number[] = [];
        lanes.consume(
          lane,
          async (batch) => void heard.push(...batch.map((one) => (dataOf(one) as { issue: number }).issue)),
        );
        await until(() => new Set(heard).size === 500);
        const firsts = [...new Set(heard)];
        expect(firsts).toEqual([...firsts].sort((a, b) => a - b));
      });

      test('keeps what it cannot publish for now', async () => {
        const storage = await fresh();
        const lanes = open();
        const lane = open.lane('alerts');
        let refusals = 2;
        const publish: Lanes['publish'] = async (to, messages) => {
          if (refusals-- > 0) throw unavailable('the broker is away');
          await lanes.publish(to, messages);
        };
        await storage.transaction((tx) => state(tx, [created(1)]));
        const relay = startRelay(storage, { ...lanes, publish }, { 'issue.created': [lane] }, silentLogger);
        await until(() => refusals === 1);
        expect(await isEmpty(storage)).toBe(false);
        relay.nudge();
        await until(() => isEmpty(storage));
        expect((await lanes.stats(lane)).ready).toBe(1);
        await relay.stop();
      });
    },
    ['sqlite'],
  );
});
