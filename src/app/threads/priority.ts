import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';

/**
 * Lets this thread step back when the processors are busy: what arrives must be accepted at once, what is spooled can wait. On Linux a thread has a number of its own
 * and with it a priority; elsewhere nothing changes. Raising it again would need privileges, so this is for the life of the thread.
 */
export const stepBack = (by = 5): void => {
  try {
    // `/proc/<process>/task/<thread>`: synchronous file calls run on the calling thread.
    const thread = Number(readlinkSync('/proc/thread-self').split('/').at(-1));
    if (Number.isSafeInteger(thread)) setPriority(thread, by);
  } catch {
    // No /proc (macOS, Windows) or a sandbox that forbids it: a matter of speed, not of correctness.
  }
};
