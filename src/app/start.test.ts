import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { silentLogger } from '../kit/index.ts';
import { startSmtpReceiver } from '../../test/support/smtp-receiver.ts';
import { readConfig } from './config.ts';
import type { Flags } from './config.ts';
import { isServerRunning } from './lock.ts';
import type { RunningServer } from './start.ts';
import { startServer } from './start.ts';

const folders: string[] = [];
const servers: RunningServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const start = async (flags: Flags = {}): Promise<RunningServer & { data: string }> => {
  const data = mkdtempSync(join(tmpdir(), 'culprit-start-'));
  folders.push(data);
  const config = readConfig({ data, port: '0', log: 'error', ...flags }, {});
  const server = await startServer(config, { log: silentLogger, onCrash: () => undefined });
  servers.push(server);
  return { ...server, data };
};

test('a server in this very process answers people, programs and probes, and frees everything when it closes', async () => {
  const server = await start();
  const get = (path: string) => fetch(`${server.url}${path}`);
  expect(await (await get('/health/ready')).json()).toMatchObject({ status: 'ok', checks: { disk: { ok: true } } });
  expect(await (await get('/api/v1/setup')).json()).toMatchObject({ needsOwner: true });
  expect((await get('/api/v1/projects')).status).toBe(401);
  expect((await get('/api/v1/status')).status).toBe(401);
  expect((await get('/docs/api')).headers.get('content-security-policy')).toContain("default-src 'none'");
  const metrics = await (await get('/metrics')).text();
  for (const name of [
    'culprit_info',
    'culprit_lane_messages',
    'culprit_thread_utilization',
    'culprit_lane_batch_duration_seconds',
  ])
    expect(metrics).toContain(`# TYPE ${name} `);
  const names = metrics.match(/^# TYPE (\S+)/gm) ?? [];
  expect(new Set(names).size, 'no metric is told twice').toBe(names.length);
  await server.close();
  expect(isServerRunning(server.data)).toBe(false);
});

test('what fails on the way leaves nothing open', async () => {
  const first = await start();
  const port = new URL(first.url ?? '').port;
  const data = mkdtempSync(join(tmpdir(), 'culprit-start-'));
  folders.push(data);
  const second = startServer(readConfig({ data, port, log: 'error' }, {}), { log: silentLogger });
  await expect(second).rejects.toMatchObject({ code: 'cannot_listen' });
  expect(isServerRunning(data)).toBe(false);
  const third = startServer(readConfig({ data: first.data, port: '0', log: 'error' }, {}), { log: silentLogger });
  await expect(third).rejects.toMatchObject({ code: 'data_in_use' });
});

test('an invitation is mailed with a link to the port that the system chose; a mail server that is away does not undo it', async () => {
  const mail = await startSmtpReceiver();
  const { url } = await start({ smtp: mail.url, owner: 'ada@example.org:correct horse' });
  const post = (path: string, body: object, cookie = '') =>
    fetch(`${url}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-culprit': '1', cookie },
      body: JSON.stringify(body),
    });
  const session = await post('/session', { email: 'ada@example.org', password: 'correct horse' });
  const cookie = session.headers.get('set-cookie')?.split(';')[0];
  const invite = async (email: string) =>
    (await post('/invitations', { email, role: 'member', teamIds: [] }, cookie)).json();
  expect(await invite('eve@example.org')).toMatchObject({ mailed: true });
  expect(mail.received).toMatchObject([{ to: ['eve@example.org'], source: expect.stringContaining(`${url}/join#`) }]);
  await mail.close();
  expect(await invite('bob@example.org')).toMatchObject({ mailed: false });
});
