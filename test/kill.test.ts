import { afterEach, expect, test } from 'vitest';
import { expectNothingLostOrDoubled, untilDigested } from './support/accounting.ts';
import type { Load } from './support/load.ts';
import { startLoad } from './support/load.ts';
import type { Part, TestServer } from './support/server.ts';
import { eachTier, startTestServer } from './support/server.ts';

/** How often processes are killed in each tier, all together. */
const KILLS = 50;

eachTier('kill -9 under load', (tier) => {
  let server: TestServer | undefined;
  let load: Load | undefined;
  afterEach(async () => {
    await load?.stop();
    await server?.close();
  });

  test('loses nothing that was acknowledged and doubles nothing', async () => {
    const running = (server = await startTestServer({ tier }));
    const projects = [await running.createProject('One'), await running.createProject('Two')];
    const restarts = new Map<Part, Promise<void>>();
    const up = (): Promise<unknown> => Promise.all(restarts.values());
    const sending = (load = startLoad({ dsns: projects.map(({ dsn }) => dsn), up }));

    let kills = 0;
    const killAgainAndAgain = async (part: Part): Promise<void> => {
      while (kills < KILLS) {
        kills++;
        // The moment is anybody's guess: in the middle of requests, commits and batches.
        await sending.more(1 + Math.floor(Math.random() * 60));
        const restart = running.restart(part);
        restarts.set(part, restart);
        await restart;
      }
    };
    await Promise.all(running.parts.map(killAgainAndAgain));
    await sending.more(20);
    await sending.stop();
    await untilDigested(running);

    expect(kills).toBeGreaterThanOrEqual(KILLS);
    await expectNothingLostOrDoubled(running, projects, sending);
  });

  test('nor does a polite end, which finishes what is in hand', async () => {
    const running = (server = await startTestServer({ tier }));
    const projects = [await running.createProject('One')];
    let restarting: Promise<unknown> = Promise.resolve();
    const sending = (load = startLoad({ dsns: projects.map(({ dsn }) => dsn), up: () => restarting }));
    for (const part of [...running.parts, ...running.parts]) {
      await sending.more(50);
      const end = async (): Promise<void> => {
        expect(await running.process(part).end('SIGTERM')).toBe(0);
        await running.restart(part);
      };
      restarting = end();
      await restarting;
    }
    await sending.more(20);
    await sending.stop();
    // Nobody is turned away who got through: 0 is a connection that was not taken.
    expect([...sending.refusals.keys()].filter((status) => status !== 0)).toEqual([]);
    await untilDigested(running);
    await expectNothingLostOrDoubled(running, projects, sending);
  });
});
