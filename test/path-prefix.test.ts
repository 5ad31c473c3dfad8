import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, watchedPage } from './support/browser.ts';
import type { ServerProcess } from './support/server-process.ts';
import { startProcess } from './support/server-process.ts';
import { runSentryCli } from './support/sentry-cli.ts';
import { owner } from './support/server.ts';
import { services } from './support/services.ts';

/** A reverse proxy that serves the server under /tools/culprit, and to sentry-cli, which knows no paths, under /api/0; it answers everything else itself. */
const startProxy = async (strip: boolean): Promise<Server & { target: number }> => {
  const proxy = Object.assign(
    createServer((incoming, outgoing) => {
      const url = incoming.url ?? '/';
      const isPrefixed = url.startsWith('/tools/culprit');
      if (!isPrefixed && !url.startsWith('/api/0/')) {
        outgoing.writeHead(418).end('another program');
        return;
      }
      const path = strip && isPrefixed ? url.slice('/tools/culprit'.length) || '/' : url;
      const headers = { ...incoming.headers, 'x-forwarded-for': '203.0.113.7' };
      const forward = request({ port: proxy.target, host: '127.0.0.1', method: incoming.method, path, headers });
      forward.on('response', (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      });
      forward.on('error', () => outgoing.writeHead(502).end());
      incoming.pipe(forward);
    }),
    { target: 0 },
  );
  await once(proxy.listen(0, '127.0.0.1'), 'listening');
  return proxy;
};

describe.skipIf(services.chromium === null).each([
  ['keeps', false],
  ['strips', true],
])('behind a proxy that %s the path', (_title, strip) => {
  const data = mkdtempSync(join(tmpdir(), 'culprit-prefix-'));
  let proxy: Server & { target: number };
  let server: ServerProcess;
  let browser: Browser;
  let url = '';

  beforeAll(async () => {
    proxy = await startProxy(strip);
    url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/tools/culprit`;
    const env = { CULPRIT_URL: url, CULPRIT_TRUSTED_PROXIES: 'loopback', CULPRIT_HOST: '127.0.0.1', CULPRIT_PORT: '0' };
    server = await startProcess(['--data', data], { ...env, CULPRIT_LOG: 'info' });
    // It prints its public URL; where it really listens stands in its log.
    proxy.target = Number(/"port":(\d+)/.exec(server.log())?.[1]);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await server.end('SIGTERM');
    proxy.close();
    rmSync(data, { recursive: true, force: true });
  });

  test('the browser app, its API and its DSNs all live under the path', async () => {
    expect(server.url).toBe(url);
    const { page, alarms } = await watchedPage(browser, url);
    await page.goto('./');
    await page.getByLabel('E-mail').fill(owner.email);
    await page.getByLabel('Password', { exact: true }).fill(owner.password);
    await page.getByRole('button', { name: 'Create owner' }).click();
    await page.getByRole('heading', { name: 'Create project' }).waitFor();
    await page.getByLabel('Name').fill('Till');
    await page.getByText('Node.js').click();
    await page.getByRole('button', { name: 'Create project' }).click();
    await page.getByText('Waiting for the first event.').waitFor();
    const dsn = new URL((await page.locator('code').first().textContent()) ?? '');
    expect(dsn.pathname).toBe('/tools/culprit/1');
    const [cookie] = await page.context().cookies();
    expect(cookie).toMatchObject({ path: '/tools/culprit', httpOnly: true, sameSite: 'Lax' });

    const sent = await fetch(`${url}/api/1/store/?sentry_key=${dsn.username}`, {
      method: 'POST',
      body: JSON.stringify({ message: 'the till is jammed' }),
    });
    expect(sent.status).toBe(200);
    await page.getByText('First event received').waitFor();

    // sentry-cli takes no address with a path.
    const created = await page.request.post(`${url}/api/v1/tokens`, {
      headers: { 'x-culprit': '1' },
      data: { name: 'ci', scopes: ['write'] },
    });
    const { sentryCliToken } = (await created.json()) as { sentryCliToken: string };
    const settings = { cwd: data, env: { SENTRY_AUTH_TOKEN: sentryCliToken, SENTRY_PROJECT: 'till' } };
    for (const path of Object.values(services.sentryCli).filter((one) => one !== null))
      expect(await runSentryCli(path, ['releases', 'new', '1.0'], settings)).toMatchObject({
        code: 0,
        stdout: 'Created release 1.0\n',
      });
    const list = await fetch(`${url}/api/0/organizations/culprit/projects/`, {
      headers: { authorization: `Bearer ${sentryCliToken}` },
    });
    expect(list.headers.get('link')).toContain(`<${url}/api/0/organizations/culprit/projects/?cursor=`);

    // A deep link is answered by the same page, and finds its files from there.
    await page.goto('./projects/till/settings');
    await page.locator('main').waitFor();
    await page.goto('./docs/api');
    await page.getByRole('heading', { name: 'The Culprit API' }).waitFor();
    await page.getByRole('link', { name: 'OpenAPI 3.1.0 document' }).click();
    await page.waitForURL(`${url}/api/v1/openapi.json`);
    expect(alarms).toEqual([]);
    await page.context().close();
  });
});
