import { describe, expect, test } from 'vitest';
import { eachStorage } from '../../test/support/storages.ts';
import { accountsMigrations, createProject } from '../accounts/index.ts';
import { DAY, floorTo, HOUR, manualClock, MINUTE, SECOND, silentLogger } from '../kit/index.ts';
import { lanesMigrations } from '../lanes/index.ts';
import { migrate } from '../storage/index.ts';
import type { Storage } from '../storage/index.ts';
import { createAlarmSweep } from './alarm-sweep.ts';
import { judgeAlarm } from './alarms.ts';
import type { Alarm } from './alarms.ts';
import { countOutcomes } from './counts.ts';
import { createMeter } from './meter.ts';
import { purgeUsage } from './prune.ts';
import { parseLimits } from './quota.ts';
import { createProjectSpikeSweep } from './spike-sweep.ts';
import { judgeSpike } from './spikes.ts';
import { changeQuota } from './store.ts';
import { usageMigrations } from './tables.ts';

const start = floorTo(1_800_000_000 * SECOND, DAY) + 12 * HOUR;
const off = parseLimits('off');

eachStorage('what is stated of usage', (open) => {
  const begin = async (projects = 1) => {
    const storage = await open();
    await migrate(storage, [...lanesMigrations, ...accountsMigrations, ...usageMigrations]);
    const clock = manualClock(start);
    for (let number = 1; number <= projects; number++) await createProject(storage, clock, { name: `P${number}` });
    const meter = createMeter({ storage, clock, log: silentLogger, defaults: off, ticking: false });
    const send = async (project: number, count: number): Promise<void> => {
      await meter.ready(project);
      for (let event = 0; event < count; event++) meter.take(project, 'error', 1);
      await meter.flush();
    };
    const set = (project: number, change: object) => storage.transaction((tx) => changeQuota(tx, project, change, off));
    const sweepOver = (over: Storage = storage) => createAlarmSweep(over, clock, off);
    /** Facts since the last call. */
    const facts = async () => {
      const rows = await storage.query<{ kind: string; data: string }>(
        'facts',
        'select kind, data from outbox_fact order by id',
        [],
      );
      await storage.query('told', 'delete from outbox_fact', []);
      return rows.map(({ kind, data }) => ({ kind, ...(JSON.parse(data) as { projectId: number; metadata: object }) }));
    };
    return { storage, clock, send, set, sweepOver, facts };
  };

  test('a quota nearly and wholly used up: each once a window, with what it is about', async () => {
    const { clock, send, set, sweepOver, facts } = await begin();
    const sweep = sweepOver();
    await set(1, { fiveMinutes: 10 });
    await send(1, 7);
    expect(await sweep()).toBe(0);
    await send(1, 1);
    expect(await sweep()).toBe(1);
    expect(await sweep()).toBe(0);
    expect(await facts()).toMatchObject([
      {
        kind: 'quota.near',
        projectId: 1,
        at: start,
        metadata: {
          title: '80 % of the quota of the project: 10 events per 5 minutes',
          reason: '8 of 10 events per 5 minutes (the project)',
          scope: 'project',
        },
      },
    ]);
    await send(1, 5);
    expect([await sweep(), await sweep()]).toEqual([1, 0]);
    expect(await facts()).toMatchObject([{ kind: 'quota.exceeded', metadata: { used: 10 } }]);
    // Who goes on at the limit hears nothing more, while the window rolls on and is filled again.
    for (let minute = 0; minute < 12; minute++) {
      clock.advance(MINUTE);
      await send(1, 20);
      await sweep();
    }
    expect(await facts()).toEqual([]);
    clock.advance(7 * MINUTE);
    expect(await sweep()).toBe(0);
    await send(1, 9);
    expect(await sweep()).toBe(1);
    expect(await facts()).toMatchObject([{ kind: 'quota.near' }]);
  });

  test('the installation’s quota: to those who sent, and only who is refused hears that it is used up', async () => {
    const { send, set, sweepOver, facts } = await begin(3);
    await set(0, { hour: 60 });
    await send(1, 100);
    await send(2, 10);
    expect(await sweepOver()()).toBe(2);
    expect((await facts()).map(({ kind, projectId, metadata }) => ({ kind, projectId, metadata }))).toMatchObject([
      { kind: 'quota.exceeded', projectId: 1, metadata: { scope: 'installation', used: 50, limit: 60 } },
      { kind: 'quota.exceeded', projectId: 2 },
    ]);
  });

  test('once, however many processes sweep at the same time, and whatever crashes in between', async () => {
    const { storage, send, set, sweepOver, facts } = await begin();
    await set(1, { month: 5 });
    await send(1, 5);
    const crashing: Storage = {
      ...storage,
      transaction: (work) =>
        storage.transaction(async (tx) => {
          await work(tx);
          throw new Error('killed before the commit');
        }),
    };
    await expect(sweepOver(crashing)()).rejects.toThrow('killed');
    expect(await facts()).toEqual([]);
    const others = await Promise.all([open.again(), open.again()]);
    const told = await Promise.all([storage, ...others].map((one) => sweepOver(one)()));
    expect(told.reduce((a, b) => a + b, 0)).toBe(1);
    expect(await facts()).toHaveLength(1);
  });

  test('a project that sends a multiple of its usual rate: once a spike', async () => {
    const { storage, clock, send, facts } = await begin();
    const sweep = createProjectSpikeSweep(storage, clock, off);
    // 30 an hour for three days: usual are 5 in ten minutes, a spike begins with 25.
    const hours = Array.from({ length: 72 }, (_, hour) => start - (hour + 1) * HOUR);
    const usual = { project: 1, outcome: 'accepted', reason: '', category: 'error', quantity: 30 } as const;
    await countOutcomes(
      storage,
      hours.map((at) => ({ ...usual, at })),
    );
    await send(1, 24);
    expect(await sweep()).toBe(0);
    await send(1, 1);
    const other = createProjectSpikeSweep(await open.again(), clock, off);
    const told = await Promise.all([sweep(), other()]);
    expect(told.reduce((a, b) => a + b, 0)).toBe(1);
    expect(await facts()).toMatchObject([
      { kind: 'project.spiked', projectId: 1, metadata: { reason: '25 events in 10 minutes; usual are 5' } },
    ]);
    clock.advance(5 * MINUTE);
    await send(1, 40);
    expect(await sweep()).toBe(0);
    clock.advance(20 * MINUTE);
    expect(await sweep()).toBe(0);
    await send(1, 30);
    expect(await sweep()).toBe(1);
  });

  test('of deleted projects nothing is kept, and the installation’s counts stay', async () => {
    const { storage, send, set } = await begin(2);
    await set(1, { hour: 100 });
    await send(1, 3);
    await send(2, 2);
    await purgeUsage(storage, async () => new Set([2]));
    const of = (table: string) =>
      storage.query<{ project_id: number }>('of', `select distinct project_id from ${table} order by 1`, []);
    for (const table of ['usage_count', 'usage_meter', 'usage_mark'])
      expect(await of(table), table).toEqual([{ project_id: 0 }, { project_id: 2 }]);
    expect(await of('usage_quota')).toEqual([]);
    const [row] = await storage.query('all', 'select total from usage_meter where project_id = 0', []);
    expect(row).toEqual({ total: 5 });
  });
});

