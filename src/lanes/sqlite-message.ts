import type { Instant } from '../kit/index.ts';
import type { Value } from '../storage/index.ts';
import type { Headers } from './lanes.ts';
import type { Message, ReplyAddress } from './source.ts';

/** A row of `message` as a consumer reads it. */
export interface MessageRow extends Record<string, Value> {
  readonly position: number;
  readonly attempt: number;
  readonly published_at: Instant;
  readonly id: string;
  readonly key: string | number;
  readonly reply_to: string | null;
  readonly headers: string;
  readonly body: Uint8Array;
}

export const readMessage = (row: MessageRow, shard: number, suspect: boolean): Message => ({
  id: row.id,
  shard,
  key: row.key,
  body: row.body,
  headers: JSON.parse(row.headers) as Headers,
  publishedAt: row.published_at,
  attempt: row.attempt,
  replyTo: row.reply_to === null ? null : readAddress(row.reply_to),
  suspect,
});

/** `address correlation`; neither holds a space. */
export const addressText = ({ address, correlation }: ReplyAddress): string => `${address} ${correlation}`;

const readAddress = (text: string): ReplyAddress => {
  const [address = '', correlation = ''] = text.split(' ');
  return { address, correlation };
};
