import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { makeFolder } from './folder.ts';

const folders: string[] = [];
afterEach(() => {
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
});
const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'culprit-folder-'));
  folders.push(made);
  return made;
};

test('folders are made down to the last, for their owner alone, and made once', () => {
  const path = join(folder(), 'a/b/c');
  makeFolder(path);
  makeFolder(path);
  expect(statSync(path).mode & 0o777).toBe(0o700);
});

test('a file in the way is an error', () => {
  const file = join(folder(), 'file');
  writeFileSync(file, '');
  expect(() => makeFolder(file)).toThrow(/EEXIST/);
  expect(() => makeFolder(join(file, 'deeper'))).toThrow(/ENOTDIR/);
});

test.runIf(existsSync('/proc/self'))('a file system that takes no folders is an error at once', () => {
  expect(() => makeFolder('/proc/nothing')).toThrow(/ENOENT/);
  expect(() => makeFolder('/proc/nothing/at/all')).toThrow(/ENOENT/);
});
