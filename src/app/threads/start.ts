import { MessageChannel } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import type { Logger } from '../../kit/index.ts';
import type { Config } from '../config.ts';
import type { AcceptData } from './accept.ts';
import type { Thread } from './thread.ts';
import { startThread } from './thread.ts';
import type { WorkData } from './work.ts';

export interface Threads {
  readonly all: readonly Thread[];
  /** Resolves when all work; rejects with the first that could not start. */
  readonly ready: Promise<unknown>;
  /** Leads to the thread that accepts; to nobody in a work process. */
  readonly requests: MessagePort;
  /** Leads to the writer of the lanes; null with a broker. */
  readonly writer: MessagePort | null;
}

/**
 * Starts the threads of this process's role. They load at the same time; whoever writes through another one waits for it by itself. `open` stops them, the
 * writer of the lanes last.
 */
export const startThreads = (
  config: Config,
  options: { readonly log: Logger; readonly onCrash: (error: Error) => void },
  open: AsyncDisposableStack,
): Threads => {
  const embedded = config.broker === null;
  const [requests, main, work] = [new MessageChannel(), new MessageChannel(), new MessageChannel()];
  const all: Thread[] = [];
  const start = (name: string, entry: string, data: AcceptData | WorkData, transfer: MessagePort[]): void => {
    const thread = startThread(name, new URL(entry, import.meta.url), data, { ...options, transfer });
    all.push(thread);
    open.defer(() => thread.stop());
  };

  if (config.role !== 'work') {
    const writers = embedded ? [main.port1, work.port1] : [];
    start('accept', 'accept.ts', { config, requests: requests.port1, writers }, [requests.port1, ...writers]);
  }
  if (config.role !== 'web') {
    const writer = embedded ? work.port2 : null;
    start('work', 'work.ts', { config, writer }, writer === null ? [] : [writer]);
  }
  const ready = Promise.all(all.map((thread) => thread.ready));
  // It is awaited later; a failure until then must not count as unhandled.
  ready.catch(() => undefined);
  return { all, ready, requests: requests.port2, writer: embedded ? main.port2 : null };
};
