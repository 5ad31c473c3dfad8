/** Lets one waiter sleep until something may have happened. A ring while nobody waits is kept. */
export interface Bell {
  ring(): void;
  /** Forgets the rings so far: called before looking, so that what happens while looking is not missed. */
  clear(): void;
  /** Resolves with the next ring, or the one since `clear`; after `milliseconds` at the latest. */
  wait(milliseconds?: number): Promise<void>;
}

export const createBell = (): Bell => {
  let rung = false;
  let wake: (() => void) | undefined;
  return {
    ring: () => {
      rung = true;
      wake?.();
    },
    clear: () => {
      rung = false;
    },
    wait: async (milliseconds) => {
      if (rung) return;
      await new Promise<void>((resolve) => {
        const timer = milliseconds === undefined ? undefined : setTimeout(resolve, milliseconds);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      wake = undefined;
    },
  };
};
