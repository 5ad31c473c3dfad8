import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { services } from './services.ts';
import { until } from './until.ts';

/** The system's Chromium, as quiet as it can be made. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: services.chromium ?? '',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

export interface WatchedPage {
  readonly page: Page;
  /** What must never happen: dialogs, script errors, breaches of the content security policy, requests to other hosts. */
  readonly alarms: string[];
}

/** A page in a context of its own (cookies, storage) that notes what must never happen. Close it with `page.context().close()`. */
export const watchedPage = async (
  browser: Browser,
  baseURL: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> => {
  const context = await browser.newContext({
    baseURL: baseURL.endsWith('/') ? baseURL : `${baseURL}/`,
    viewport: { width: 1280, height: 860 },
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
    ...options,
  });
  const alarms: string[] = [];
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const home = new URL(baseURL).origin;
  page.on('dialog', (dialog) => {
    alarms.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => alarms.push(`script error: ${error.message}`));
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) alarms.push(`policy: ${message.text()}`);
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== home && url.protocol !== 'data:') alarms.push(`request: ${request.url()}`);
  });
  page.on('popup', () => alarms.push('a window opened'));
  return { page, alarms };
};

/** Waits until the page is there and nothing on it is loading any more. (The page's policy forbids waiting by a function in it.) */
export const settled = (page: Page): Promise<void> =>
  until(
    async () => (await page.locator('main').count()) > 0 && (await page.locator('[aria-busy="true"]').count()) === 0,
  );
