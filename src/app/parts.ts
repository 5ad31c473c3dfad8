import type { Accept } from '../ingest/index.ts';
import type { Clock, Instant, Logger } from '../kit/index.ts';
import type { Lanes } from '../lanes/index.ts';
import type { Config } from './config.ts';
import type { Stores } from './stores.ts';
import type { Thread } from './threads/thread.ts';

/** What the HTTP side of a process is made of, as its main thread has it. */
export interface Parts {
  readonly config: Config;
  readonly log: Logger;
  readonly clock: Clock;
  readonly startedAt: Instant;
  readonly stores: Stores;
  readonly lanes: Lanes;
  readonly threads: readonly Thread[];
  /** Hands a request of an SDK to the thread that accepts. */
  readonly accept: Accept;
  /** Where the built browser app is; default web/dist. */
  readonly webFolder?: string | undefined;
}
