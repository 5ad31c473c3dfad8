import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import { parsed, postEvents } from './support/send.ts';
import type { TestServer } from './support/server.ts';
import { eachTier, startTestServer } from './support/server.ts';
import { startProcess } from './support/server-process.ts';
import { until } from './support/until.ts';

interface Stats {
  accepted: { count: number }[];
  discarded: { reason: string; category: string; source: string; buckets: { count: number }[] }[];
}

eachTier('quotas', (tier) => {
  let server: TestServer | undefined;
  const others: { end(signal: 'SIGTERM'): Promise<unknown> }[] = [];
  afterEach(async () => {
    await Promise.all(others.splice(0).map((one) => one.end('SIGTERM')));
    await server?.close();
  });

  const start = async () => {
    const running = (server = await startTestServer({ tier, env: { CULPRIT_QUOTAS: '' } }));
    return running;
  };
  const statsOf = async (running: TestServer, project: string) => {
    const { accepted, discarded } = await running.api<Stats>('GET', `/projects/${project}/stats?period=1h`);
    const total = (buckets: { count: number }[]) => buckets.reduce((sum, { count }) => sum + count, 0);
    return {
      accepted: total(accepted),
      discarded: Object.fromEntries(
        discarded.map(({ source, reason, category, buckets }) => [`${source} ${reason} ${category}`, total(buckets)]),
      ),
    };
  };

  test('the real SDK is told to stop, stops, and everything it did not send is counted', async () => {
    const running = await start();
    const { dsn, slug } = await running.createProject('Shop');
    await running.api('PATCH', `/projects/${slug}/quotas`, { fiveMinutes: 3 });
    const app = join(import.meta.dirname, 'support/quota-app.ts');
    const { stdout } = await promisify(execFile)(process.execPath, [app, dsn, '6']);
    const { statuses, headers } = JSON.parse(stdout) as {
      statuses: number[];
      headers: Record<string, string>[];
    };
    expect(statuses.slice(0, 4)).toEqual([200, 200, 200, 429]);
    expect(headers[0]?.['retry-after']).toMatch(/^\d+$/);
    expect(headers[0]?.['x-sentry-rate-limits']).toMatch(
      /^\d+:error;default;security;attachment:project:project_quota$/,
    );
    // From then on it keeps them to itself, and says so at its end.
    expect(statuses.slice(4).filter((status) => typeof status === 'number')).toEqual([]);
    await until(async () => {
      const { accepted, discarded } = await statsOf(running, slug);
      return (
        accepted === 3 && discarded['server quota error'] === 1 && discarded['client ratelimit_backoff error'] === 2
      );
    });
  });

  test('hold over all processes and restarts, and one project leaves the other its share', async () => {
    const running = await start();
    const [noisy, quiet] = [await running.createProject('Noisy'), await running.createProject('Quiet')];
    const urls = [running.url];
    if (tier === 'distributed') {
      const second = await startProcess(['--role', 'web', '--port', '0'], running.env);
      others.push(second);
      urls.push(second.url);
    }
    const limit = 40;
    await running.culprit(['quota', 'set', '--hour', String(limit), '--five-minutes', 'none']);
    const send = async (dsn: string, url: string, count: number): Promise<number> => {
      const { username, pathname } = new URL(dsn);
      return await postEvents(`${url}/api${pathname}/envelope/?sentry_key=${username}`, count);
    };
    // Half of the quota is common, a quarter is the other's own.
    let through = 0;
    for (const url of urls) through += await send(noisy.dsn, url, 60);
    for (const url of urls) await until(async () => (await send(noisy.dsn, url, 1)) === 0);
    expect(through).toBeGreaterThanOrEqual(30);
    const used = async () =>
      (await running.api<{ usage: { span: string; used: number }[] }>('GET', '/quotas')).usage.find(
        ({ span }) => span === 'hour',
      )?.used ?? 0;
    await until(async () => (await used()) >= through);
    await running.restart(undefined, 'SIGTERM');
    expect(await send(noisy.dsn, running.url, 5)).toBe(0);
    expect(await send(quiet.dsn, running.url, 20)).toBe(10);

    const shown = await running.culprit(['quota', 'show', '--project', 'Noisy', '--json']);
    expect(parsed(shown.stdout)[0]).toMatchObject({
      project: 'noisy',
      quotas: [
        { span: 'fiveMinutes', limit: 1_000 },
        { span: 'hour', used: through },
        { span: 'month', used: through },
      ],
      spike_protection: false,
    });
    expect((await running.culprit(['quota', 'set', '--hour', 'many'])).code).toBe(2);
    expect((await running.culprit(['quota', 'set', '--project', 'None', '--hour', '1'])).code).toBe(1);
  });

  test('near and over are told once, by the rules that wait for them', async () => {
    const running = await start();
    const { dsn, slug } = await running.createProject('Shop');
    const target = await running.api<{ id: number }>('POST', `/projects/${slug}/alert-targets`, {
      name: 'hook',
      kind: 'webhook',
      settings: { url: 'https://alerts.invalid/', secret: 'sixteen letters or more' },
    });
    const triggers = ['quota_near', 'quota_exceeded', 'spike'];
    await running.api('POST', `/projects/${slug}/alert-rules`, { name: 'Quota', triggers, targetIds: [target.id] });
    await running.api('PATCH', `/projects/${slug}/quotas`, { hour: 10 });
    const { username, pathname } = new URL(dsn);
    const url = `${running.url}/api${pathname}/envelope/?sentry_key=${username}`;
    const told = async () =>
      (await running.api<{ items: { trigger: string }[] }>('GET', `/projects/${slug}/alert-deliveries`)).items.map(
        ({ trigger }) => trigger,
      );
    await until(async () => (await postEvents(url, 1)) === 0 || (await told()).includes('quota_near'));
    await postEvents(url, 20);
    await until(async () => (await told()).includes('quota_exceeded'));
    expect((await told()).filter((trigger) => trigger === 'quota_exceeded')).toHaveLength(1);
  });
});
