import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { expectNothingLostOrDoubled, untilDigested } from './support/accounting.ts';
import type { Load } from './support/load.ts';
import { startLoad } from './support/load.ts';
import type { TestServer } from './support/server.ts';
import { startTestServer } from './support/server.ts';
import { services } from './support/services.ts';
import type { TcpProxy } from './support/tcp-proxy.ts';
import { startProxy } from './support/tcp-proxy.ts';
import { until } from './support/until.ts';

/** The services themselves are shared; what this server sees of them goes through a wire that the test can cut. */
describe.skipIf(services.postgres === null || services.rabbitmq === null)('services that go away under load', () => {
  let postgres: TcpProxy;
  let rabbitmq: TcpProxy;
  let server: TestServer;
  let load: Load;
  let projects: { id: number; slug: string; dsn: string }[];

  beforeEach(async () => {
    postgres = await proxyTo(services.postgres ?? '', 5432);
    rabbitmq = await proxyTo(services.rabbitmq ?? '', 5672);
    server = await startTestServer({
      tier: 'distributed',
      through: { postgresPort: postgres.port, rabbitmqPort: rabbitmq.port },
    });
    projects = [await server.createProject('One'), await server.createProject('Two')];
    // Whoever is refused comes again at once: that is harder than any SDK.
    load = startLoad({ dsns: projects.map(({ dsn }) => dsn), up: () => Promise.resolve() });
    await load.more(20);
  });

  afterEach(async () => {
    await load.stop();
    await server.close();
    await postgres.close();
    await rabbitmq.close();
  });

  const ready = async (): Promise<boolean> => (await fetch(`${server.url}/health/ready`)).ok;

  /** All processes are those that were started, and the books balance. */
  const expectSurvival = async (pids: readonly number[]): Promise<void> => {
    await load.more(20);
    await load.stop();
    await until(ready, 60);
    await untilDigested(server);
    expect(server.parts.map((part) => server.process(part).pid)).toEqual(pids);
    expect([...load.refusals.keys()].filter((status) => status !== 503)).toEqual([]);
    expect(load.silentRefusals, '503 without Retry-After').toBe(0);
    await expectNothingLostOrDoubled(server, projects, load);
  };
  const pids = () => server.parts.map((part) => server.process(part).pid);

  test('connections that break are made again, again and again', async () => {
    const before = pids();
    for (let round = 0; round < 10; round++) {
      postgres.cut();
      rabbitmq.cut();
      await load.more(30);
    }
    await expectSurvival(before);
  });

  test('without the broker nothing is accepted, and said so; with it everything goes on', async () => {
    const before = pids();
    rabbitmq.takeAway();
    await until(() => (load.refusals.get(503) ?? 0) > 0, 60);
    await until(async () => !(await ready()), 60);
    const accepted = load.acknowledged.size;
    await until(() => (load.refusals.get(503) ?? 0) > 20, 60);
    expect(load.acknowledged.size).toBe(accepted);
    rabbitmq.restore();
    await expectSurvival(before);
  });

  test('without the database events are still accepted; they are digested when it is back', async () => {
    const before = pids();
    const known = load.refusals.get(503) ?? 0;
    postgres.takeAway();
    await until(async () => !(await ready()), 60);
    // Longer than keys are remembered: they are trusted a while more rather than refused.
    await load.more(2_000);
    expect(load.refusals.get(503) ?? 0).toBe(known);
    const list = await fetch(`${server.url}/api/v1/projects`, { headers: { authorization: 'Bearer clp_whatever' } });
    expect(list.status).toBe(503);
    expect(list.headers.get('retry-after')).not.toBeNull();
    postgres.restore();
    await expectSurvival(before);
  });
});

const proxyTo = (url: string, usualPort: number): Promise<TcpProxy> => {
  const { hostname, port } = new URL(url);
  return startProxy(hostname, port === '' ? usualPort : Number(port));
};
