import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Clock, Instant } from '../../kit/index.ts';
import { CulpritError, SECOND } from '../../kit/index.ts';

/** How busy this process may be before it turns requests away unread. */
export interface LoadLimits {
  /** Requests that wait for their answer. */
  readonly waiting: number;
  /** Milliseconds by which the event loop is late, on average of a second. */
  readonly lag: number;
  /** Messages that wait to be digested, in the whole installation. */
  readonly backlog: number;
}

export interface Load {
  readonly waiting: number;
  readonly lag: number;
  readonly backlog: number;
}

export interface Overload {
  /** Null, or why a request is turned away before its body is read. */
  refusal(): CulpritError | null;
  /** A request was handed on; returns what to call once it is answered. */
  enter(): () => void;
}

/** What a backlog must fall to, as a share of its limit, before requests are taken again: it should not open and close with every batch. */
const CALM = 0.9;

/** What is too much, or null. Pure; `shedding` is what it was at the last look. */
export const judgeLoad = (load: Load, limits: LoadLimits, shedding: keyof Load | null): keyof Load | null => {
  if (load.waiting >= limits.waiting) return 'waiting';
  if (load.lag >= limits.lag) return 'lag';
  return load.backlog >= (shedding === 'backlog' ? CALM : 1) * limits.backlog ? 'backlog' : null;
};

/** How often it is looked at lag and backlog, while requests come. */
const LOOK = SECOND;
const LOOK_BACKLOG = 5 * SECOND;

/** Watches this process and the lane behind it. Nothing is measured per request: `waiting` is a counter, the rest is at most five seconds old. */
export const createOverload = (deps: {
  readonly limits: LoadLimits;
  readonly clock: Clock;
  /** How many messages wait to be digested. One that cannot be told is taken for none. */
  readonly backlog: () => Promise<number>;
  /** Milliseconds; the event loop's own when absent. */
  readonly lag?: () => number;
}): Overload => {
  const { limits, clock } = deps;
  const lagOf = deps.lag ?? meanLag();
  const load = { waiting: 0, lag: 0, backlog: 0 };
  let shedding: keyof Load | null = null;
  let looked: Instant = -Infinity;
  let counted: Instant = -Infinity;

  const look = (now: Instant): void => {
    if (now - looked >= LOOK) {
      looked = now;
      load.lag = lagOf();
    }
    if (now - counted < LOOK_BACKLOG) return;
    counted = now;
    deps.backlog().then(
      (backlog) => {
        load.backlog = backlog;
      },
      () => {
        load.backlog = 0;
      },
    );
  };

  return {
    refusal: () => {
      look(clock.now());
      shedding = judgeLoad(load, limits, shedding);
      return shedding === null ? null : refusals[shedding];
    },
    enter: () => {
      load.waiting++;
      let left = false;
      return () => {
        if (!left) load.waiting--;
        left = true;
      };
    },
  };
};

const overloaded = (what: string, seconds: number): CulpritError =>
  new CulpritError('overloaded', 503, `${what}; send it again later.`, { headers: { 'retry-after': String(seconds) } });

const refusals: Readonly<Record<keyof Load, CulpritError>> = {
  waiting: overloaded('The server has more requests in hand than it can accept', 5),
  lag: overloaded('The server is too busy to accept more', 5),
  backlog: overloaded('More events wait to be digested than the server may keep', 60),
};

/** The mean since the last call. */
const meanLag = (): (() => number) => {
  const histogram = monitorEventLoopDelay({ resolution: 50 });
  histogram.enable();
  return () => {
    const mean = histogram.mean / 1e6;
    histogram.reset();
    return Number.isFinite(mean) ? mean : 0;
  };
};