describe('alarms', () => {
  const at = (used: number, now: number, alarm: Alarm | null, closed = false) =>
    judgeAlarm(alarm, { used, limit: 100, closed, begin: now - 10, now });

  test('rise level by level, and begin anew only after a calm and a whole window', () => {
    expect(at(79, 0, null).tell).toBeNull();
    const near = at(80, 0, null);
    expect(near.tell).toBe('near');
    expect(at(95, 5, near.alarm).tell).toBeNull();
    expect(at(100, 6, near.alarm, true).tell).toBe('exceeded');
    expect(at(30, 10, near.alarm).alarm).not.toBeNull();
    expect(at(61, 20, near.alarm).alarm).not.toBeNull();
    expect(at(59, 11, near.alarm).alarm).toBeNull();
    expect(at(100, 0, null, true)).toEqual({ alarm: { level: 2, statedAt: 0 }, tell: 'exceeded' });
  });
});

describe('a spike', () => {
  test('begins at the multiple, ends below half of it, and what is rare or young has none', () => {
    expect(judgeSpike(99, 120, 5, false)).toBeNull();
    expect(judgeSpike(100, 120, 5, false)).toBe('begins');
    expect(judgeSpike(50, 120, 5, true)).toBeNull();
    expect(judgeSpike(49, 120, 5, true)).toBe('ends');
    expect(judgeSpike(19, 0.01, 5, false)).toBeNull();
    expect(judgeSpike(20, 0.01, 5, false)).toBe('begins');
    expect(judgeSpike(1_000, null, 5, false)).toBeNull();
  });
});
