import { setTimeout } from 'node:timers/promises';
import { CulpritError } from '../kit/index.ts';

/** True when the same work may succeed later without any change: a service that it needs is away. Storage and lanes throw such errors only as CulpritError. */
export const isTransient = (error: unknown): boolean => error instanceof CulpritError && error.transient;

/** Milliseconds to wait after the n-th failure in a row (from 0): 50 ms, doubling up to 30 s, of which a random half to the whole. */
export const backoff = (failures: number): number =>
  Math.min(30_000, 50 * 2 ** Math.min(failures, 20)) * (0.5 + Math.random() / 2);

/** Waits; resolves with false as soon as `signal` says stop. */
export const pause = async (milliseconds: number, signal: AbortSignal): Promise<boolean> => {
  try {
    await setTimeout(milliseconds, undefined, { signal });
    return true;
  } catch {
    return false;
  }
};

/**
 * Does `work` again, with backoff, for as long as it fails in a way that `again` allows. Resolves with false when `signal` stops it before it succeeded
 * (then the last failure stands); throws what `again` refuses.
 */
export const persist = async (
  work: () => Promise<void>,
  signal: AbortSignal,
  again: (error: unknown, failures: number) => boolean,
): Promise<boolean> => {
  for (let failures = 0; ; failures++) {
    try {
      await work();
      return true;
    } catch (error) {
      if (!again(error, failures)) throw error;
      if (!(await pause(backoff(failures), signal))) return false;
    }
  }
};
