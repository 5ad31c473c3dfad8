import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WatchedPage } from './support/browser.ts';
import { openBrowser, watchedPage } from './support/browser.ts';
import type { TestServer } from './support/server.ts';
import { owner, startTestServer } from './support/server.ts';
import { services } from './support/services.ts';
import { until } from './support/until.ts';

/** More than a page holds. */
const PLAIN = 52;

/** A team's day in the list of issues, in the real browser. One story: each test goes on where the one before stopped. */
describe.skipIf(services.chromium === null)('the issue list', () => {
  let server: TestServer;
  let browser: Browser;
  let watched: WatchedPage;
  let page: Page;
  let dsn: URL;

  const send = async (...events: Record<string, unknown>[]): Promise<void> => {
    for (const event of events) {
      const body = `{}\n{"type":"event"}\n${JSON.stringify({ platform: 'python', ...event })}\n`;
      const answer = await fetch(`${server.url}/api${dsn.pathname}/envelope/?sentry_key=${dsn.username}`, {
        method: 'POST',
        body,
      });
      expect(answer.status, await answer.text()).toBe(200);
    }
  };
  const failure = (type: string, value: string, more: Record<string, unknown> = {}) => ({
    exception: {
      values: [{ type, value, stacktrace: { frames: [{ function: type, filename: `src/${type}.py`, in_app: true }] } }],
    },
    ...more,
  });
  const total = async (query = 'state=all') =>
    (await server.api<{ total: number }>('GET', `/projects/shop/issues?${query}`)).total;

  beforeAll(async () => {
    server = await startTestServer();
    const project = await server.createProject('Shop');
    dsn = new URL(project.dsn);
    const { id: team } = await server.api<{ id: number }>('POST', '/teams', { name: 'Everyone at the shop' });
    await server.api('PUT', `/teams/${team}/projects/shop`);
    for (const [name, role] of [
      ['Ada Lovelace', 'member'],
      ['Vera', 'viewer'],
    ] as const) {
      const email = `${name.split(' ')[0]?.toLowerCase()}@example.invalid`;
      await server.api('POST', '/users', { email, name, role, password: owner.password, teamIds: [team] });
    }
    await send(...Array.from({ length: PLAIN }, (_, index) => failure(`Plain${index}`, 'as usual')));
    const frames = [{ function: 'load', filename: 'app.py', lineno: 12, in_app: true }];
    await send(
      failure('std::bad_alloc', 'out of memory', { environment: 'staging', level: 'warning' }),
      failure('CartError', 'no such item', { request: { url: 'https://shop.example/cart?id=5' } }),
      { exception: { values: [{ type: 'KeyError', value: 'customer', stacktrace: { frames } }] } },
    );
    await until(async () => (await total()) === PLAIN + 3);
    browser = await openBrowser();
    watched = await watchedPage(browser, server.url);
    page = watched.page;
    await signIn(page, owner.email);
    await rows(1).waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const signIn = async (on: Page, email: string): Promise<void> => {
    await on.goto('./sign-in?next=/projects/shop/issues');
    await on.getByLabel('E-mail').fill(email);
    await on.getByLabel('Password', { exact: true }).fill(owner.password);
    await on.keyboard.press('Enter');
    await on.waitForURL(/\/projects\/shop\/issues$/);
  };
  const row = (text: string) => page.locator('li', { has: page.locator('a[data-issue]'), hasText: text });
  /** The row at a place, from 1. */
  const rows = (place: number) => page.locator('li:has(a[data-issue])').nth(place - 1);
  const shortIdAt = async (place: number) => (await rows(place).locator('a').getAttribute('data-issue')) ?? '';
  const bar = () => page.getByRole('combobox', { name: 'Search issues' });
  const tab = (name: string) => page.getByRole('tab', { name });
  const press = (key: string) => page.keyboard.press(key);
  const find = async (text: string): Promise<void> => {
    await bar().fill(text);
    await press('Enter');
  };

  test('the search suggests keys and values, and is in the address', async () => {
    await press('/');
    await page.keyboard.type('lev');
    await page.getByRole('option', { name: /^level:/ }).waitFor();
    await press('Tab');
    await page.getByRole('option', { name: 'warning' }).waitFor();
    await page.keyboard.type('w');
    await page.getByRole('option', { name: 'error', exact: true }).waitFor({ state: 'detached' });
    await press('ArrowDown');
    await press('Enter');
    await page.waitForURL(/q=level%3Awarning/);
    await tab('Unresolved 1').waitFor();
    expect(await bar().inputValue()).toBe('level:warning ');
    await page.getByRole('button', { name: 'Clear search' }).click();
    await tab(`Unresolved ${PLAIN + 3}`).waitFor();
  });

  test('a mistake is underlined where it is, and the list stays', async () => {
    await find('is:unresolved level:loud');
    await page.getByRole('alert').getByText('Column 15').waitFor();
    expect(await page.locator('mark').textContent()).toBe('level:loud');
    expect(await rows(1).isVisible()).toBe(true);
    await page.goto('./projects/shop/issues?q=level:loud');
    await page.getByRole('alert').getByText('Column 1:').waitFor();
  });

  test.each([
    ['std::bad_alloc', 'out of memory'],
    ['std::bad_alloc: out of memory', 'out of memory'],
    ['app.py:12', 'customer'],
    ['https://shop.example/cart?id=5', 'no such item'],
  ])('pasted into it, %s finds its issue', async (text, shown) => {
    await find(text);
    await row(shown).waitFor();
    await tab('Unresolved 1').waitFor();
    expect(await page.locator('a[data-issue]').count()).toBe(1);
  });

  test('a search for resolved ones is not narrowed to the unresolved; nothing found says where there is something', async () => {
    await find('is:resolved');
    await page.getByRole('tab', { name: 'All', selected: true }).waitFor();
    await page.getByText('No issue matches').waitFor();
    await find('customer');
    await tab('Muted').click();
    await page.getByText('No muted issue matches').waitFor();
    await page.getByRole('button', { name: 'Show all states' }).click();
    await row('customer').waitFor();
    await page.goto('./projects/shop/issues');
    await rows(1).waitFor();
  });

  test('two are selected by keys, resolved, and taken back by the toast', async () => {
    const [first, second] = [await shortIdAt(1), await shortIdAt(2)];
    await press('j');
    await press('x');
    await press('j');
    await press('X');
    await page.getByText('2 selected').waitFor();
    expect(await rows(2).getAttribute('data-current')).toBe('true');
    await press('e');
    await page.getByText('2 issues resolved.').waitFor();
    await page.locator(`a[data-issue="${first}"]`).waitFor({ state: 'detached' });
    await tab('Resolved 2').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Taken back for 2 issues.').waitFor();
    await page.locator(`a[data-issue="${second}"]`).waitFor();
    await tab('Resolved 0').waitFor();
  });

  test('keys assign, mute and resolve the issue where they are, and mean nothing while one types', async () => {
    await find('customer');
    await row('customer').waitFor();
    expect(await page.getByText('selected').count()).toBe(0);
    await press('Escape');
    await press('j');
    await press('a');
    await page.getByRole('option', { name: 'Ada Lovelace' }).waitFor();
    await page.keyboard.type('love');
    await press('Enter');
    await page.getByText(/assigned to Ada Lovelace/).waitFor();
    await row('customer').getByRole('img', { name: 'Ada Lovelace' }).waitFor();
    await press('j');
    await press('m');
    await page.getByText(/^It is unmuted at \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.$/).waitFor();
    await page.getByRole('menuitem', { name: 'For a day' }).click();
    await page.getByText(/muted for 1 day/).waitFor();
    await tab('Muted 1').click();
    await row('customer').getByText('Muted').waitFor();
    await press('j');
    await press('e');
    await page.getByText(/^SHOP-\d+ resolved\.$/).waitFor();
    await tab('Resolved 1').waitFor();
  });

  test('what cannot be done to some is told one by one', async () => {
    await page.goto('./projects/shop/issues?q=customer OR memory&state=all');
    await row('customer').waitFor();
    await page.getByLabel('Select all on this page').check();
    await page.getByRole('button', { name: 'Mute' }).click();
    await page.getByRole('menuitem', { name: 'For ever' }).click();
    await page.getByText('cannot mute a resolved issue.').waitFor();
    await page.getByText('1 issue muted for ever.').waitFor();
  });

  test('two are merged into the one with more events; one is deleted after a question; both are taken back', async () => {
    await page.goto('./projects/shop/issues?q=Plain7 OR Plain8');
    await row('Plain7').getByRole('checkbox').check();
    await row('Plain8').getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Merge…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Merge', exact: true }).click();
    await page.getByText(/^1 issue merged into SHOP-\d+\.$/).waitFor();
    await tab('Unresolved 1').waitFor();
    await rows(1).getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page
      .getByRole('dialog', { name: /^Delete SHOP-\d+\?$/ })
      .getByRole('button', { name: 'Delete' })
      .click();
    await page.getByText(/^SHOP-\d+ deleted\.$/).waitFor();
    await page.getByText('No issue matches').waitFor();
    const undo = (what: RegExp) =>
      page.getByRole('alert').filter({ hasText: what }).getByRole('button', { name: 'Undo' });
    await undo(/deleted/).click();
    await tab('Unresolved 1').waitFor();
    await undo(/merged/).click();
    await tab('Unresolved 2').waitFor();
  });

  test('all that match are resolved after a question, and taken back', async () => {
    await page.goto('./projects/shop/issues?q=usual');
    await tab(`Unresolved ${PLAIN}`).waitFor();
    await page.getByLabel('Select all on this page').check();
    await page.getByRole('button', { name: `Select all ${PLAIN} that match` }).click();
    await page.getByText(`${PLAIN} selected`).waitFor();
    await page.getByRole('button', { name: 'Resolve', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: `${PLAIN} issues to be resolved?` });
    await dialog.getByRole('button', { name: 'Go ahead' }).click();
    await page.getByText(`${PLAIN} issues resolved.`).waitFor();
    expect(await total('state=unresolved&query=usual')).toBe(0);
    await page.getByRole('alert').getByRole('button', { name: 'Undo' }).last().click();
    await tab(`Unresolved ${PLAIN}`).waitFor();
  });

  test('pages lead on and back, and a reload keeps the page', async () => {
    const first = await shortIdAt(1);
    await page.getByRole('button', { name: 'Next' }).click();
    await page.waitForURL(/cursor=/);
    await until(async () => (await page.locator('a[data-issue]').count()) === PLAIN - 50);
    await page.reload();
    await until(async () => (await page.locator('a[data-issue]').count()) === PLAIN - 50);
    await page.getByRole('button', { name: 'Previous' }).click();
    await until(async () => (await shortIdAt(1)) === first);
    await until(() => !page.url().includes('cursor'));
  });

  test('a list that is worked on does not jump: new issues are announced', async () => {
    const first = await shortIdAt(1);
    await page.locator('h1').click();
    await press('k');
    await send(failure('Fresh', 'as usual'));
    await page.getByRole('button', { name: '1 new issue: show' }).waitFor();
    expect(await shortIdAt(1)).toBe(first);
    await page.getByRole('button', { name: '1 new issue: show' }).click();
    await row('Fresh').waitFor();
    expect(await shortIdAt(1)).not.toBe(first);
  });

  test('a search is saved, pinned, and opens the same list; a reload keeps what is shown', async () => {
    await page.goto('./projects/shop/issues?q=level:warning&state=muted&sort=priority');
    await row('out of memory').waitFor();
    await page.getByRole('button', { name: 'Saved' }).click();
    await page.getByRole('button', { name: 'Save this search' }).click();
    await page.getByLabel('Name').fill('Quiet warnings');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('“Quiet warnings” is saved.').waitFor();
    await page.goto('./projects/shop/issues');
    await page.getByRole('button', { name: 'Saved' }).click();
    await page.getByRole('button', { name: 'Pin Quiet warnings' }).click();
    await page.getByRole('group', { name: 'Pinned searches' }).getByText('Quiet warnings').click();
    await page.waitForURL(/state=muted/);
    await row('out of memory').waitFor();
    await page.reload();
    await row('out of memory').waitFor();
    expect(await bar().inputValue()).toBe('level:warning');
    expect(await page.getByRole('tab', { selected: true }).textContent()).toMatch(/^Muted/);
    expect(await page.getByRole('combobox', { name: 'Sort by' }).inputValue()).toBe('Sort: Priority');
  });

  test('a range of time is in the zone of whoever reads, and in the address', async () => {
    await page.goto('./projects/shop/issues');
    await page.getByRole('button', { name: 'Time range: Last 30 days' }).click();
    await page.getByLabel('Seen from (your time').fill('2020-06-01T10:00');
    await page.getByLabel('to', { exact: true }).fill('2020-06-01T12:00');
    await page.getByRole('button', { name: 'Show this range' }).click();
    await page.waitForURL(/from=2020-06-01T08%3A00%3A00.000Z&to=2020-06-01T10%3A00%3A00.000Z/);
    await page.getByRole('button', { name: 'Time range: 2020-06-01 10:00 – 12:00' }).waitFor();
    await page.getByRole('button', { name: 'Search all time' }).click();
    await rows(1).waitFor();
  });

  test('a viewer sees the list and no button that would be refused', async () => {
    const viewer = await watchedPage(browser, server.url);
    await signIn(viewer.page, 'vera@example.invalid');
    await viewer.page.locator('a[data-issue]').first().waitFor();
    for (const key of ['j', 'x', 'e', 'm', 'a']) await viewer.page.keyboard.press(key);
    await viewer.page.locator('li[data-current]').waitFor();
    expect(await viewer.page.getByRole('checkbox').count()).toBe(0);
    expect(await viewer.page.getByRole('button', { name: /Resolve|Mute|Assign|Delete|Create project/ }).count()).toBe(
      0,
    );
    await viewer.page.getByRole('button', { name: 'Switch project' }).click();
    await viewer.page.getByRole('menuitem', { name: 'Shop' }).waitFor();
    expect(await viewer.page.getByRole('menuitem', { name: 'Create project' }).count()).toBe(0);
    expect(viewer.alarms).toEqual([]);
    await viewer.page.context().close();
  });

  test('nothing that must not happen has happened', () => {
    expect(watched.alarms).toEqual([]);
  });
});
