import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WatchedPage } from './support/browser.ts';
import { openBrowser, watchedPage } from './support/browser.ts';
import { startHttpReceiver } from './support/http-receiver.ts';
import type { HttpReceiver } from './support/http-receiver.ts';
import type { TestServer } from './support/server.ts';
import { owner, startTestServer } from './support/server.ts';
import { services } from './support/services.ts';
import { until } from './support/until.ts';

/** Alerts and releases as a team uses them: the browser on one side, a receiver of webhooks on the other. One story, each test goes on where the one before stopped. */
describe.skipIf(services.chromium === null)('alerts and releases in the browser', () => {
  let server: TestServer;
  let there: HttpReceiver;
  let browser: Browser;
  let watched: WatchedPage;
  let ingest = '';

  beforeAll(async () => {
    there = await startHttpReceiver();
    server = await startTestServer({ env: { CULPRIT_OUTBOUND_ALLOW: '127.0.0.1' } });
    const project = await server.createProject('Till');
    const { username, origin } = new URL(project.dsn);
    ingest = `${origin}/api/${project.id}/envelope/?sentry_key=${username}`;
    browser = await openBrowser();
    watched = await watchedPage(browser, server.url);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await there?.close();
  });

  const send = async (...items: [type: string, payload: object][]) => {
    const lines = items.flatMap(([type, payload]) => [JSON.stringify({ type }), JSON.stringify(payload)]);
    const answer = await fetch(ingest, { method: 'POST', body: `{}\n${lines.join('\n')}\n` });
    expect(answer.status).toBe(200);
  };
  const broken = (type: string) =>
    send(['event', { platform: 'node', release: 'till@2.0.0', exception: { values: [{ type, value: 'jammed' }] } }]);
  const alerts = () =>
    there.received.map(({ headers, body }) => ({
      id: headers['webhook-id'],
      ...(JSON.parse(body) as { type: string; data: { title: string; url: string } }),
    }));

  test('a webhook target is made and tried: first the server refuses, then the test arrives and is signed', async () => {
    const { page } = watched;
    await page.goto('./projects/till/settings/alerts');
    await page.getByLabel('E-mail').fill(owner.email);
    await page.getByLabel('Password', { exact: true }).fill(owner.password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Nobody is told of anything yet' }).waitFor();
    await page.getByRole('button', { name: 'Webhook' }).click();
    there.answer = (_request, response) => response.writeHead(403).end('who are you?');
    await page.getByRole('textbox', { name: 'Address' }).fill(`${there.url}/hook`);
    const secret = await page.getByRole('textbox', { name: 'Secret' }).inputValue();
    expect(secret).toMatch(/^whsec_/);
    await page.getByRole('button', { name: 'Save and test' }).click();
    await page.getByText('The test did not arrive.').waitFor();
    await page.getByText('who are you?').waitFor();
    there.answer = (_request, response) => response.end('welcome');
    await page.getByRole('button', { name: 'Save and test again' }).click();
    await page.getByText('The test arrived.').waitFor();
    await page.getByText('welcome').waitFor();
    await page.getByRole('button', { name: 'Done' }).click();
    expect(alerts().map(({ type }) => type)).toEqual(['alert.test', 'alert.test']);
    expect(there.received.at(-1)?.headers['webhook-signature']).toMatch(/^v1,/);
    await page.getByText('New and returning issues').waitFor();
    expect(await page.getByText(secret).count()).toBe(0);
  });

  test('its rule is narrowed, with a look at which issues fit', async () => {
    const { page } = watched;
    await broken('RangeError');
    await until(() => alerts().length === 3);
    await page.getByRole('button', { name: 'Change rule New and returning issues' }).click();
    await page.getByRole('menuitem', { name: 'Edit…' }).click();
    await page.getByRole('button', { name: 'Add condition' }).click();
    await page.locator('input[aria-label="What is looked at"]').click();
    await page.getByRole('option', { name: 'Release' }).click();
    await page.locator('input[aria-label="How it compares"]').click();
    await page.getByRole('option', { name: 'matches' }).click();
    await page.locator('input[aria-label="Values"]').fill('till@3.*');
    await page.keyboard.press('Enter');
    await page.getByText('None of the 1 newest issue fits').waitFor();
    await page.locator('input[aria-label="Values"]').fill('till@2.*');
    await page.keyboard.press('Enter');
    await page.getByText('1 of the 1 newest issue fits').waitFor();
    await page.getByRole('button', { name: 'Save rule' }).click();
    await page.getByText('if release matches till@3.* or till@2.*, tells Webhook').waitFor();
  });

  test('a new issue is told exactly once, with the address of its page, and stands in the log', async () => {
    const { page } = watched;
    await page.getByRole('link', { name: 'Log of deliveries' }).click();
    await broken('TypeError');
    await broken('TypeError');
    const row = page.getByRole('row', { name: /TypeError: jammed/ });
    await row.getByText('Sent', { exact: true }).waitFor();
    const told = alerts().filter(({ data }) => data.title === 'TypeError: jammed');
    expect(told).toMatchObject([{ type: 'alert.new' }]);
    // The server picked its port itself: links lead to it all the same.
    const { pathname, origin } = new URL(told[0]?.data.url ?? '');
    expect([origin, /^\/issues\/\d+$/.test(pathname)]).toEqual([server.url, true]);
    expect(await row.count()).toBe(1);
  });

  test('it is replayed under the same id, and what fails says why', async () => {
    const { page } = watched;
    const row = page.getByRole('row', { name: /TypeError: jammed/ });
    there.answer = (_request, response) => response.writeHead(410).end('gone for good');
    await row.getByRole('button', { name: 'Replay' }).click();
    await row.getByText('Failed', { exact: true }).waitFor();
    await row.getByText('It answered 410.').first().waitFor();
    await row.getByRole('button', { name: /TypeError/ }).click();
    await row.getByText('gone for good').waitFor();
    const [first, second] = alerts().filter(({ data }) => data.title === 'TypeError: jammed');
    expect(second?.id).toBe(first?.id);
    await page.goto('./projects/till/settings/alerts/log?state=failed');
    await page.getByRole('row', { name: /TypeError: jammed/ }).waitFor();
    // The test that was refused, and this one.
    expect(await page.getByRole('row', { name: /Failed/ }).count()).toBe(2);
  });

  test('a deleted rule comes back', async () => {
    const { page } = watched;
    await page.goto('./projects/till/settings/alerts');
    await page.getByRole('button', { name: 'Change rule New and returning issues' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByText('Targets are told nothing until a rule leads to them.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('if release matches till@3.* or till@2.*, tells Webhook').waitFor();
  });

  test('a release shows its commits with what they fix, and crash-free figures', async () => {
    const { page } = watched;
    const session = (status: string, release = 'till@2.0.0'): [string, object] => {
      const now = new Date().toISOString();
      const who = { sid: crypto.randomUUID(), did: crypto.randomUUID() };
      const attrs = { release, environment: 'production' };
      return ['session', { ...who, init: true, started: now, timestamp: now, status, errors: 0, attrs }];
    };
    await send(session('exited'), session('exited'), session('exited'), session('crashed'));
    await server.api('PUT', '/projects/till/releases/till@2.1.0/commits', {
      commits: [{ sha: 'a'.repeat(40), message: 'Oil the drawer\n\nFixes TILL-2', authorName: 'Ada' }],
    });
    await page.goto('./projects/till/releases');
    const row = page.getByRole('row', { name: /2\.0\.0/ });
    await row.getByText('75.0 %').first().waitFor();
    await row.getByRole('link', { name: '2.0.0' }).click();
    await page.getByRole('img', { name: 'Crash-free sessions: 75.0 % at last' }).waitFor();
    await page.getByRole('link', { name: /TypeError: jammed/ }).waitFor();
    await page.getByRole('link', { name: 'till@2.1.0' }).click();
    await page.getByText('Oil the drawer').waitFor();
    await page.getByText('Ada').waitFor();
    await page.getByText('Resolved', { exact: true }).click();
    await page.getByRole('link', { name: /TypeError: jammed/ }).waitFor();
    await page.getByRole('button', { name: 'Add deploy' }).click();
    await page.getByRole('dialog').getByRole('combobox').fill('production');
    await page.getByRole('dialog').getByRole('button', { name: 'Add deploy' }).click();
    await page.getByText('The deploy is noted').waitFor();
    await page.getByRole('link', { name: 'Fixes TILL-2' }).click();
    await page.waitForURL(/\/issues\/TILL-2/);
  });

  test('nothing that must not happen has happened', () => {
    expect(watched.alarms).toEqual([]);
  });
});
