import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eachStorage } from '../../test/support/storages.ts';
import { accountsMigrations, createProject } from '../accounts/index.ts';
import {
  DAY,
  fromDate,
  HOUR,
  manualClock,
  MINUTE,
  periodsBefore,
  SECOND,
  silentLogger,
  unavailable,
} from '../kit/index.ts';
import { lanesMigrations } from '../lanes/index.ts';
import { migrate } from '../storage/index.ts';
import type { Storage } from '../storage/index.ts';
import { createMeter } from './meter.ts';
import type { Meter } from './meter.ts';
import { beginOf, endOf, parseLimits, spans } from './quota.ts';
import type { Limits, QuotaSettings } from './quota.ts';
import { changeQuota } from './store.ts';
import { prune } from './prune.ts';
import { usageMigrations } from './tables.ts';

const start = fromDate(new Date('2026-03-31T12:00:00Z'));
const unlimited = parseLimits('off');

eachStorage('the meter', (open) => {
  const begin = async (projects: number, defaults: Limits = unlimited) => {
    const storage = await open();
    await migrate(storage, [...lanesMigrations, ...accountsMigrations, ...usageMigrations]);
    const clock = manualClock(start);
    for (let number = 1; number <= projects; number++) await createProject(storage, clock, { name: `P${number}` });
    const meterOver = (over: Storage = storage): Meter =>
      createMeter({ storage: over, clock, log: silentLogger, defaults, ticking: false });
    const set = (project: number, change: Partial<QuotaSettings>) =>
      storage.transaction((tx) => changeQuota(tx, project, change, defaults));
    return { storage, clock, meterOver, set };
  };

  /** Sends `count` events one by one and tells how many got through. */
  const send = async (meter: Meter, project: number, count: number): Promise<number> => {
    await meter.ready(project);
    let through = 0;
    for (let event = 0; event < count; event++) if (meter.take(project, 'error', 1) === null) through++;
    return through;
  };

  test('lets exactly the quota through, in one look at the database or in many', async () => {
    const { meterOver, set, clock } = await begin(1);
    await set(1, { fiveMinutes: 100 });
    const meter = meterOver();
    expect(await send(meter, 1, 60)).toBe(60);
    await meter.flush();
    expect(await send(meter, 1, 30)).toBe(30);
    clock.advance(10 * SECOND);
    expect(await send(meter, 1, 30)).toBe(10);
    expect(meter.take(1, 'error', 1)).toEqual({
      until: start + 6 * MINUTE,
      scope: 'project',
      reason: 'project_quota',
      left: 0,
      pool: null,
    });
    // Feedback is counted by itself.
    expect(meter.take(1, 'feedback', 1)).toBeNull();
  });

  test('tells exactly when there is room again, and opens then', async () => {
    const { meterOver, set, clock } = await begin(1);
    await set(1, { fiveMinutes: 3 });
    const meter = meterOver();
    await send(meter, 1, 2);
    await meter.flush();
    clock.advance(2 * MINUTE);
    await send(meter, 1, 5);
    await meter.flush();
    const until = meter.refusal(1, 'error')?.until ?? 0;
    clock.set(until - 1);
    expect(await send(meter, 1, 5)).toBe(0);
    clock.set(until);
    await meter.flush();
    expect(await send(meter, 1, 5)).toBe(2);
  });

  test('never lets a window, wherever it begins, hold more than its quota; the calendar’s months too', async () => {
    const { meterOver, set, clock } = await begin(1);
    const quota = { fiveMinutes: 5, hour: 9, month: 40 };
    await set(1, quota);
    let meter = meterOver();
    const times: number[] = [];
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            wait: fc.oneof(fc.nat(90 * SECOND), fc.nat(40 * MINUTE), fc.nat(9 * DAY)),
            count: fc.integer({ min: 1, max: 8 }),
            restart: fc.boolean(),
          }),
          { minLength: 4, maxLength: 12 },
        ),
        async (steps) => {
          for (const { wait, count, restart } of steps) {
            clock.advance(wait);
            await meter.flush();
            if (restart) {
              await prune(await openAgain(), clock.now());
              meter = meterOver();
            }
            const through = await send(meter, 1, count);
            times.push(...Array.from({ length: through }, () => clock.now()));
            await meter.flush();
          }
        },
      ),
      { numRuns: open.dialect === 'sqlite' ? 20 : 10 },
    );
    const now = clock.now();
    expect(times.length).toBeGreaterThan(20);
    for (const [name, span] of Object.entries(spans))
      for (const end of [...times, now]) {
        const from = periodsBefore(end, span.period, span.n);
        const inside = times.filter((time) => time >= from && time <= end).length;
        expect(inside, name).toBeLessThanOrEqual(quota[name as keyof typeof quota]);
      }
  });
  const openAgain = () => open.again();

  test('several processes see each other’s counts with the next exchange', async () => {
    const { meterOver, set } = await begin(1);
    await set(1, { hour: 100 });
    const [one, two] = [meterOver(), meterOver(await open.again())];
    await Promise.all([one.ready(1), two.ready(1)]);
    expect(await send(one, 1, 70)).toBe(70);
    await one.flush();
    await two.flush();
    expect(await send(two, 1, 70)).toBe(30);
    await two.flush();
    await one.flush();
    expect(await send(one, 1, 1)).toBe(0);
  });

  test('a project that floods leaves the others their part of the installation’s quota', async () => {
    const { meterOver, set } = await begin(4);
    await set(0, { fiveMinutes: 80 });
    const meter = meterOver();
    for (const project of [1, 2, 3, 4]) await meter.ready(project);
    expect(await send(meter, 1, 500)).toBe(50);
    expect(meter.take(1, 'error', 1)).toMatchObject({ scope: 'organization', reason: 'installation_quota' });
    expect(await send(meter, 2, 500)).toBe(10);
    await meter.flush();
    expect(await send(meter, 3, 500)).toBe(10);
    const other = meterOver();
    expect(await send(other, 4, 500)).toBe(10);
  });

  test('counts survive a restart, and what was not accepted after all is not among them', async () => {
    const { meterOver, set } = await begin(1);
    await set(1, { hour: 10 });
    const meter = meterOver();
    await send(meter, 1, 8);
    meter.giveBack(1, 'error', 3);
    await meter.stop();
    expect(await send(meterOver(), 1, 10)).toBe(5);
  });

  test('a database that is away loses no counts, and keeps nobody from sending within what was known', async () => {
    const { storage, meterOver, set } = await begin(1);
    await set(1, { hour: 10 });
    const state = { away: false };
    const broken: Storage = {
      ...storage,
      transaction: async (work) => {
        if (state.away) throw unavailable('away');
        return await storage.transaction(work);
      },
      lookupMany: async (lookup, keys) => {
        if (state.away) throw unavailable('away');
        return await storage.lookupMany(lookup, keys);
      },
    };
    const meter = meterOver(broken);
    await send(meter, 1, 2);
    state.away = true;
    await expect(meter.flush()).rejects.toThrow('away');
    expect(await send(meter, 1, 20)).toBe(8);
    state.away = false;
    await meter.flush();
    expect(await send(meterOver(), 1, 20)).toBe(0);
    // Of what nobody ever looked at, nothing is refused.
    state.away = true;
    expect(await send(meter, 2, 1)).toBe(1);
  });

  test('a quota of 0 accepts nothing, and a lifted one everything, as soon as it is read', async () => {
    const { meterOver, set } = await begin(1);
    await set(1, { fiveMinutes: 0 });
    const meter = meterOver();
    expect(await send(meter, 1, 5)).toBe(0);
    await set(1, { fiveMinutes: null });
    await meter.flush();
    expect(await send(meter, 1, 5)).toBe(5);
  });

  test('spike protection refuses what is beyond a multiple of the usual, once that is known', async () => {
    const { storage, meterOver, set } = await begin(1);
    await set(1, { spikeProtection: true, spikeFactor: 3 });
    expect(await send(meterOver(), 1, 500)).toBe(500);
    await storage.query(
      'usual',
      'insert into usage_baseline (project_id, per_hour, at, spiking_since) values (1, 1200.5, 0, null)',
      [],
    );
    const meter = meterOver();
    await meter.ready(1);
    // 3 × 1200.5 / 6, of which nothing was counted yet.
    expect(await send(meter, 1, 1_000)).toBe(601);
    expect(meter.take(1, 'error', 1)).toMatchObject({ scope: 'project', reason: 'spike' });
  });
});

test('a window begins with a whole minute, and what it holds leaves when the minute after it is over', () => {
  expect(beginOf(spans.fiveMinutes, start + 90 * SECOND)).toBe(start - 4 * MINUTE);
  expect(endOf(spans.fiveMinutes, start)).toBe(start + 6 * MINUTE);
  expect(beginOf(spans.month, start)).toBe(fromDate(new Date('2026-02-28T23:59:00Z')));
  expect(beginOf(spans.hour, start + 1)).toBe(start - HOUR);
});

test('limits are read as an operator writes them', () => {
  expect(parseLimits('')).toEqual({ fiveMinutes: 1_000, hour: 5_000, month: 1_000_000 });
  expect(parseLimits('10/5min, none/month')).toEqual({ fiveMinutes: 10, hour: 5_000, month: null });
  expect(parseLimits('off')).toEqual({ fiveMinutes: null, hour: null, month: null });
  for (const wrong of ['10', '10/day', '-1/hour', '1e9/hour']) expect(() => parseLimits(wrong)).toThrow('is no quota');
});
