import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WatchedPage } from './support/browser.ts';
import { openBrowser, settled, watchedPage } from './support/browser.ts';
import { hostileEvent, hostileTexts } from './support/hostile.ts';
import type { TestServer } from './support/server.ts';
import { owner, startTestServer } from './support/server.ts';
import { services } from './support/services.ts';
import { until } from './support/until.ts';

/** Whatever is stored, the browser shows it as text: no script, no dialog, no foreign request, no breach of the policy. */
describe.skipIf(services.chromium === null)('hostile data in the browser', () => {
  let server: TestServer;
  let browser: Browser;
  let watched: WatchedPage;
  let project: { id: number; slug: string; dsn: string };

  beforeAll(async () => {
    server = await startTestServer();
    browser = await openBrowser();
    watched = await watchedPage(browser, server.url);
    const { page } = watched;
    await page.goto('./');
    await page.getByLabel('E-mail').fill(owner.email);
    await page.getByLabel('Password', { exact: true }).fill(owner.password);
    await page.getByRole('button', { name: 'Create owner' }).click();
    await page.getByRole('heading', { name: 'Create project' }).waitFor();
    project = await post('projects', { name: 'Evil <img src=x onerror=window.hit=1>', platform: 'javascript' });
    for (const [number, text] of hostileTexts.entries()) {
      await send('store/', JSON.stringify(hostileEvent(text, number)), 'application/json');
      await send('envelope/', envelope(text, number), 'application/x-sentry-envelope');
      await post(`projects/${project.id}/keys`, { label: text.slice(0, 100) });
      await post('tokens', { name: text.slice(0, 100), scopes: ['read'], projectId: project.id });
    }
    await until(async () => {
      const { items } = await get<{ items: { issues: number }[] }>('projects-overview');
      return (items[0]?.issues ?? 0) >= hostileTexts.length;
    });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const headers = { 'x-culprit': '1' };
  const post = async <T>(path: string, data: object): Promise<T> => {
    const answer = await watched.page.request.post(`./api/v1/${path}`, { data, headers });
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const get = async <T>(path: string): Promise<T> =>
    (await (await watched.page.request.get(`./api/v1/${path}`, { headers })).json()) as T;
  const send = async (endpoint: string, data: string, type: string): Promise<void> => {
    const key = new URL(project.dsn).username;
    const answer = await watched.page.request.post(
      `./api/${project.id}/${endpoint}?sentry_version=7&sentry_key=${key}`,
      {
        data,
        headers: { 'content-type': type },
      },
    );
    if (!answer.ok()) throw new Error(`${endpoint}: ${answer.status()} ${await answer.text()}`);
  };

  /** Attachments, feedback and a monitor for the event of the same number. */
  const envelope = (text: string, number: number): string => {
    const event_id = hostileEvent(text, number)['event_id'];
    const monitor = text.replaceAll(/[^\w.-]/g, '_').slice(0, 40) || 'm';
    const items: [header: object, body: string][] = [
      [
        { type: 'attachment', filename: text.slice(0, 200), content_type: 'image/svg+xml' },
        `<svg onload="window.hit=1"/>`,
      ],
      [{ type: 'attachment', filename: 'page.html', content_type: 'text/html' }, text],
      [{ type: 'user_report' }, JSON.stringify({ event_id, name: text, email: text, comments: text })],
      [
        { type: 'check_in' },
        JSON.stringify({ check_in_id: event_id, monitor_slug: monitor, status: 'error', environment: 'production' }),
      ],
    ];
    const lines = items.flatMap(([header, body]) => [
      JSON.stringify({ ...header, length: Buffer.byteLength(body) }),
      body,
    ]);
    return [JSON.stringify({ event_id }), ...lines].join('\n');
  };

  /** Opens whatever can be unfolded, several levels deep. */
  const unfold = `(async () => {
    for (let round = 0; round < 5; round += 1) {
      for (const button of document.querySelectorAll('main button[aria-expanded="false"]')) if (!button.hasAttribute('aria-haspopup')) button.click();
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    }
  })()`;

  test.each(hostileTexts.map((text, number) => [number, text.slice(0, 40)] as const))(
    'text %i in every field of an event: %s',
    async (number) => {
      const { page, alarms } = watched;
      const text = hostileTexts[number] ?? '';
      const id = hostileEvent(text, number)['event_id'];
      await page.goto(`./projects/${project.slug}/events/${String(id)}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.getByText('Stack trace').first().waitFor();
      await page.evaluate(unfold);
      await settled(page);
      // It is there to be read: the start of it, up to the first character that is shown by name.
      const start = text.slice(0, 30).split('\u202E')[0] ?? '';
      expect(await page.locator('main').innerText()).toContain(start);
      expect(await page.evaluate('window.hit')).toBeUndefined();
      for (const link of await page.locator('a').all()) {
        expect(await link.getAttribute('href')).not.toMatch(/^\s*(javascript|data|vbscript):/i);
      }
      expect(alarms).toEqual([]);
    },
  );

  test('text in every list', async () => {
    const { page, alarms } = watched;
    const [first] = (await get<{ items: { shortId: string }[] }>(`projects/${project.id}/issues?limit=1`)).items;
    const inProject = ['issues', 'feedback', 'releases', 'monitors', 'stats', 'settings', 'settings/keys', 'set-up'];
    const inIssue = ['', '/events', '/history', '/releases', '/tags', '/feedback', '/grouping'];
    for (const text of hostileTexts)
      await post(`issues/${first?.shortId ?? ''}/comments`, {
        body: `@owner ${text}\n\n> ${text}\n\n- [${text}](${text})\n\n**${text}** \`${text}\``.slice(0, 20_000),
      });
    const paths = [
      '.',
      './account',
      './dead-letters',
      ...inProject.map((path) => `./projects/${project.slug}/${path}`),
      ...inIssue.map((path) => `./issues/${first?.shortId ?? ''}${path}`),
    ];
    for (const path of paths) {
      await page.goto(path);
      await page.locator('main').waitFor();
      await settled(page);
      await page.evaluate(unfold);
      expect.soft(await page.evaluate('window.hit'), path).toBeUndefined();
      expect.soft(await page.evaluate('document.querySelectorAll("base").length'), path).toBe(1);
      expect
        .soft(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'), path)
        .toBe(0);
    }
    expect(alarms).toEqual([]);
  });

  test('an address that is no plain http stays text, one that is opens without telling where it was', async () => {
    const { page } = watched;
    await page.goto(`./projects/${project.slug}/feedback`);
    await page.getByRole('heading', { name: 'User feedback' }).waitFor();
    for (const link of await page.locator('main a[target]').all()) {
      expect(await link.getAttribute('rel')).toBe('noopener noreferrer nofollow');
      expect(await link.getAttribute('href')).toMatch(/^https?:/);
    }
  });

  test('an attachment is saved, never shown, whatever it says it is', async () => {
    const { page } = watched;
    const event = hostileEvent(hostileTexts[0], 0)['event_id'];
    const { attachments } = await get<{ attachments: { id: string }[] }>(
      `projects/${project.id}/events/${String(event)}`,
    );
    expect(attachments.length).toBeGreaterThan(0);
    for (const { id } of attachments) {
      const answer = await page.request.get(
        `./api/v1/projects/${project.id}/events/${String(event)}/attachments/${id}`,
      );
      expect(answer.headers()).toMatchObject({ 'x-content-type-options': 'nosniff' });
      expect(answer.headers()['content-disposition']).toMatch(/^attachment/);
      expect(answer.headers()['content-type']).not.toMatch(/html|svg|xml/);
    }
  });
});
