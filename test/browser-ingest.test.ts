import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { fastify } from 'fastify';
import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Digestible } from '../src/ingest/index.ts';
import { defaultLimits, ingestRoutes, readSpooled } from '../src/ingest/index.ts';
import { acceptorWithList, scrubSettings, testKeys } from './support/ingest.ts';
import { services } from './support/services.ts';
import { until } from './support/until.ts';

/** The browser's SDK on a page of another origin: what CORS forbids or hides shows only there. */
describe.skipIf(services.chromium === null)('the browser SDK', () => {
  const acceptor = acceptorWithList();
  const folder = mkdtempSync(join(tmpdir(), 'culprit-sdk-'));
  const servers: FastifyInstance[] = [];
  let browser: Browser;
  let pageUrl = '';
  let ingestPort = 0;

  const listen = async (app: FastifyInstance): Promise<number> => {
    servers.push(app);
    await app.listen({ port: 0, host: '127.0.0.1' });
    return (app.server.address() as AddressInfo).port;
  };

  beforeAll(async () => {
    const entry = fileURLToPath(import.meta.resolve('@sentry/browser'));
    await build({
      configFile: false,
      logLevel: 'error',
      build: { lib: { entry, formats: ['iife'], name: 'Sentry', fileName: () => 'sentry.js' }, outDir: folder },
    });
    const ingest = fastify({ forceCloseConnections: true });
    await ingest.register(ingestRoutes, { accept: acceptor.accept, limits: defaultLimits });
    ingestPort = await listen(ingest);
    const page = fastify({ forceCloseConnections: true });
    page.get('/', (_request, reply) =>
      reply.type('text/html').send('<!doctype html><title>open</title><body><script src="/sentry.js"></script>'),
    );
    page.get('/sentry.js', (_request, reply) =>
      reply.type('text/javascript').send(readFileSync(join(folder, 'sentry.js'))),
    );
    pageUrl = `http://127.0.0.1:${await listen(page)}/`;
    browser = await chromium.launch({
      executablePath: services.chromium ?? '',
      args: ['--no-sandbox', '--disable-gpu'],
    });
  });
  afterAll(async () => {
    await browser?.close();
    await Promise.all(servers.map((app) => app.close()));
    rmSync(folder, { recursive: true, force: true });
  });

  const openPage = async (key: string): Promise<Page> => {
    acceptor.spooled.length = 0;
    const page = await browser.newPage();
    await page.goto(pageUrl);
    await page.evaluate(`Sentry.init({ dsn: 'http://${key}@127.0.0.1:${ingestPort}/7', release: 'shop@1' })`);
    return page;
  };
  const received = async (): Promise<Digestible[]> =>
    Promise.all(acceptor.spooled.map(({ headers, body }) => readSpooled(headers, body, scrubSettings)));

  test('sends an error, and a person says what happened in the dialog', async () => {
    const page = await openPage(testKeys.open.publicKey);
    await page.evaluate(`
      Sentry.captureException(new TypeError('it broke'));
      Sentry.showReportDialog({ user: { name: 'Ann' }, title: 'Oh <no>', onClose: () => { document.title = 'closed'; } });
    `);
    const dialog = page.getByRole('dialog', { name: 'Oh <no>' });
    await dialog.getByLabel('Email').fill('ann@example.invalid');
    await dialog.getByLabel('What happened?').fill('I pressed the button & it broke');
    await dialog.getByRole('button', { name: 'Submit' }).click();
    await dialog.getByText('Your feedback has been sent.').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await until(async () => (await page.title()) === 'closed');

    const read = await received();
    const [event] = read.flatMap(({ events }) => events);
    expect(event).toMatchObject({
      platform: 'javascript',
      release: 'shop@1',
      exceptions: [{ type: 'TypeError', value: 'it broke' }],
    });
    expect(read.flatMap(({ feedback }) => feedback)).toMatchObject([
      {
        eventId: event?.eventId,
        name: 'Ann',
        email: 'ann@example.invalid',
        message: 'I pressed the button & it broke',
      },
    ]);
    await page.close();
  });

  test('stops sending when its key’s limit is reached, and later reports what it dropped', async () => {
    const page = await openPage(testKeys.limited.publicKey);
    const answers: number[] = [];
    page.on('response', (response) => {
      if (response.url().includes('/envelope/')) answers.push(response.status());
    });
    const capture = (message: string) => page.evaluate(`Sentry.captureMessage('${message}'); Sentry.flush(5000)`);
    for (const message of ['one', 'two', 'three', 'four', 'five']) await capture(message);
    await until(() => answers.includes(429));
    expect(answers.filter((status) => status === 429)).toHaveLength(1);
    await page.evaluate(
      `Object.defineProperty(document, 'visibilityState', { value: 'hidden' }); document.dispatchEvent(new Event('visibilitychange'))`,
    );
    await until(async () => (await received()).some(({ clientDiscards }) => clientDiscards.length > 0));
    expect((await received()).flatMap(({ clientDiscards }) => clientDiscards)).toContainEqual(
      expect.objectContaining({ reason: 'ratelimit_backoff', category: 'error', quantity: 2 }),
    );
    await page.close();
  });
});
