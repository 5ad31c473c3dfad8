import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { adopt } from './leftovers.ts';

export interface Running {
  readonly process: ChildProcess;
  /** What the awaited line said. */
  readonly match: RegExpMatchArray;
  stop(): Promise<void>;
}

/** Starts `node …args` and resolves when its standard output says `ready`; throws with what it said last when it ends before. Its standard error goes to ours when `loud`. */
export const startNode = async (
  args: readonly string[],
  options: {
    readonly cwd: string;
    readonly env: Record<string, string>;
    readonly ready: RegExp;
    readonly loud?: boolean;
  },
): Promise<Running> => {
  const child = spawn(process.execPath, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', options.loud === true ? 'inherit' : 'pipe'],
  });
  adopt(child);
  const { stdout } = child;
  if (stdout === null) throw new Error('a piped standard output has a stream');
  const said: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => {
    said.push(chunk.toString());
    if (said.length > 50) said.shift();
  });
  const match = await new Promise<RegExpMatchArray>((resolve, reject) => {
    const lines = createInterface({ input: stdout });
    lines.on('line', (line) => {
      said.push(`${line}\n`);
      const found = options.ready.exec(line);
      if (found !== null) resolve(found);
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`node ${args.join(' ')} ended with ${code}:\n${said.join('')}`)));
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  };
  return { process: child, match, stop };
};
