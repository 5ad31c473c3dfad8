import { setTimeout } from 'node:timers/promises';
import type { Logger } from '../kit/index.ts';
import { MILLISECOND } from '../kit/index.ts';

/** Something that is due again and again. Doing it more often than needed, or in two processes at once, must do no harm. */
export interface Duty {
  readonly name: string;
  /** Microseconds from the end of one run to the next. */
  readonly every: number;
  readonly work: () => Promise<unknown>;
}

/** Does each duty in turn, for the first time at once. One that fails is logged and comes again. */
export const startClockwork = (log: Logger, duties: readonly Duty[]): { stop(): Promise<void> } => {
  const stopping = new AbortController();
  const run = async ({ name, every, work }: Duty): Promise<void> => {
    while (!stopping.signal.aborted) {
      await work().catch((error: unknown) => log.warn({ err: error, duty: name }, 'a duty failed'));
      await setTimeout(every / MILLISECOND, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const running = duties.map(run);
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all(running);
    },
  };
};
