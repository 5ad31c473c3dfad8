import type { Instant } from './time.ts';
import { MILLISECOND } from './time.ts';

/** Where the present comes from. Everything that asks for the time takes a clock, so that tests never sleep. */
export interface Clock {
  now(): Instant;
}

export const systemClock: Clock = {
  now: () => Date.now() * MILLISECOND,
};

/** A clock that stands still until it is moved: for tests. */
export const manualClock = (start: Instant): Clock & { advance(by: number): void; set(to: Instant): void } => {
  let present = start;
  return {
    now: () => present,
    advance: (by) => {
      present += by;
    },
    set: (to) => {
      present = to;
    },
  };
};
