import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

/** Everything temporary goes here, so that what is left is seen. */
let TMPDIR = '';
beforeEach(() => {
  TMPDIR = mkdtempSync(join(tmpdir(), 'culprit-demo-test-'));
});
afterEach(() => rmSync(TMPDIR, { recursive: true, force: true }));

test('the demo turns the failures of a real application into exactly the expected issues, and leaves nothing', async () => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['src/main.ts', 'demo', '--once', '--json', '--port', '0'],
    { cwd: root, env: { ...process.env, TMPDIR } },
  );
  const result = JSON.parse(stdout) as {
    complete: boolean;
    issues: { what: string; title: string | null; events: number; users: number }[];
  };
  expect(result.issues.filter(({ title }) => title === null).map(({ what }) => what)).toEqual([]);
  expect(result.complete).toBe(true);
  expect(readdirSync(TMPDIR)).toEqual([]);
});

test('a demo that is interrupted half way takes its server and its files along', async () => {
  const demo = spawn(process.execPath, ['src/main.ts', 'demo', '--port', '0'], {
    cwd: root,
    env: { ...process.env, TMPDIR },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const gone = once(demo, 'exit');
  for await (const line of createInterface({ input: demo.stderr })) if (line.includes('making it fail')) break;
  demo.kill('SIGINT');
  expect(await gone).toEqual([130, null]);
  expect(readdirSync(TMPDIR)).toEqual([]);
});
