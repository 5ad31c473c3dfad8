import { setImmediate } from 'node:timers';
import { HOUR, systemClock, unavailable } from '../kit/index.ts';
import type { Clock } from '../kit/index.ts';
import { asUnavailable, isBusy, isUnavailable } from '../storage/index.ts';
import type { SqliteFile } from '../storage/index.ts';
import { createClaims } from './claims.ts';
import { apply, sweepReplies } from './sqlite-commit.ts';
import { openLanesFile } from './sqlite-file.ts';
import type { LaneOperation, LaneWriter } from './writer.ts';

/** A group ends with the operation that passes one of these. Larger ones buy nothing and make the last one wait (measured: 64 × 40 KB is as fast as 500). */
const GROUP_BYTES = 1_500_000;
const GROUP_OPERATIONS = 2_000;

/** How long another process may hold the file before operations fail, in milliseconds. */
const PATIENCE = 10_000;

/** How often the log is emptied, in milliseconds: it keeps old pages, and in them what was deleted, until it is written over. */
const TIDY_EVERY = 60_000;

interface Entry {
  readonly operations: readonly LaneOperation[];
  readonly since: number;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Writes `lanes.db` in this thread. Group commit without a timer: what gathers while a commit runs makes the next group. Commits are synchronous and each
 * waits for one turn of the event loop, in which the operations of other threads come in.
 */
export const localWriter = (
  path: string,
  options: { readonly clock?: Clock; readonly tidyEvery?: number } = {},
): LaneWriter => {
  const clock = options.clock ?? systemClock;
  const file = openLanesFile(path);
  const listeners = new Set<(shards: readonly string[]) => void>();
  let waiting: Entry[] = [];
  let state: 'idle' | 'scheduled' | 'closed' = 'idle';
  let ended: (() => void) | undefined;

  let untidy = true;
  const tidying = setInterval(() => {
    if (!untidy) return;
    try {
      // A reader in the middle of something keeps the log as it is: once more next time.
      untidy = file.get<{ busy: number }>('PRAGMA wal_checkpoint(TRUNCATE)')?.busy !== 0;
    } catch (error) {
      if (!isBusy(error) && !isUnavailable(error)) throw error;
    }
  }, options.tidyEvery ?? TIDY_EVERY).unref();

  const commit = (): void => {
    const group = nextGroup(waiting);
    try {
      begin(file);
    } catch (error) {
      // Another process writes. Only then is there a timer.
      const [first] = group;
      if (isBusy(error) && first !== undefined && performance.now() - first.since < PATIENCE) {
        setTimeout(commit, 1 + Math.random() * 5);
        return;
      }
      waiting = waiting.slice(group.length);
      settle(group, error);
      return next();
    }
    waiting = waiting.slice(group.length);
    untidy = true;
    run(group);
    // A turn later, so that the answers to this group leave before the next commit holds the thread.
    setImmediate(next);
  };

  /** The transaction is open. A group that fails through one bad operation is done again entry by entry, so that it fails alone. */
  const run = (group: readonly Entry[]): void => {
    let shards: string[];
    try {
      shards = apply(file, operationsOf(group), clock.now());
      file.exec('COMMIT');
    } catch (error) {
      if (file.inTransaction) file.exec('ROLLBACK');
      if (group.length === 1 || isUnavailable(error)) return settle(group, error);
      for (const entry of group) {
        try {
          begin(file);
        } catch (error) {
          settle([entry], error);
          continue;
        }
        run([entry]);
      }
      return;
    }
    settle(group);
    if (shards.length > 0) for (const listener of listeners) listener(shards);
  };

  const next = (): void => {
    if (waiting.length > 0) setImmediate(commit);
    else {
      state = ended === undefined ? 'idle' : 'closed';
      ended?.();
    }
  };

  const write = (operations: readonly LaneOperation[]): Promise<void> =>
    new Promise((resolve, reject) => {
      if (state === 'closed' || ended !== undefined) return reject(unavailable('The lanes are closed.'));
      waiting.push({ operations, since: performance.now(), resolve, reject });
      if (state === 'idle') {
        state = 'scheduled';
        setImmediate(commit);
      }
    });

  try {
    begin(file);
    sweepReplies(file, clock.now() - HOUR);
    file.exec('COMMIT');
  } catch (error) {
    if (file.inTransaction) file.exec('ROLLBACK');
    if (!isBusy(error)) throw error;
  }

  return {
    write,
    watch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    claim: createClaims(),
    close: async () => {
      if (state === 'closed') return;
      if (state === 'scheduled') await new Promise<void>((resolve) => (ended = resolve));
      state = 'closed';
      clearInterval(tidying);
      file.close();
    },
  };
};

const begin = (file: SqliteFile): void => file.exec('BEGIN IMMEDIATE');

const nextGroup = (waiting: readonly Entry[]): readonly Entry[] => {
  let bytes = 0;
  let count = 0;
  const end = waiting.findIndex(({ operations }) => {
    for (const operation of operations) bytes += operation.kind === 'publish' ? operation.body.byteLength : 16;
    count += operations.length;
    return bytes >= GROUP_BYTES || count >= GROUP_OPERATIONS;
  });
  return end === -1 ? waiting : waiting.slice(0, end + 1);
};

const operationsOf = function* (group: readonly Entry[]): Generator<LaneOperation> {
  for (const { operations } of group) yield* operations;
};

const settle = (group: readonly Entry[], error?: unknown): void => {
  const failure = error === undefined ? undefined : asUnavailable(error);
  for (const { resolve, reject } of group) {
    if (failure === undefined) resolve();
    else reject(failure);
  }
};
