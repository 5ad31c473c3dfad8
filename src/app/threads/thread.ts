import type { MessagePort, TransferListItem } from 'node:worker_threads';
import { Worker } from 'node:worker_threads';
import type { Logger } from '../../kit/index.ts';
import { CulpritError } from '../../kit/index.ts';

/** One worker thread, as the main thread holds it. */
export interface Thread {
  readonly name: string;
  /** Resolves when the thread works; rejects when it could not start. */
  readonly ready: Promise<void>;
  /** What the thread counted, in Prometheus text. Empty when it does not answer within two seconds: a busy thread must not hold up a scrape. */
  metrics(): Promise<string>;
  /** Share of the last interval (since the previous call) that the thread was busy, 0 to 1. */
  utilization(): number;
  /** Lets it finish what it has in hand; resolves when it has ended. */
  stop(): Promise<void>;
  /** Ends it now. */
  kill(): Promise<void>;
}

/** An error that lost its class on the way between threads. */
const failure = ({ message, code, coded }: FromThread & { kind: 'failed' }): Error =>
  coded ? new CulpritError(code ?? 'unavailable', 500, message) : Object.assign(new Error(message), { code });

/** What the main thread says. */
export type ToThread = { readonly kind: 'stop' } | { readonly kind: 'metrics'; readonly request: number };
/** What a thread says. */
export type FromThread =
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly message: string; readonly code: string | null; readonly coded: boolean }
  | { readonly kind: 'metrics'; readonly request: number; readonly metrics: string };

/**
 * Starts `entry` as a thread with `data`. A thread that ends without being asked to, after it was ready, is a crash: `onCrash` is called once.
 * Threads are not restarted one by one: what they share (ports, claims) would have to be rebuilt between living partners. The whole process ends and
 * its supervisor starts it again, which is the same way out as from kill -9 and tested as such.
 */
export const startThread = (
  name: string,
  entry: URL,
  data: unknown,
  options: {
    readonly log: Logger;
    readonly onCrash: (error: Error) => void;
    readonly transfer?: readonly MessagePort[];
    readonly youngMegabytes?: number;
  },
): Thread => {
  const worker = new Worker(entry, {
    name: `culprit-${name}`,
    workerData: data,
    transferList: [...(options.transfer ?? [])] as TransferListItem[],
    ...(options.youngMegabytes === undefined
      ? {}
      : { resourceLimits: { maxYoungGenerationSizeMb: options.youngMegabytes } }),
  });
  const ready = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  const pending = new Map<number, (metrics: string) => void>();
  let state: 'starting' | 'working' | 'stopping' | 'ended' = 'starting';
  let requests = 0;
  let last = worker.performance.eventLoopUtilization();

  const end = (error: Error): void => {
    if (state === 'starting') ready.reject(error);
    if (state === 'working') {
      options.log.fatal({ thread: name, err: error }, 'a thread ended unexpectedly');
      options.onCrash(error);
    }
    state = 'ended';
    for (const resolve of pending.values()) resolve('');
    pending.clear();
  };

  worker.on('message', (message: FromThread) => {
    if (message.kind === 'ready') {
      if (state === 'starting') state = 'working';
      ready.resolve();
    } else if (message.kind === 'failed') end(failure(message));
    else {
      pending.get(message.request)?.(message.metrics);
      pending.delete(message.request);
    }
  });
  worker.on('error', (error: Error) => end(error));
  worker.on('exit', (code) => {
    end(new Error(`The thread ${name} ended with code ${code}.`));
    ended.resolve();
  });

  const say = (message: ToThread): void => worker.postMessage(message);
  return {
    name,
    ready: ready.promise,
    metrics: async () => {
      if (state !== 'working') return '';
      const request = ++requests;
      const { promise, resolve } = Promise.withResolvers<string>();
      pending.set(request, resolve);
      const timer = setTimeout(() => resolve(''), 2_000);
      say({ kind: 'metrics', request });
      try {
        return await promise;
      } finally {
        clearTimeout(timer);
        pending.delete(request);
      }
    },
    utilization: () => {
      if (state !== 'working') return 0;
      const now = worker.performance.eventLoopUtilization();
      const share = worker.performance.eventLoopUtilization(now, last).utilization;
      last = now;
      return Number.isFinite(share) ? share : 0;
    },
    stop: async () => {
      if (state === 'starting' || state === 'working') {
        state = 'stopping';
        say({ kind: 'stop' });
      }
      await ended.promise;
    },
    kill: async () => {
      if (state !== 'ended') state = 'stopping';
      await worker.terminate();
    },
  };
};
