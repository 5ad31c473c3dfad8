import { flushCompileCache } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Called in every thread, once, some seconds after it started. Keeps the compiled code for the next start, and gives back the memory that only loading needed:
 * about 20 MB a thread, which the engine would keep for growth (measured; docs/operations.md).
 */
export const settle = (): void => {
  flushCompileCache();
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as (options: object) => void;
  collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
};

/** Long enough for a short-lived server to be gone, and for the first requests to be through. */
export const settleSoon = (): void => {
  setTimeout(settle, 3_000).unref();
};
