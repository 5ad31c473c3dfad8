import type { Mailer, Outbound } from '../kit/index.ts';
import { createMailer, createOutbound, readAllowList } from '../kit/index.ts';
import type { Config } from './config.ts';

/** The ways out of the installation. */
export interface Wires {
  readonly outbound: Outbound;
  /** Null: no mail server is configured. */
  readonly mailer: Mailer | null;
  readonly publicUrl: () => string;
}

/** Opens the ways out for one thread or command. */
export const createWires = ({ smtp, mailFrom, outboundAllow }: Config, publicUrl: () => string): Wires => ({
  outbound: createOutbound(readAllowList(outboundAllow)),
  mailer: smtp === null ? null : createMailer(smtp, mailFrom ?? `Culprit <culprit@${new URL(publicUrl()).hostname}>`),
  publicUrl,
});
