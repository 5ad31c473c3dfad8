import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, watchedPage } from './support/browser.ts';
import type { WatchedPage } from './support/browser.ts';
import type { TestServer } from './support/server.ts';
import { owner, startTestServer } from './support/server.ts';
import { services } from './support/services.ts';

/** How people come into an installation, what they see, and how they leave it, in the browser. One story: each test goes on where the one before stopped. */
describe.skipIf(services.chromium === null)('people, in the browser', () => {
  let server: TestServer;
  let browser: Browser;
  const watched: WatchedPage[] = [];
  let admin: Page;
  let eve: Page;

  const newPage = async (): Promise<Page> => {
    const one = await watchedPage(browser, server.url);
    watched.push(one);
    return one.page;
  };
  const signIn = async (page: Page, email: string, password: string) => {
    await page.goto('./sign-in');
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL((url) => url.pathname !== '/sign-in');
  };
  /** The link that the page shows this one time. */
  const shownLink = async (page: Page): Promise<string> =>
    (await page.getByRole('status').locator('code').textContent()) ?? '';

  beforeAll(async () => {
    server = await startTestServer();
    browser = await openBrowser();
    await server.createProject('Shop');
    await server.createProject('Secret');
    admin = await newPage();
    await signIn(admin, owner.email, owner.password);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  test('the owner makes a team, gives it a project, and invites somebody into it', async () => {
    await admin.goto('./teams');
    await admin.getByRole('button', { name: 'Create team' }).click();
    await admin.getByRole('dialog').getByLabel('Name').fill('Web shop');
    await admin.getByRole('dialog').getByRole('button', { name: 'Create team' }).click();
    await admin.waitForURL(/\/teams\/web-shop$/);
    await admin.getByRole('combobox', { name: 'Add a project' }).click();
    await admin.getByRole('option', { name: 'Shop' }).click();
    await admin.getByRole('button', { name: 'Take Shop away' }).waitFor();

    await admin.getByRole('link', { name: 'People' }).click();
    await admin.getByRole('button', { name: 'Invite' }).click();
    const dialog = admin.getByRole('dialog');
    await dialog.getByLabel('E-mail').fill('eve@example.invalid');
    await dialog.getByText('They see the projects of these').waitFor();
    await dialog.getByRole('button', { name: 'Invite' }).click();
    await admin.getByRole('cell', { name: 'eve@example.invalid' }).waitFor();
    expect(await shownLink(admin)).toContain('/join#');
  });

  test('who was invited chooses a password, is in, and sees the projects of the team alone; the link is used up', async () => {
    const link = await shownLink(admin);
    eve = await newPage();
    await eve.goto(link);
    await eve.getByText('as member of Web shop').waitFor();
    expect(eve.url()).toMatch(/\/join$/);
    await eve.getByLabel('Name').fill('Eve');
    await eve.getByLabel('Password', { exact: true }).fill('a long password');
    await eve.getByRole('button', { name: 'Join' }).click();
    await eve.getByRole('heading', { name: 'Projects' }).waitFor();
    await eve.getByRole('link', { name: 'Shop', exact: true }).waitFor();
    expect(await eve.getByText('Secret').count()).toBe(0);

    const late = await newPage();
    await late.goto(link);
    await late.getByRole('heading', { name: 'This link does not work' }).waitFor();
    await late.context().close();
  });

  test('a member manages themselves, but nobody else', async () => {
    await eve.getByRole('link', { name: 'Teams' }).click();
    await eve.getByRole('link', { name: 'Web shop' }).click();
    await eve.getByText('eve@example.invalid').waitFor();
    expect(await eve.getByRole('button', { name: /^Take/ }).count()).toBe(0);
    await eve.goto('./people');
    await eve.getByText('Administrators see this page').waitFor();

    const elsewhere = await newPage();
    await signIn(elsewhere, 'eve@example.invalid', 'a long password');
    await eve.goto('./account');
    await eve.getByLabel('Name', { exact: true }).fill('Eve Moneypenny');
    await eve.getByRole('button', { name: 'Save' }).click();
    await eve.getByRole('button', { name: 'Account and display' }).getByText('Eve Moneypenny').waitFor();
    await eve.getByRole('button', { name: 'Sign out everywhere else' }).click();
    await eve.getByText('You are signed out everywhere else').waitFor();
    await elsewhere.goto('./');
    await elsewhere.waitForURL(/\/sign-in/);
    await elsewhere.context().close();
    await eve.getByLabel('Current password').fill('a long password');
    await eve.getByLabel('New password').fill('another password');
    await eve.getByRole('button', { name: 'Change password' }).click();
    await eve.getByText('Your password is changed').waitFor();
  });

  test('the owner changes a role, makes a link for a new password, which works once and ends all sessions', async () => {
    await admin.goto('./people');
    await admin.getByRole('combobox', { name: 'Role of Eve Moneypenny' }).click();
    await admin.getByRole('option', { name: /^Viewer/ }).click();
    await admin.getByText('Eve Moneypenny is viewer now').waitFor();
    await admin.getByRole('button', { name: 'More about Eve Moneypenny' }).click();
    await admin.getByRole('menuitem', { name: 'Link for a new password' }).click();
    const link = await shownLink(admin);
    expect(link).toContain('/reset-password#');
    const fresh = await newPage();
    await fresh.goto(link);
    await fresh.getByLabel('New password').fill('the third password');
    await fresh.getByRole('button', { name: 'Set password' }).click();
    await fresh.waitForURL(/\/sign-in$/);
    await fresh.goto(link);
    await fresh.getByLabel('New password').fill('the fourth password');
    await fresh.getByRole('button', { name: 'Set password' }).click();
    await fresh.getByRole('alert').waitFor();
    await signIn(fresh, 'eve@example.invalid', 'the third password');
    await eve.goto('./account');
    await eve.waitForURL(/\/sign-in/);
    await fresh.context().close();
  });

  test('who is shut out comes in no more, until let in again; without mail the sign-in page says whom to ask', async () => {
    const more = async (item: string) => {
      await admin.getByRole('button', { name: 'More about Eve Moneypenny' }).click();
      await admin.getByRole('menuitem', { name: item }).click();
    };
    await more('Shut out');
    await admin.getByText('Eve Moneypenny is shut out').waitFor();
    await eve.goto('./sign-in');
    await eve.getByLabel('E-mail').fill('eve@example.invalid');
    await eve.getByLabel('Password', { exact: true }).fill('the third password');
    await eve.getByRole('button', { name: 'Sign in' }).click();
    await eve.getByText('This account is deactivated').waitFor();
    await eve.getByRole('link', { name: 'Forgot your password?' }).click();
    await eve.getByText('This server sends no mail.').waitFor();
    await more('Let in again');
    await admin.getByText('Eve Moneypenny may sign in again').waitFor();
    await signIn(eve, 'eve@example.invalid', 'the third password');
    await more('Remove…');
    await admin.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await admin.getByText('Eve Moneypenny is removed').waitFor();
    await eve.goto('./');
    await eve.waitForURL(/\/sign-in/);
  });

  test('nothing that must not happen has happened', () => {
    expect(watched.flatMap(({ alarms }) => alarms)).toEqual([]);
  });
});
