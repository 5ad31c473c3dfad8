import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** For tests: a mail server that writes down what it is given. */
export interface SmtpReceiver {
  /** `smtp://127.0.0.1:PORT`. */
  readonly url: string;
  readonly received: { readonly from: string; readonly to: readonly string[]; readonly source: string }[];
  /** The code with which it refuses an address; null: it takes it. */
  refuse: (address: string) => number | null;
  close(): Promise<void>;
}

export const startSmtpReceiver = async (account?: {
  readonly user: string;
  readonly password: string;
}): Promise<SmtpReceiver> => {
  const server = new SMTPServer({
    authOptional: account === undefined,
    disabledCommands: ['STARTTLS', ...(account === undefined ? ['AUTH' as const] : [])],
    allowInsecureAuth: true,
    logger: false,
    onAuth: ({ username, password }, _session, callback) =>
      username === account?.user && password === account?.password
        ? callback(null, { user: username })
        : callback(Object.assign(new Error('wrong'), { responseCode: 535 })),
    onRcptTo: ({ address }, _session, callback) => {
      const code = receiver.refuse(address);
      callback(code === null ? null : Object.assign(new Error('not now'), { responseCode: code }));
    },
    onData: (stream, { envelope }, callback) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        receiver.received.push({
          from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
          to: envelope.rcptTo.map(({ address }) => address),
          source: Buffer.concat(chunks).toString(),
        });
        callback();
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const receiver: SmtpReceiver = {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    received: [],
    refuse: () => null,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return receiver;
};
