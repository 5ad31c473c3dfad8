import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

import { onEnd } from './cleanup.ts';

const root = join(import.meta.dirname, '../..');
const main = join(root, 'src/main.ts');

export interface Process {
  readonly pid: number;
  /** The first group of the awaited line. */
  readonly said: string;
  stop(): Promise<void>;
}

/** Starts a Node program and waits for a line of its standard output. */
export const start = async (
  args: readonly string[],
  ready: RegExp,
  env: Record<string, string> = {},
): Promise<Process> => {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, CULPRIT_LOG: 'error', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onEnd(() => child.kill('SIGKILL'));
  const said = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const match = ready.exec(line);
      if (match !== null) resolve(match[1] ?? '');
    });
    child.once('exit', (code) => reject(new Error(`${args.join(' ')} ended with ${code}`)));
  });
  const stop = async () => {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  };
  return { pid: child.pid ?? 0, said, stop };
};

/** `culprit VERB …` to its end; resolves to its standard output. */
export const culprit = async (...args: string[]): Promise<string> =>
  (await promisify(execFile)(process.execPath, [main, ...args], { cwd: root })).stdout;

/** A server on a free port; `said` is its URL without a trailing slash. */
export const serve = (args: readonly string[], env: Record<string, string> = {}): Promise<Process> =>
  start(
    [main, 'serve', '--port', '0', '--quotas', 'off', '--retention-events', '1000000000', ...args],
    /(https?:\/\/\S+?)\/?$/,
    env,
  );

/** Resident memory of a process in MB, now and at its highest. */
export const memory = (pid: number): { rssMb: number; peakMb: number } => {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kb = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0);
  return { rssMb: Math.round(kb('VmRSS') / 1024), peakMb: Math.round(kb('VmHWM') / 1024) };
};

export const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
