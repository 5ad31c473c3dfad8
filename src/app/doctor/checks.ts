import { execFile } from 'node:child_process';
import { existsSync, statfsSync } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeFolder, messageOf } from '../../kit/index.ts';
import type { Config } from '../config.ts';
import { usesDataFolder } from '../data-folder.ts';
import { isServerRunning, readServerNote } from '../lock.ts';
import { settings } from '../settings.ts';
import { webFolder } from '../web-app.ts';
import { database } from './database.ts';
import type { Finding } from './finding.ts';
import { lanes } from './lanes.ts';

/** Checks an installation from the ground up. Changes nothing but a message that it writes to the lanes and takes back. */
export const examine = async (config: Config, env: NodeJS.ProcessEnv = process.env): Promise<Finding[]> => [
  node(),
  ...variables(env),
  await git(),
  web(),
  publicUrl(config),
  ...(usesDataFolder(config) ? [await dataFolder(config)] : []),
  ...(await database(config)),
  await lanes(config),
];

const node = (): Finding => {
  const name = 'Node';
  const found = `${process.version} (${process.execPath})`;
  const major = Number(process.versions.node.split('.')[0]);
  return major >= 24
    ? { name, state: 'ok', found }
    : { name, state: 'failed', found, advice: 'Node 24 is needed: run `npm ci`, which brings it along.' };
};

/** A misspelt variable is the mistake that nothing else would show. */
const variables = (env: NodeJS.ProcessEnv): Finding[] => {
  const known = new Set<string>(settings.map((setting) => setting.env));
  return Object.keys(env)
    .filter((name) => name.startsWith('CULPRIT_') && !known.has(name) && !/^CULPRIT_(TEST|REQUIRE)_/.test(name))
    .map((name) => ({
      name: 'environment',
      state: 'warning' as const,
      found: `${name} means nothing`,
      advice: `Known are ${[...known].join(', ')}.`,
    }));
};

const git = async (): Promise<Finding> => {
  try {
    const { stdout } = await promisify(execFile)('git', ['--version']);
    return { name: 'git', state: 'ok', found: stdout.trim() };
  } catch {
    return { name: 'git', state: 'warning', found: 'not found', advice: 'Install git: repositories are read with it.' };
  }
};

const web = (): Finding =>
  existsSync(join(webFolder, 'index.html'))
    ? { name: 'browser app', state: 'ok', found: webFolder }
    : { name: 'browser app', state: 'warning', found: 'not built', advice: 'Run `npm run build`.' };

const publicUrl = ({ url, host }: Config): Finding => {
  const name = 'public URL';
  if (url !== null) return { name, state: 'ok', found: url };
  if (['localhost', '127.0.0.1', '::1'].includes(host)) return { name, state: 'ok', found: 'localhost only' };
  return {
    name,
    state: 'warning',
    found: 'not set, but the server listens on more than this machine',
    advice: 'Set CULPRIT_URL to the address that browsers and SDKs use: DSNs and links are made of it.',
  };
};

const dataFolder = async ({ data }: Config): Promise<Finding> => {
  const name = 'data folder';
  try {
    makeFolder(data);
    await access(data, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    return {
      name,
      state: 'failed',
      found: messageOf(error),
      advice: 'Give this user the right to write there, or name another folder with --data.',
    };
  }
  const { bavail, bsize } = statfsSync(data);
  const free = Math.floor((bavail * bsize) / (1 << 20));
  const server = isServerRunning(data)
    ? `, used by process ${readServerNote(data)?.pid ?? '?'}`
    : ', no server runs on it';
  const found = `${data}, ${free} MB free${server}`;
  return free < 500
    ? { name, state: 'warning', found, advice: 'Make room: below 64 MB the server is not ready.' }
    : { name, state: 'ok', found };
};
