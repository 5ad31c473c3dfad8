import type { Instant } from '../../kit/index.ts';
import type { LimitedGroup } from './groups.ts';

/** At most `count` events in each `window` (microseconds). */
export interface RateLimit {
  readonly count: number;
  readonly window: number;
}

export interface RateLimiter {
  /** Counts `quantity` events of a key and returns null, or counts nothing and returns the microseconds to wait. */
  take(key: string, group: LimitedGroup, quantity: number, limit: RateLimit | null, now: Instant): number | null;
  /** Gives back what was taken for a request that was not accepted after all. */
  giveBack(key: string, group: LimitedGroup, quantity: number): void;
}

interface Window {
  start: Instant;
  used: number;
}

/** Windows in memory: each begins with the first event after the last one ended. A process counts what it accepted itself. */
export const createRateLimiter = (): RateLimiter => {
  const windows = new Map<string, Window>();
  return {
    take: (key, group, quantity, limit, now) => {
      if (limit === null || quantity === 0) return null;
      const name = `${key}:${group}`;
      let window = windows.get(name);
      if (window === undefined || now >= window.start + limit.window || now < window.start) {
        window = { start: now, used: 0 };
        windows.set(name, window);
      }
      if (window.used + quantity > limit.count) return window.start + limit.window - now;
      window.used += quantity;
      return null;
    },
    giveBack: (key, group, quantity) => {
      const window = windows.get(`${key}:${group}`);
      if (window !== undefined) window.used = Math.max(0, window.used - quantity);
    },
  };
};
