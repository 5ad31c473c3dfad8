import { parentPort, workerData } from 'node:worker_threads';
import { CulpritError } from '../../kit/index.ts';
import { settleSoon } from '../settle.ts';
import type { FromThread, ToThread } from './thread.ts';

/** What a thread's entry starts. */
export interface Inside {
  /** What it counted, in Prometheus' text format. No name may be counted by two threads. */
  metrics(): Promise<string>;
  /** Finishes what is in hand and closes everything. */
  stop(): Promise<void>;
}

/** The inside of a thread: starts its work with what the main thread gave it, answers questions, ends when asked to. Errors nobody caught end the thread. */
export const runThread = async (start: (data: unknown) => Promise<Inside>): Promise<void> => {
  const port = parentPort;
  if (port === null) throw new Error('this module is the entry of a worker thread');
  const say = (message: FromThread): void => port.postMessage(message);

  let inside: Inside;
  try {
    inside = await start(workerData);
  } catch (error) {
    const { message, code } =
      error instanceof Error ? (error as Error & { code?: unknown }) : { message: String(error), code: null };
    say({
      kind: 'failed',
      message,
      code: typeof code === 'string' ? code : null,
      coded: error instanceof CulpritError,
    });
    port.close();
    return;
  }

  port.on('message', (message: ToThread) => {
    if (message.kind === 'metrics') {
      void inside.metrics().then((metrics) => say({ kind: 'metrics', request: message.request, metrics }));
      return;
    }
    // Ports of partners may still be open; nothing is left to do for them. A failed stop is a crash.
    void inside.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        queueMicrotask(() => {
          throw error;
        });
      },
    );
  });
  say({ kind: 'ready' });
  settleSoon();
};
