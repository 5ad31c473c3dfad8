import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { isBusy } from './unavailable.ts';

/** One holder after the other, in order of asking. Between two holders the event loop gets a turn, so that a crowd of writers cannot starve it. */
export const createMutex = (): (<Result>(work: () => Promise<Result>) => Promise<Result>) => {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return async <Result>(work: () => Promise<Result>): Promise<Result> => {
    const before = last;
    const queued = waiting > 0;
    waiting++;
    const { promise, resolve } = Promise.withResolvers<void>();
    last = promise;
    try {
      if (queued) {
        await before;
        await setImmediate();
      }
      return await work();
    } finally {
      waiting--;
      resolve();
    }
  };
};

/** Tries again while another process or thread writes, on timers of a few milliseconds; after `patience` milliseconds the error stands. */
export const whenFree = async <Result>(work: () => Result, patience: number): Promise<Result> => {
  const deadline = performance.now() + patience;
  for (let attempt = 0; ; attempt++) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || performance.now() >= deadline) throw error;
      await setTimeout(Math.min(1 + attempt, 10) * (0.5 + Math.random()));
    }
  }
};

/**
 * Catches the mistake of writing through the storage inside a transaction, where its `tx` was meant: on SQLite that would wait for itself for ever,
 * on PostgreSQL it would not be part of the transaction.
 */
export const createGuard = () => {
  const current = new AsyncLocalStorage<{ open: boolean }>();
  return {
    /** Runs `work` as the inside of a transaction. */
    inside: async <Result>(work: () => Promise<Result>): Promise<Result> => {
      const mark = { open: true };
      try {
        return await current.run(mark, work);
      } finally {
        mark.open = false;
      }
    },
    assertOutside: (): void => {
      if (current.getStore()?.open === true)
        throw new Error('inside a transaction, write through its tx, not through the storage');
    },
  };
};
