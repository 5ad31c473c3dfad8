import { vi } from 'vitest';

/** Waits for a condition: it is looked at every few milliseconds, for `seconds` at the longest. */
export const until = (condition: () => boolean | Promise<boolean>, seconds = 30): Promise<void> =>
  vi.waitFor(
    async () => {
      if (!(await condition())) throw new Error(`not so within ${seconds} s: ${condition.toString()}`);
    },
    { timeout: seconds * 1_000, interval: 5 },
  );
