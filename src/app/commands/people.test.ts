import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runProgram } from '../program.ts';

let data = '';
let printed: string[] = [];

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'culprit-people-'));
  vi.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line));
  vi.spyOn(console, 'error').mockImplementation((line: string) => void printed.push(line));
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(data, { recursive: true, force: true });
});

/** What a command printed, line by line; what failed begins with `culprit:`. */
const culprit = async (...args: string[]): Promise<string[]> => {
  printed = [];
  // Every run of the program listens once more.
  process.stdout.setMaxListeners(100);
  await runProgram([...args, '--data', data]);
  return printed;
};

test('from the command line: a team, its project and its people', async () => {
  expect(await culprit('team', 'add', 'Web shop')).toEqual(['web-shop']);
  await culprit('project', 'add', 'Shop', '--team', 'web-shop');
  const add = ['user', 'add', '--password', 'long enough'];
  expect(await culprit(...add, 'ada@example.org', '--role', 'owner')).toEqual([
    'ada@example.org may sign in as owner.',
  ]);
  expect(await culprit(...add, 'bob@example.org', '--team', 'web-shop')).toEqual([
    'bob@example.org may sign in as member.',
  ]);
  expect((await culprit('team', 'list')).at(-1)).toMatch(/^1 +web-shop +Web shop +1 +1$/);
  expect(await culprit('team', 'join', '1', 'ADA@example.org')).toEqual(['ADA@example.org is in web-shop.']);
  expect(await culprit('team', 'take', 'web-shop', 'shop')).toEqual(['web-shop no longer sees shop.']);
  expect((await culprit('team', 'list')).at(-1)).toMatch(/ 2 +0$/);
  expect(await culprit('team', 'give', 'web-shop', '1')).toEqual(['web-shop sees shop.']);
  expect(await culprit('team', 'leave', 'web-shop', 'bob@example.org')).toEqual([
    'bob@example.org is no longer in web-shop.',
  ]);
  expect(await culprit('team', 'remove', 'web-shop')).toEqual(['The team web-shop is removed.']);
  expect(await culprit('team', 'list')).toEqual(['There is no team yet: culprit team add NAME.']);
});

test('from the command line: somebody is invited, promoted, shut out and removed, but never the last owner', async () => {
  await culprit('user', 'add', 'ada@example.org', '--role', 'owner', '--password', 'long enough');
  const invited = await culprit('invite', 'eve@example.org', '--role', 'admin', '--url', 'https://errors.example');
  expect(invited).toEqual([expect.stringMatching(/^https:\/\/errors\.example\/join#[\w-]{43}$/)]);
  expect(await culprit('user', 'reset', 'ada@example.org')).toEqual([
    expect.stringMatching(/\/reset-password#[\w-]{43}$/),
  ]);
  const last = [expect.stringMatching(/^culprit: This is the last owner/)];
  expect(await culprit('user', 'change', 'ada@example.org', '--role', 'viewer')).toEqual(last);
  expect(await culprit('user', 'remove', 'ada@example.org')).toEqual(last);
  await culprit('user', 'add', 'bob@example.org', '--password', 'long enough');
  expect(await culprit('user', 'change', 'bob@example.org', '--role', 'owner')).toEqual(['bob@example.org is owner.']);
  expect(await culprit('user', 'change', 'ada@example.org', '--active', 'no')).toEqual([
    'ada@example.org is owner and may not sign in.',
  ]);
  expect((await culprit('user', 'list')).slice(1)).toEqual([
    expect.stringMatching(/^1 +ada@example\.org +ada +owner +no$/),
    expect.stringMatching(/^2 +bob@example\.org +bob +owner +yes$/),
  ]);
  expect(await culprit('user', 'remove', 'ada@example.org')).toEqual(['ada@example.org is removed.']);
  expect(await culprit('user', 'change', 'ada@example.org', '--role', 'viewer')).toEqual([
    expect.stringMatching(/^culprit: The user ada@example\.org does not exist/),
  ]);
  expect(await culprit('user', 'change', 'bob@example.org', '--role', 'boss')).toEqual([
    expect.stringMatching(/^culprit: --role: "boss" is not one of owner, admin, member, viewer/),
  ]);
});
