import { newId, SECOND } from '../kit/index.ts';
import type { Instant } from '../kit/index.ts';
import type { AsyncMessage, Envelope } from 'rabbitmq-client';
import type { Headers } from './lanes.ts';
import type { Message, ReplyAddress } from './source.ts';

/** A message as it is published, at first or again. */
export interface Sendable {
  readonly id: string;
  readonly key: string | number;
  readonly headers: Headers;
  readonly publishedAt: Instant;
  readonly attempt: number;
  /** 0: at once. */
  readonly deliverAt: Instant;
  readonly replyTo: ReplyAddress | null;
}

/** Persistent and mandatory. What the lanes note on a message are headers `culprit-…`; the caller's own stand beside them. */
export const envelope = (message: Sendable, exchange: string, routingKey: string): Envelope => ({
  exchange,
  routingKey,
  durable: true,
  mandatory: true,
  messageId: message.id,
  timestamp: Math.floor(message.publishedAt / SECOND),
  contentType: 'application/octet-stream',
  ...(message.replyTo === null ? {} : { replyTo: message.replyTo.address, correlationId: message.replyTo.correlation }),
  headers: {
    ...message.headers,
    'culprit-key': message.key,
    'culprit-published': message.publishedAt,
    'culprit-attempt': message.attempt,
    ...(message.deliverAt === 0 ? {} : { 'culprit-deliver-at': message.deliverAt }),
  },
});

/** What came from a queue. Nothing is expected of it: programs of others may publish there too. */
export const readMessage = (received: AsyncMessage, shard: number, now: Instant): Message & { deliverAt: Instant } => {
  const noted = received.headers ?? {};
  const key: unknown = noted['culprit-key'];
  return {
    id: received.messageId ?? newId(),
    shard,
    key: typeof key === 'string' || typeof key === 'number' ? key : shard,
    body: bytesOf(received.body),
    headers: Object.fromEntries(Object.entries(noted).filter(([name, value]) => !isOurs(name) && isFlat(value))),
    publishedAt:
      instantOf(noted['culprit-published']) ?? (received.timestamp === undefined ? now : received.timestamp * SECOND),
    attempt: Math.max(1, instantOf(noted['culprit-attempt']) ?? 1),
    deliverAt: instantOf(noted['culprit-deliver-at']) ?? 0,
    replyTo:
      received.replyTo === undefined || received.replyTo === ''
        ? null
        : { address: received.replyTo, correlation: received.correlationId ?? '' },
    suspect: (instantOf(noted['x-delivery-count']) ?? 0) >= SUSPECT,
  };
};

/**
 * What the broker hands over for the third time: once is the usual end of a consumer that had fetched it ahead (a restart, a shard that moves), and not worth handling
 * hundreds one by one.
 */
const SUSPECT = 2;

/** The client turns text and JSON into values according to the content type; a lane carries bytes. */
const bytesOf = (body: unknown): Uint8Array => {
  if (body instanceof Uint8Array) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
};

const instantOf = (value: unknown): number | undefined => (Number.isSafeInteger(value) ? (value as number) : undefined);

const isFlat = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number';

/** Ours, and what the broker notes when a message returns or leaves a delay queue. */
const isOurs = (name: string): boolean =>
  name.startsWith('culprit-') || /^x-(death|delivery-count|(first|last)-death-\w+)$/.test(name);
