import { dirname } from 'node:path';
import { CulpritError, makeFolder, SECOND, silentLogger, systemClock } from '../kit/index.ts';
import type { Clock, Logger } from '../kit/index.ts';
import { openAmqpLanes } from './amqp-lanes.ts';
import type { DeadLetterSink } from './dead-letters.ts';
import type { Lanes } from './lanes.ts';
import { localWriter } from './local-writer.ts';
import { openSqliteLanes } from './sqlite-lanes.ts';
import type { LaneWriter } from './writer.ts';

export interface LanesOptions {
  readonly clock?: Clock;
  readonly log?: Logger;
  /** Where messages rest that no try can save. Without it they stay in their lane; whoever consumes should name it. */
  readonly deadLetters?: DeadLetterSink;
  /** Microseconds before a failed message is tried again; doubles with each further try. Default 1 s. */
  readonly retryDelay?: number;
  /** SQLite: the process's one writer, where another thread (or another part of this one) has it. Default: one of these lanes' own. */
  readonly writer?: LaneWriter;
  /** RabbitMQ: before every name on the broker, so that several installations share it. */
  readonly prefix?: string;
  /** RabbitMQ: microseconds for which publishing waits for a broker that is away. Default 10 s. */
  readonly publishTimeout?: number;
  /** RabbitMQ: microseconds between two looks whether other processes should have some of the shards. Default 5 s. */
  readonly balanceEvery?: number;
}

/**
 * Opens `sqlite:/path/lanes.db` (folder and file are made) or `amqp://user:password@host/vhost` (`amqps:` too). A broker that is away is no error here: lanes connect by
 * themselves. Throws `bad_broker_url` for anything else.
 */
export const openLanes = (url: string, options: LanesOptions = {}): Lanes => {
  const context = {
    clock: options.clock ?? systemClock,
    log: options.log ?? silentLogger,
    deadLetters: options.deadLetters ?? null,
    retryDelay: options.retryDelay ?? SECOND,
  };
  if (/^amqps?:\/\//.test(url) && URL.canParse(url)) {
    const { prefix, publishTimeout, balanceEvery } = options;
    return openAmqpLanes({ ...context, url, prefix, publishTimeout, balanceEvery });
  }
  const path = url.startsWith('sqlite:') ? url.slice('sqlite:'.length).replace(/^\/\/(?=\/)/, '') : '';
  if (path === '' || path === ':memory:') throw badUrl(url);
  if (options.writer !== undefined) return openSqliteLanes({ ...context, path, writer: options.writer });
  makeFolder(dirname(path));
  const writer = localWriter(path, { clock: context.clock });
  const lanes = openSqliteLanes({ ...context, path, writer });
  return {
    ...lanes,
    close: async () => {
      await lanes.close();
      await writer.close();
    },
  };
};

const badUrl = (url: string): CulpritError =>
  new CulpritError(
    'bad_broker_url',
    400,
    `${url.replace(/\/\/[^@]*@/, '//…@')} is no place for lanes: write sqlite:/path/to/lanes.db or amqp://user:password@host:5672.`,
  );
