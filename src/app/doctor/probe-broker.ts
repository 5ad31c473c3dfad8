import { once } from 'node:events';
import { connect, isIP } from 'node:net';
import { connect as connectSecurely } from 'node:tls';
import { NOT_THE_SERVICE } from './trouble.ts';

/**
 * Says hello as AMQP 0-9-1 does (§2.2.4) and looks at the first answer, which is a method frame (type 1, channel 0). Resolves when RabbitMQ answers; throws the
 * system's error, `ETIMEDOUT` after five seconds, or `NOT_THE_SERVICE` when something else answers, which the client would choke on.
 */
export const probeBroker = async (url: string): Promise<void> => {
  const { protocol, hostname, port } = new URL(url);
  const secure = protocol === 'amqps:';
  const address = { host: hostname.replaceAll(/^\[|\]$/g, ''), port: Number(port || (secure ? 5671 : 5672)) };
  const socket = secure
    ? connectSecurely({ ...address, ...(isIP(address.host) === 0 ? { servername: address.host } : {}) })
    : connect(address);
  const signal = AbortSignal.timeout(5_000);
  try {
    await once(socket, secure ? 'secureConnect' : 'connect', { signal });
    socket.write(Buffer.from([0x41, 0x4d, 0x51, 0x50, 0, 0, 9, 1]));
    const ended = once(socket, 'end', { signal }).then(() => [Buffer.alloc(0)]);
    ended.catch(() => undefined);
    const [first] = (await Promise.race([once(socket, 'data', { signal }), ended])) as [Buffer];
    if (first[0] !== 1 || first[1] !== 0 || first[2] !== 0)
      throw Object.assign(new Error('something else answers'), { code: NOT_THE_SERVICE });
  } catch (error) {
    if (signal.aborted) throw Object.assign(new Error('no answer', { cause: undefined }), { code: 'ETIMEDOUT' });
    throw error;
  } finally {
    socket.on('error', () => undefined);
    socket.destroy();
  }
};
