import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runProgram } from '../program.ts';

let data = '';
let printed: string[] = [];

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'culprit-storage-'));
  for (const stream of ['log', 'error'] as const)
    vi.spyOn(console, stream).mockImplementation((line: string) => void printed.push(line));
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(data, { recursive: true, force: true });
});

const culprit = async (...args: string[]): Promise<{ code: number; printed: string[] }> => {
  printed = [];
  return { code: await runProgram([...args, '--data', data]), printed };
};

test('from the command line: what uses the space, given back to the disk, and what is above the limits removed', async () => {
  expect((await culprit('storage')).printed).toEqual([expect.stringMatching(/^culprit: There is no data/)]);
  await culprit('project', 'add', 'Shop');
  const { code, printed: told } = await culprit('storage', '--compact', '--json');
  expect([code, told.length]).toEqual([0, 1]);
  expect(JSON.parse(told[0] ?? '')).toMatchObject({
    database: { dialect: 'sqlite', free_bytes: 0, bytes: expect.any(Number) },
    attachments: { count: 0, bytes: 0 },
    projects: [{ project: 'shop', events: 0, max_events: 10_000, max_age_days: 90, last_run_at: null }],
  });
  expect((await culprit('retention', 'run')).printed).toEqual(['shop: nothing to remove']);
  expect((await culprit('retention', 'run', '--project', 'nobody')).code).toBe(1);
  expect((await culprit('storage', '--retention-days', '0')).code).toBe(2);
  const remote = await culprit('storage', '--compact', '--database', 'postgres://x@localhost/x');
  expect([remote.code, remote.printed[0]]).toEqual([2, expect.stringContaining('VACUUM FULL')]);
});
