import { execFile } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { adopt } from './leftovers.ts';

const browsers = [
  process.env['CULPRIT_TEST_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

export const findBrowser = (): string | null => browsers.find((path) => path !== undefined && existsSync(path)) ?? null;

/** Bundles the sample application's page with `@sentry/browser`; resolves to the folder to serve. */
export const buildPage = async (root: string, outDir: string, dsn: string, release: string): Promise<string> => {
  const { build } = await import('vite');
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    base: './',
    define: {
      'import.meta.env.VITE_SENTRY_DSN': JSON.stringify(dsn),
      'import.meta.env.VITE_SHOP_RELEASE': JSON.stringify(release),
    },
    build: {
      outDir,
      emptyOutDir: true,
      modulePreload: false,
      rolldownOptions: { output: { entryFileNames: 'shop.js' } },
    },
  });
  return outDir;
};

/** Opens a page in a headless browser, lets its script run, and closes it. What the browser writes stays in `folder`, which is made. */
export const visitPage = (browser: string, url: string, folder: string): Promise<void> =>
  new Promise((resolve, reject) => {
    mkdirSync(folder, { recursive: true });
    const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'];
    const quiet = [
      '--disable-background-networking',
      '--disable-component-update',
      `--user-data-dir=${join(folder, 'profile')}`,
    ];
    const child = execFile(
      browser,
      [...flags, ...quiet, '--virtual-time-budget=3000', '--dump-dom', url],
      { timeout: 60_000, env: { ...process.env, TMPDIR: folder } },
      (error) => (error === null ? resolve() : reject(error)),
    );
    adopt(child);
  });
