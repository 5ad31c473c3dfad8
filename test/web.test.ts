import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WatchedPage } from './support/browser.ts';
import { openBrowser, settled, watchedPage } from './support/browser.ts';
import type { TestServer } from './support/server.ts';
import { owner, startTestServer } from './support/server.ts';
import { services } from './support/services.ts';

/** What a person does in the browser app, with a real SDK on the other side. One story: each test goes on where the one before stopped. */
describe.skipIf(services.chromium === null)('in the browser', () => {
  let server: TestServer;
  let browser: Browser;
  let watched: WatchedPage;
  let dsn = '';

  beforeAll(async () => {
    server = await startTestServer();
    browser = await openBrowser();
    watched = await watchedPage(browser, server.url);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const fail = (what: 'till' | 'drawer', release = 'till@1.0.0') =>
    promisify(execFile)(process.execPath, [join(import.meta.dirname, 'support/failing-app.ts'), dsn, what, release]);

  test('the first visitor creates the owner, then a project', async () => {
    const { page } = watched;
    await page.goto('./');
    await page.getByLabel('E-mail').fill(owner.email);
    await page.getByLabel('Password', { exact: true }).fill(owner.password);
    await page.getByRole('button', { name: 'Create owner' }).click();
    await page.getByRole('heading', { name: 'Create project' }).waitFor();
    await page.getByLabel('Name').fill('Till');
    await page.getByText('Node.js').click();
    await page.getByRole('button', { name: 'Create project' }).click();
    await page.getByText('Waiting for the first event.').waitFor();
    dsn = (await page.locator('code').first().textContent()) ?? '';
    expect(dsn).toMatch(/^http:\/\/[0-9a-f]{32}@/);
  });

  test('the first event of a real SDK appears without reload and leads to its issue', async () => {
    const { page } = watched;
    await fail('till');
    await page.getByText('First event received').waitFor();
    await page.getByRole('link', { name: /the till is jammed/ }).click();
    await page.getByRole('heading', { name: 'TypeError', level: 1 }).waitFor();
    expect(page.url()).toMatch(/\/issues\/TILL-1$/);
  });

  test('the issue shows source, cause, breadcrumbs, user, tags and why it was grouped', async () => {
    const has = (section: string, text: string) =>
      watched.page.locator(`#section-${section}`).getByText(text).first().waitFor();
    await has('stack', "throw new TypeError('the till is jammed', { cause });");
    await has('stack', 'Caused by');
    await has('stack', '1000 coins do not fit');
    await has('breadcrumbs', 'drawer opened');
    await has('user', 'ann@example.invalid');
    await has('tags', 'front');
    await has('contexts', 'node');
    await has('grouping', 'By exception type and the calls of the app');
    await watched.page.getByRole('button', { name: 'JSON' }).click();
    await watched.page.getByRole('dialog').getByText('till@1.0.0').first().waitFor();
    await watched.page.keyboard.press('Escape');
  });

  test('a later event is announced to the reader, and the list counts it without reload', async () => {
    const { page } = watched;
    await fail('till', 'till@1.1.0');
    await page.getByRole('button', { name: '1 newer event' }).click();
    await page.getByText('till@1.1.0').first().waitFor();
    await page.keyboard.press('[');
    await page.waitForURL(/\/events\/[0-9a-f]{32}$/);
    await page.keyboard.press('u');
    const row = page.locator('li', { hasText: 'the till is jammed' });
    await row.getByTitle('2 events').waitFor();
    await fail('till');
    await row.getByTitle('3 events').waitFor();
    await fail('drawer');
    await page.locator('a[data-issue="TILL-2"]').waitFor();
  });

  test('the keyboard walks the list, opens an issue, searches and explains itself', async () => {
    const { page } = watched;
    const focused = () => page.evaluate<string | null>(`document.activeElement?.getAttribute('data-issue')`);
    await page.locator('h1').click();
    await page.keyboard.press('j');
    expect(await focused()).toBe('TILL-2');
    await page.keyboard.press('j');
    expect(await focused()).toBe('TILL-1');
    await page.keyboard.press('k');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/issues\/TILL-2$/);
    await page.getByRole('heading', { name: 'Error', level: 1 }).waitFor();
    await page.keyboard.press('u');
    await page.waitForURL(/\/projects\/till\/issues$/);
    await page.keyboard.press('/');
    await page.keyboard.type('jammed');
    await page.waitForURL(/q=jammed/);
    await page.locator('a[data-issue="TILL-2"]').waitFor({ state: 'detached' });
    expect(await page.locator('a[data-issue]').count()).toBe(1);
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await page.keyboard.press('Escape');
  });

  test('settings: a key is rotated, a wrong rule is shown where it is wrong, a token is shown once', async () => {
    const { page } = watched;
    await page.goto('./projects/till/settings/keys');
    await page.getByRole('button', { name: 'Change key Default' }).click();
    await page.getByRole('menuitem', { name: 'Rotate…' }).click();
    await page.getByRole('button', { name: 'Rotate', exact: true }).click();
    await page.getByText('Disabled').waitFor();
    await page.getByRole('link', { name: 'Grouping rules' }).click();
    await page.getByLabel('Fingerprint rules').fill('error.type:Error -> errors\nerror.type:Error');
    await page.getByText(/^Line 2, column \d+/).waitFor();
    expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
    await page.getByLabel('Fingerprint rules').fill('error.type:Error -> errors');
    await page.getByText('A fingerprint rule of this project matched.').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved').waitFor();
    await page.goto('./account');
    await page.getByRole('button', { name: 'Create token' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('deploy');
    await page.getByRole('dialog').getByRole('button', { name: 'Create token' }).click();
    const token = (await page.locator('code', { hasText: /^clp_/ }).textContent()) ?? '';
    const answer = await fetch(`${server.url}/api/v1/projects`, { headers: { authorization: `Bearer ${token}` } });
    expect(answer.status).toBe(200);
    await page.reload();
    await page.getByText('deploy').waitFor();
    expect(await page.getByText(token).count()).toBe(0);
  });

  test('when the session ends, one signs in and is where one was', async () => {
    const { page } = watched;
    await page.goto('./projects/till/issues?q=jammed');
    await page.locator('a[data-issue="TILL-1"]').waitFor();
    await page.context().clearCookies();
    await page.waitForURL(/\/sign-in\?next=/);
    await page.getByLabel('E-mail').fill(owner.email);
    await page.getByLabel('Password', { exact: true }).fill('not my password');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    await page.getByLabel('Password', { exact: true }).fill(owner.password);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/projects\/till\/issues\?q=jammed$/);
    await page.locator('a[data-issue="TILL-1"]').waitFor();
  });

  test('nothing that must not happen has happened', () => {
    expect(watched.alarms).toEqual([]);
  });

  test.each([
    ['dark', 390],
    ['light', 390],
    ['dark', 1280],
  ] as const)('every page fits: %s, %i px wide', async (colorScheme, width) => {
    const storageState = await watched.page.context().storageState();
    const { page, alarms } = await watchedPage(browser, server.url, {
      storageState,
      colorScheme,
      viewport: { width, height: 844 },
    });
    for (const path of paths) {
      await page.goto(path);
      await page.locator('main').waitFor();
      await settled(page);
      expect.soft(await page.evaluate(overflow), `${path} is wider than the screen`).toBe(0);
      expect.soft(await page.evaluate(nameless), `${path} has controls without a name`).toEqual([]);
      expect.soft(await page.evaluate<string>(`document.documentElement.dataset.mantineColorScheme`)).toBe(colorScheme);
    }
    expect(alarms).toEqual([]);
    await page.context().close();
  });
});

const paths = [
  './',
  './projects/new',
  './projects/till/issues',
  './projects/till/set-up',
  './projects/till/feedback',
  './projects/till/releases',
  './projects/till/releases/till%401.0.0',
  './projects/till/monitors',
  './projects/till/stats',
  './projects/till/settings',
  './projects/till/settings/keys',
  './projects/till/settings/scrubbing',
  './projects/till/settings/origins',
  './projects/till/settings/grouping',
  './projects/till/settings/alerts',
  './projects/till/settings/alerts/log',
  './projects/till/settings/quotas',
  './issues/TILL-1',
  './issues/TILL-1/events',
  './issues/TILL-1/tags',
  './issues/TILL-1/history',
  './issues/TILL-1/releases',
  './issues/TILL-1/feedback',
  './issues/TILL-1/grouping',
  './dead-letters',
  './status',
  './usage',
  './account',
  './people',
  './teams',
  './join',
  './reset-password',
  './forgot-password',
  './nowhere',
];

/** Pixels by which the page is wider than the window. */
const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

/** Buttons, links and fields that a screen reader could not name. */
const nameless = `[...document.querySelectorAll('main button, main a, main input')]
  .filter((element) => {
    const labels = [...(element.labels ?? [])].map((label) => label.textContent).join('');
    const name = element.textContent + (element.getAttribute('aria-label') ?? '') + labels;
    return name.trim() === '' && !element.hasAttribute('aria-labelledby') && element.type !== 'hidden';
  })
  .map((element) => element.outerHTML.slice(0, 120))`;
