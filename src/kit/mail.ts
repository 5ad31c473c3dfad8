import { createRequire } from 'node:module';
import { CulpritError, messageOf } from './errors.ts';

export interface Mail {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  /** With angle brackets. */
  readonly messageId?: string;
  /** Message-IDs of what it belongs to. */
  readonly references?: readonly string[];
}

/** Sends mail through the one SMTP server that whoever runs the installation named. */
export interface Mailer {
  /**
   * Resolves when the server took it, with the addresses that it refused. Throws CulpritError `mail_failed` (502, transient) where the server is away or says "later", and
   * `mail_refused` (502) where it will not have it.
   */
  send(mail: Mail): Promise<{ readonly rejected: readonly string[] }>;
  close(): void;
}

/**
 * `url`: `smtp://user:password@host:587` (encrypted as soon as the server offers it; `?requireTLS=true` insists) or `smtps://…` (encrypted from the start). `from` is the sender.
 * The URL comes from the operator, so it may name a server inside.
 */
export const createMailer = (url: string, from: string): Mailer => {
  // Loaded here and not before: installations without mail go without it (4 MB in every thread).
  const { createTransport } = createRequire(import.meta.url)('nodemailer') as typeof import('nodemailer');
  const transport = createTransport(withTimeouts(url), { from });
  return {
    send: async ({ to, subject, text, html, messageId, references }) => {
      try {
        const info = await inTime(
          transport.sendMail({
            from,
            to: [...to],
            subject,
            text,
            html,
            messageId,
            references: references === undefined ? undefined : [...references],
            headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
            // Nothing in a mail of ours comes from a file or an address.
            disableFileAccess: true,
            disableUrlAccess: true,
          }),
        );
        return { rejected: (info.rejected ?? []).map(String) };
      } catch (error) {
        const { responseCode, code } = error as { responseCode?: number; code?: string };
        const final = responseCode === undefined ? code === 'EENVELOPE' || code === 'EAUTH' : responseCode >= 500;
        throw new CulpritError(
          final ? 'mail_refused' : 'mail_failed',
          502,
          `The mail server ${final ? 'refuses the mail' : 'does not take the mail for now'}: ${messageOf(error)}`,
          { cause: error, transient: !final },
        );
      }
    },
    close: () => transport.close(),
  };
};

/** A server that says nothing is given up soon, unless the URL says otherwise. Milliseconds. */
const withTimeouts = (url: string): string => {
  const patient = new URL(url);
  for (const [name, value] of Object.entries({
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
  }))
    if (!patient.searchParams.has(name)) patient.searchParams.set(name, String(value));
  return patient.href;
};

/** All steps together. Whoever sends alerts counts on it: nobody may send the same mail meanwhile. */
const DEADLINE = 45_000;

const inTime = async <Result>(work: Promise<Result>): Promise<Result> => {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`it takes longer than ${DEADLINE / 1_000} s`)), DEADLINE);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
};
