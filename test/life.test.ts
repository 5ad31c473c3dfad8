import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WatchedPage } from './support/browser.ts';
import { openBrowser, watchedPage } from './support/browser.ts';
import type { HttpReceiver } from './support/http-receiver.ts';
import { startHttpReceiver } from './support/http-receiver.ts';
import type { SmtpReceiver } from './support/smtp-receiver.ts';
import { startSmtpReceiver } from './support/smtp-receiver.ts';
import type { TestServer } from './support/server.ts';
import { owner, startTestServer } from './support/server.ts';
import { services } from './support/services.ts';
import { until } from './support/until.ts';

/** The life of an issue as a person drives it in the browser, with a real SDK on one side and a webhook's receiver on the other. One story. */
describe.skipIf(services.chromium === null)('the life of an issue', () => {
  let server: TestServer;
  let browser: Browser;
  let watched: WatchedPage;
  let page: Page;
  let hook: HttpReceiver;
  let mails: SmtpReceiver;
  let dsn = '';

  beforeAll(async () => {
    hook = await startHttpReceiver();
    mails = await startSmtpReceiver();
    const env = { CULPRIT_OUTBOUND_ALLOW: '127.0.0.1', CULPRIT_SMTP: mails.url };
    server = await startTestServer({ env });
    ({ dsn } = await server.createProject('Till'));
    const team = await server.api<{ id: number }>('POST', '/teams', { name: 'Lookers' });
    await server.api('PUT', `/teams/${team.id}/projects/till`);
    await server.api('POST', '/users', { ...eye, role: 'viewer', teamIds: [team.id] });
    const target = await server.api<{ id: number }>('POST', '/projects/till/alert-targets', {
      name: 'Receiver',
      kind: 'webhook',
      settings: { url: `${hook.url}/alerts`, secret: 'a secret of ours' },
    });
    await server.api('POST', '/projects/till/alert-rules', {
      name: 'What matters',
      triggers: ['new', 'regressed', 'unmuted'],
      targetIds: [target.id],
    });
    await server.api('POST', '/projects/till/releases', { version: 'till@1.0.0' });
    await server.api('POST', '/projects/till/releases', { version: 'till@1.1.0' });
    browser = await openBrowser();
    watched = await watchedPage(browser, server.url);
    ({ page } = watched);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await hook?.close();
    await mails?.close();
  });

  /** The real SDK fails once; resolves when the issue has so many events. */
  const fail = async (release: string, events: number, times = 1, what = 'till') => {
    const app = join(import.meta.dirname, 'support/failing-app.ts');
    const run = () => promisify(execFile)(process.execPath, [app, dsn, what, release]);
    await Promise.all(Array.from({ length: times }, run));
    const issue = what === 'till' ? 'TILL-1' : 'TILL-2';
    await until(async () => {
      const told = await server.api<{ events: number }>('GET', `/issues/${issue}`).catch(() => ({ events: 0 }));
      return told.events === events;
    });
  };
  const state = async () => {
    const { status, regressed } = await server.api<{ status: string; regressed: boolean }>('GET', '/issues/TILL-1');
    return regressed ? 'regressed' : status;
  };
  /** Alerts of a kind that have arrived. */
  const alerts = (trigger: string) =>
    hook.received.filter(({ body }) => (JSON.parse(body) as { type: string }).type === `alert.${trigger}`);

  test('it is resolved in a release, and the page says what that means before and after', async () => {
    await fail('till@1.0.0', 1);
    await page.goto('./issues/TILL-1');
    await signIn(page, owner);
    await page.getByRole('button', { name: 'More ways to resolve' }).click();
    await page.getByRole('menuitem', { name: 'In another release…' }).click();
    const dialog = page.getByRole('dialog', { name: 'In which release is it fixed?' });
    await dialog.getByLabel('Release').fill('1.1');
    await page.getByRole('option', { name: 'till@1.1.0' }).click();
    await dialog.getByText('An event of till@1.1.0 or a later release brings it back as a regression.').waitFor();
    await dialog.getByRole('button', { name: 'Resolve' }).click();
    await page.getByText(/Resolved in\s+till@1\.1\.0/).waitFor();
    expect(await state()).toBe('resolved');
  });

  test('an event of the old release leaves it resolved', async () => {
    await fail('till@1.0.0', 2);
    expect(await state()).toBe('resolved');
  });

  test('an event of a newer one brings it back, and one alert is sent', async () => {
    await fail('till@1.2.0', 3);
    await page.getByText('It was resolved and came back.').waitFor();
    await until(() => alerts('regressed').length > 0);
    const [alert] = alerts('regressed');
    expect(JSON.parse(alert?.body ?? '')).toMatchObject({
      data: { issue: { shortId: 'TILL-1' }, event: { release: 'till@1.2.0' } },
    });
  });

  test('it is muted until more than three events come in an hour', async () => {
    await page.keyboard.press('m');
    await page.getByRole('menuitem', { name: 'By other conditions…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Mute until the first of these' });
    await dialog.getByLabel('so much time has passed:').uncheck();
    await dialog.getByLabel('How many events').fill('3');
    await dialog.getByText('It is unmuted on more than 3 events per 1 hour').waitFor();
    await dialog.getByRole('button', { name: 'Mute' }).click();
    await page.getByText('Muted until more than 3 events come in 1 hour.').waitFor();
    await fail('till@1.2.0', 6, 3);
    expect(await state()).toBe('muted');
  });

  test('the fourth event unmutes it, once', async () => {
    await fail('till@1.2.0', 7);
    expect(await state()).toBe('unresolved');
    await fail('till@1.2.0', 8);
    // A project's alerts keep their order: what is sent last comes last.
    await fail('till@1.2.0', 1, 1, 'drawer');
    await until(() => alerts('new').length === 2);
    expect([alerts('regressed').length, alerts('unmuted').length]).toEqual([1, 1]);
  });

  test('the history tells all of it, and takes the last step back', async () => {
    await page.getByRole('link', { name: 'History' }).click();
    const told = page.getByRole('list', { name: 'History' }).getByRole('listitem');
    await until(async () => (await told.count()) === 5);
    const words = (await told.allTextContents()).map((text) => text.replace(/^O ?/, '').replaceAll(/\s+/g, ' ').trim());
    expect(words).toEqual([
      expect.stringMatching(/^Unmuted: more than 3 events per 1 hour · event/),
      expect.stringMatching(/^owner muted it until more than 3 events in 1 hour/),
      expect.stringMatching(/^It came back in till@1\.2\.0 · event/),
      expect.stringMatching(/^owner resolved it in till@1\.1\.0/),
      expect.stringMatching(/^First seen/),
    ]);
    await page.keyboard.press('e');
    await told.filter({ hasText: 'owner resolved it' }).first().getByRole('button', { name: 'Undo' }).click();
    await until(async () => (await state()) === 'unresolved');
  });

  test('it is given to somebody by the keyboard', async () => {
    await page.keyboard.press('a');
    await page.getByLabel('Find a person').fill('own');
    await page.locator('[data-combobox-selected]', { hasText: 'owner' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Assigned to owner' }).waitFor();
  });

  test('a comment is written with a preview, mailed to whom it names, and changed by its author', async () => {
    const field = page.getByLabel('New comment');
    await field.fill('Ask **the smith**, @eye and @own');
    await page.getByRole('option', { name: /@owner/ }).click();
    await page.getByText('Preview', { exact: true }).click();
    await page.getByLabel('Preview', { exact: true }).locator('strong', { hasText: 'the smith' }).waitFor();
    await page.getByRole('button', { name: 'Comment', exact: true }).click();
    const card = page.locator('[id^="comment-"]');
    await card.getByTitle('owner').filter({ hasText: '@owner' }).waitFor();
    await until(() => mails.received.length > 0);
    expect(mails.received).toMatchObject([{ to: [eye.email], source: expect.stringContaining('names you in TILL-1') }]);
    await card.getByRole('button', { name: 'Edit comment' }).click();
    await page.getByLabel('Edit comment').last().fill('<img src=x onerror=alert(1)> [x](javascript:alert(1))');
    await page.getByRole('button', { name: 'Save' }).click();
    await card.getByText('<img src=x onerror=alert(1)> [x](javascript:alert(1))').waitFor();
    await card.getByText('edited').waitFor();
  });

  test('another issue is merged into it, and leaves again', async () => {
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Merge with…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Merge other issues into TILL-1' });
    await dialog.getByLabel('Find issues').fill('drawer');
    await dialog.getByLabel(/TILL-2/).check();
    await dialog.getByRole('button', { name: 'Merge 1 issue' }).click();
    await page.getByText('TILL-2 merged into').or(page.getByText('1 issue merged into TILL-1')).first().waitFor();
    await page.getByRole('link', { name: 'Grouping' }).click();
    await page.getByRole('button', { name: 'Unmerge TILL-2' }).click();
    await page.getByText('TILL-2 left TILL-1').waitFor();
    await until(async () => (await server.api<{ events: number }>('GET', '/issues/TILL-1')).events === 8);
  });

  test('whoever may only look sees what is in force, and no buttons that would be refused', async () => {
    const { page: other, alarms } = await watchedPage(browser, server.url);
    await other.goto('./issues/TILL-1/history');
    await signIn(other, eye);
    await other
      .getByRole('list', { name: 'History' })
      .getByText('@owner')
      .or(other.getByText('It came back in'))
      .first()
      .waitFor();
    const buttons = await other.locator('main').getByRole('button').allTextContents();
    expect(buttons.filter((text) => /resolve|mute|assign|undo|comment|merge/i.test(text))).toEqual([]);
    await other.keyboard.press('e');
    await other.keyboard.press('m');
    expect(await other.getByRole('menu').count()).toBe(0);
    expect(alarms).toEqual([]);
    await other.context().close();
  });

  test('nothing that must not happen has happened', () => {
    expect(watched.alarms).toEqual([]);
  });
});

const eye = { email: 'eye@example.invalid', password: 'only looking here' };

const signIn = async (page: Page, { email, password }: typeof owner) => {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
};
