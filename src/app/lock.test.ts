import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { isServerRunning, lockDataFolder, readServerNote } from './lock.ts';

const folders: string[] = [];
const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'culprit-lock-'));
  folders.push(made);
  return made;
};
afterEach(() => {
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
});

test('a second server is refused, and told who has the folder', () => {
  const data = join(folder(), 'deep/er');
  const lock = lockDataFolder(data);
  lock.announce({ pid: 4711, url: 'http://localhost:8000', startedAt: '2026-11-22T00:00:00.000Z' });
  expect(() => lockDataFolder(data)).toThrow(/process 4711, http:\/\/localhost:8000/);
  expect(isServerRunning(data)).toBe(true);
  lock.release();
  expect(isServerRunning(data)).toBe(false);
  lockDataFolder(data).release();
});

test('the lock dies with its process, even by kill -9', async () => {
  const data = folder();
  // The lock is dropped by its holder and garbage is collected: it must hold all the same.
  const script = `import { lockDataFolder } from ${JSON.stringify(join(import.meta.dirname, 'lock.ts'))};
    lockDataFolder(${JSON.stringify(data)}); setImmediate(() => { gc(); process.stdout.write('locked'); }); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--expose-gc', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const gone = once(child, 'exit');
  try {
    await once(child.stdout, 'data');
    expect(isServerRunning(data)).toBe(true);
    expect(() => lockDataFolder(data)).toThrow(/Another Culprit server/);
  } finally {
    child.kill('SIGKILL');
  }
  await gone;
  lockDataFolder(data).release();
});

test('a folder without a server has no note', () => {
  const data = folder();
  expect(readServerNote(data)).toBeNull();
  expect(isServerRunning(data)).toBe(false);
});

test('a data folder that cannot be made is one clear sentence', () => {
  const file = join(folder(), 'file');
  writeFileSync(file, '');
  expect(() => lockDataFolder(join(file, 'data'))).toThrow(/^The data folder .* cannot be used: .*--data\.$/);
});
