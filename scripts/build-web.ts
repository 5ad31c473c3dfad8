import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Builds the browser app into web/dist with Vite when its sources are newer than the last build; `--force` always. Runs before start, demo and test, so
 * the common case (nothing changed) loads nothing and takes milliseconds. An installation without the build tools keeps the app it was shipped with.
 */
const root = join(import.meta.dirname, '..');
const built = join(root, 'web/dist/index.html');

const newest = (path: string): number => {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return 0;
  if (!stats.isDirectory()) return stats.mtimeMs;
  // A folder's own time tells of files that went away.
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
};

const sources = ['web/src', 'web/public', 'web/index.html', 'web/vite.config.ts', 'package-lock.json'];
const isFresh = (): boolean => {
  const last = statSync(built, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return last > Math.max(...sources.map((path) => newest(join(root, path))));
};

if (process.argv.includes('--force') || !isFresh()) {
  const vite = await import('vite').catch(() => null);
  if (vite !== null) {
    await vite.build({ configFile: join(root, 'web/vite.config.ts'), logLevel: 'warn' });
  } else if (!existsSync(built)) {
    console.error('The browser app is not built and its tools are not installed. Run: npm ci && npm run build');
    process.exitCode = 1;
  }
}
