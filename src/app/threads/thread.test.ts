import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { until } from '../../../test/support/until.ts';
import { silentLogger } from '../../kit/index.ts';
import type { Thread } from './thread.ts';
import { startThread } from './thread.ts';

const folders: string[] = [];
const threads: Thread[] = [];
const crashes: string[] = [];
afterEach(async () => {
  for (const thread of threads.splice(0)) await thread.kill();
  crashes.length = 0;
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A thread whose entry runs `code` as what it starts. */
const start = (code: string, data: unknown = {}): Thread => {
  const folder = mkdtempSync(join(tmpdir(), 'culprit-thread-'));
  folders.push(folder);
  const entry = join(folder, 'entry.ts');
  const inside = pathToFileURL(join(import.meta.dirname, 'inside.ts')).href;
  writeFileSync(
    entry,
    `import { runThread } from ${JSON.stringify(inside)};\nawait runThread(async (data) => { ${code} });\n`,
  );
  const thread = startThread('test', pathToFileURL(entry), data, {
    log: silentLogger,
    onCrash: (error) => crashes.push(error.message),
  });
  threads.push(thread);
  return thread;
};

const idle = 'const keep = setInterval(() => {}, 1000);';

test('a thread gets its data, tells what it counted, and ends when asked to', async () => {
  const thread = start(
    `${idle} return { metrics: async () => 'counted ' + data.name, stop: async () => clearInterval(keep) };`,
    { name: 'seven' },
  );
  await thread.ready;
  expect(await thread.metrics()).toBe('counted seven');
  expect(thread.utilization()).toBeGreaterThanOrEqual(0);
  await thread.stop();
  expect(crashes).toEqual([]);
  expect(await thread.metrics()).toBe('');
});

test('one that cannot start says why, and that is no crash', async () => {
  const thread = start(`throw Object.assign(new Error('the file is locked'), { code: 'locked' });`);
  await expect(thread.ready).rejects.toMatchObject({ message: 'the file is locked', code: 'locked' });
  await thread.stop();
  expect(crashes).toEqual([]);
});

test('one that dies later is a crash, told once', async () => {
  const thread = start(
    `setTimeout(() => { throw new Error('a defect'); }, 0); return { metrics: async () => '', stop: async () => {} };`,
  );
  await thread.ready;
  await until(() => crashes.length > 0);
  await thread.stop();
  expect(crashes).toEqual(['a defect']);
});

test('one that is asked to stop while it starts, stops', async () => {
  const thread = start(`${idle} return { metrics: async () => '', stop: async () => clearInterval(keep) };`);
  await thread.stop();
  expect(crashes).toEqual([]);
});
