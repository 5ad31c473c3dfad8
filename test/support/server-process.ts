import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../../src/app/version.ts';

const main = join(root, 'src/main.ts');

/** `culprit serve` as a process of its own. */
export interface ServerProcess {
  /** The URL it printed; empty for a process without a port. */
  readonly url: string;
  readonly pid: number;
  /** Its standard error, the log, so far. */
  log(): string;
  /** Sends the signal and resolves with the exit code (null after a signal) when it is gone. */
  end(signal: NodeJS.Signals): Promise<number | null>;
  /** Resolves with the exit code when it ends by itself. */
  readonly ended: Promise<number | null>;
}

/** Starts `culprit serve …args` and resolves when it is ready; throws with its log when it ends before. */
export const startProcess = async (
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<ServerProcess> => {
  const child = spawn(process.execPath, [main, 'serve', ...args], {
    cwd: root,
    env: { ...withoutCulprit(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => {
    said.push(chunk.toString());
    if (said.length > 200) said.shift();
  });
  const ended = endOf(child);
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const ready = /^Culprit (?:listens on (\S+)|works)/.exec(line);
      if (ready !== null) resolve(ready[1] ?? '');
    });
    void ended.then((code) =>
      reject(new Error(`culprit serve ${args.join(' ')} ended with ${code}:\n${said.join('')}`)),
    );
  });
  return {
    url,
    pid: child.pid ?? 0,
    log: () => said.join(''),
    ended,
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
};

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** `culprit …args` to its end, whatever its exit code; `input` is its standard input. */
export const runCulprit = (args: readonly string[], env: Record<string, string> = {}, input = ''): Promise<Ran> =>
  new Promise((resolve, reject) => {
    const child = execFile(
      process.execPath,
      [main, ...args],
      { cwd: root, env: { ...withoutCulprit(), ...env }, maxBuffer: 256 << 20 },
      (error, stdout, stderr) => {
        if (error !== null && typeof error.code !== 'number') reject(error);
        else resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
      },
    );
    child.stdin?.end(input);
  });

const endOf = async (child: ChildProcess): Promise<number | null> => {
  const [code] = (await once(child, 'close')) as [number | null];
  return code;
};

/** Settings of whoever runs the tests are not those of the server under test. */
const withoutCulprit = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('CULPRIT_')));
