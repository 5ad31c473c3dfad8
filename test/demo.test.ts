import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

test('the demo turns the failures of a real application into exactly the expected issues', async () => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['src/main.ts', 'demo', '--once', '--json', '--port', '0'],
    { cwd: root },
  );
  const result = JSON.parse(stdout) as {
    complete: boolean;
    issues: { what: string; title: string | null; events: number; users: number }[];
  };
  expect(result.issues.filter(({ title }) => title === null).map(({ what }) => what)).toEqual([]);
  expect(result.complete).toBe(true);
});
