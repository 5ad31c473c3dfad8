import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { join } from 'node:path';

/** A process of ours that runs beside the test. */
export interface Child {
  /** The lines it has printed so far. */
  readonly lines: readonly string[];
  /** Resolves when it is gone, by itself or not, and everything it printed was read. */
  readonly ended: Promise<unknown>;
  /** `kill -9`; resolves when it is gone and everything it printed was read. */
  kill(): Promise<void>;
}

/** Starts `test/support/<script>` on the Node that runs the test. Its standard error is shown. */
export const startChild = (script: string, parameters: readonly string[]): Child => {
  const child = spawn(process.execPath, [join(import.meta.dirname, script), ...parameters], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // Not inherited: a child that outlives its test would keep the runner's own stream open, and the run would never end.
  child.stderr.pipe(process.stderr, { end: false });
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  const read = once(reader, 'close');
  return {
    lines,
    ended: read,
    kill: async () => {
      child.kill('SIGKILL');
      await read;
    },
  };
};
