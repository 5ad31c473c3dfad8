import { afterEach, describe, expect, test } from 'vitest';
import { openBrowser, watchedPage } from './support/browser.ts';
import { postEvents } from './support/send.ts';
import type { TestServer } from './support/server.ts';
import { owner, startTestServer } from './support/server.ts';
import { services } from './support/services.ts';

describe.skipIf(services.chromium === null)('quotas, in the browser', () => {
  let server: TestServer | undefined;
  let end: (() => Promise<void>) | undefined;
  afterEach(async () => {
    await end?.();
    await server?.close();
  });

  test('an admin sets one, sees it used up and what was refused, and lifts it', async () => {
    const running = (server = await startTestServer());
    const { dsn } = await running.createProject('Shop');
    const { username, pathname } = new URL(dsn);
    const url = `${running.url}/api${pathname}/envelope/?sentry_key=${username}`;
    const browser = await openBrowser();
    end = () => browser.close();
    const { page, alarms } = await watchedPage(browser, running.url);
    await page.goto('./sign-in');
    await page.getByLabel('E-mail').fill(owner.email);
    await page.getByLabel('Password', { exact: true }).fill(owner.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL((address) => address.pathname !== '/sign-in');

    await page.goto('./projects/shop/settings/quotas');
    await page.getByLabel('Any hour', { exact: true }).fill('4');
    await page.getByRole('button', { name: 'Save' }).first().click();
    await page.getByText('0 of 4 events').waitFor();
    // It holds as soon as the thread that accepts has read it.
    let accepted = 0;
    while (accepted < 4) accepted += await postEvents(url, 4 - accepted);
    expect(await postEvents(url, 3)).toBe(0);
    await page.getByText('4 of 4 events').waitFor();
    await page.getByText('Events are refused; there is room again').waitFor();

    await page.getByRole('link', { name: 'What was refused' }).click();
    await page.getByText('The project’s quota was used up').waitFor();
    await page.goto('./usage');
    await page.getByRole('cell', { name: 'Shop' }).waitFor();

    await page.goto('./projects/shop/settings/quotas');
    await page.getByLabel('Any hour', { exact: true }).fill('');
    await page.getByRole('button', { name: 'Save' }).first().click();
    await page.getByText('4 of any number of events').first().waitFor();
    for (let through = 0; through === 0; ) through = await postEvents(url, 1);
    expect(alarms).toEqual([]);
  });
});
