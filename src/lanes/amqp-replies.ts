import type { Connection } from 'rabbitmq-client';
import { newId } from '../kit/index.ts';
import type { Logger } from '../kit/index.ts';
import { patiently } from './amqp-connection.ts';
import { readMessage } from './amqp-message.ts';
import { Subscription } from './amqp-subscription.ts';
import { inChannel } from './amqp-topology.ts';
import { createRequests } from './requests.ts';
import type { ReplyAddress } from './source.ts';

/** How long the broker keeps a reply queue that nobody reads, in milliseconds: replies sent during a reconnect wait there. */
const EXPIRES = 60_000;

/**
 * Asks through lanes and waits for the replies in one queue of this client's own. It is not `exclusive` in the broker's sense: such a queue dies with the connection,
 * and with it the replies that were on their way.
 */
export interface Replies {
  /** Sends a request through `publish` and resolves with its reply. Throws `timeout` after `timeout` microseconds. */
  ask(publish: (to: ReplyAddress) => Promise<void>, timeout: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

export const createReplies = (connection: Connection, prefix: string, log: Logger): Replies => {
  const queue = `${prefix}culprit.reply.${newId()}`;
  const requests = createRequests();
  const declare = () =>
    inChannel(connection, (channel) =>
      channel.queueDeclare({ queue, durable: true, arguments: { 'x-queue-type': 'classic', 'x-expires': EXPIRES } }),
    );
  const subscription = new Subscription({
    connection,
    log,
    prefetch: 100,
    setup: async () => {
      await declare();
      return queue;
    },
    onMessage: (received, channel) => {
      requests.reply(received.correlationId ?? '', readMessage(received, 0, 0).body);
      if (channel.active) channel.basicAck({ deliveryTag: received.deliveryTag });
    },
  });

  return {
    ask: async (publish, timeout) => {
      const correlation = newId();
      const reply = requests.expect(correlation, timeout);
      subscription.ready
        .then(() => (requests.awaits(correlation) ? publish({ address: queue, correlation }) : undefined))
        .catch((error: unknown) => requests.abandon(correlation, error));
      return await reply;
    },
    close: async () => {
      requests.close();
      await subscription.close();
      // It expires anyway.
      if (connection.ready)
        await patiently(inChannel(connection, (channel) => channel.queueDelete(queue)).catch(() => undefined));
    },
  };
};
