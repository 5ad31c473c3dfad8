import { createRequire } from 'node:module';
import type { Connection } from 'rabbitmq-client';
import type { Logger } from '../kit/index.ts';

/**
 * A connection that comes back by itself: after 0.2 … 5 s, for ever. Without `noDelay` each awaited confirm costs 40 ms (Nagle); with frames of 128 KiB, the broker's
 * own limit, large bodies and long headers pass. A peer that went silent is given up after 20 s.
 */
export const connect = (url: string, purpose: string, log: Logger): Connection => {
  const connection = new (client().Connection)({
    url,
    connectionName: `culprit ${purpose}`,
    noDelay: true,
    frameMax: 131_072,
    heartbeat: 10,
    acquireTimeout: 3_000,
    retryLow: 200,
    retryHigh: 5_000,
  });
  connection.on('error', (error: unknown) => {
    troubles.set(connection, error);
    log.warn({ err: error, purpose }, 'RabbitMQ: connection lost or refused; reconnecting');
  });
  connection.on('connection', () => troubles.delete(connection));
  connection.on('connection.blocked', (reason) => log.warn({ purpose, reason }, 'RabbitMQ takes no messages for now'));
  connection.on('connection.unblocked', () => log.info({ purpose }, 'RabbitMQ takes messages again'));
  return connection;
};

/** Why there is no connection, as far as it is known: the error of the last try. Undefined while there is one. */
export const troubleOf = (connection: Connection): unknown => troubles.get(connection);

const troubles = new WeakMap<Connection, unknown>();

/** Loaded with the first connection: the embedded tier goes without it (4 MB in every thread). */
const client = () => createRequire(import.meta.url)('rabbitmq-client') as typeof import('rabbitmq-client');

/** Closes in an orderly way; a connection that does not answer is torn down. */
export const disconnect = async (connection: Connection): Promise<void> => {
  await patiently(connection.close());
  connection.unsafeDestroy();
};

/** Waits for an orderly end, for two seconds: with a broker that is away there is none. */
export const patiently = async (ending: Promise<unknown>): Promise<void> => {
  const { promise: late, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, 2_000);
  try {
    await Promise.race([ending, late]);
  } finally {
    clearTimeout(timer);
  }
};
