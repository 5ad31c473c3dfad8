import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { findBreaches } from './rooms.ts';

const houseWith = (files: Record<string, string>): string => {
  const root = mkdtempSync(join(tmpdir(), 'culprit-rooms-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
};

test('a room may enter a lower room by its door', () => {
  const root = houseWith({ 'src/issues/store.ts': "import { openStorage } from '../storage/index.ts';" });
  expect(findBreaches(root)).toEqual([]);
});

test('a room may not pass another room’s door, look up, or look to its neighbour', () => {
  const root = houseWith({
    'src/issues/a.ts': "import { x } from '../storage/sqlite.ts';",
    'src/ingest/b.ts': "import type { Issue } from '../issues/index.ts';",
    'src/accounts/c.ts': "const r = await import('../registry/index.ts');",
  });
  expect(findBreaches(root).map(({ file, line }) => `${file}:${line}`)).toEqual([
    'src/accounts/c.ts:1',
    'src/ingest/b.ts:1',
    'src/issues/a.ts:1',
  ]);
});

test('tests may look anywhere', () => {
  const root = houseWith({ 'src/issues/a.test.ts': "import { x } from '../storage/sqlite.ts';" });
  expect(findBreaches(root)).toEqual([]);
});

test('the house itself keeps the rule', () => {
  expect(findBreaches(join(import.meta.dirname, '..'))).toEqual([]);
});
