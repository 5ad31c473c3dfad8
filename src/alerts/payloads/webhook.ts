import { createHmac } from 'node:crypto';
import type { Instant } from '../../kit/index.ts';
import { SECOND, toIso } from '../../kit/index.ts';
import type { Notice } from '../notice.ts';
import { linkOf } from '../notice.ts';

/** What a webhook is sent; documented for users in docs/alerts.md. `id` is the delivery's: the same for every try and replay. */
export const webhookPayload = (notice: Notice, publicUrl: string, id: string): WebhookPayload => ({
  id,
  type: `alert.${notice.trigger}`,
  timestamp: toIso(notice.at),
  data: contentOf(notice, publicUrl),
});

/**
 * The headers by which a receiver knows that the body is from us and recent, after https://www.standardwebhooks.com: HMAC-SHA256 over `id.timestamp.body`. A secret that begins
 * with `whsec_` is base64, any other one is taken as it is.
 */
export const webhookHeaders = (id: string, at: Instant, body: string, secret: string): Record<string, string> => {
  const timestamp = String(Math.floor(at / SECOND));
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : Buffer.from(secret);
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
};

export interface WebhookPayload {
  readonly id: string;
  readonly type: string;
  readonly timestamp: string;
  readonly data: WebhookContent;
}

interface WebhookContent {
  readonly trigger: string;
  readonly title: string;
  readonly url: string;
  readonly project: Notice['project'];
  readonly issue: Notice['issue'];
  readonly event: Notice['event'];
  readonly level: string | null;
  readonly reason: string | null;
  readonly rule: Notice['rule'];
  readonly items: readonly WebhookContent[];
  readonly more: number;
}

const contentOf = (notice: Notice, publicUrl: string): WebhookContent => ({
  trigger: notice.trigger,
  title: notice.title,
  url: linkOf(notice, publicUrl),
  project: notice.project,
  issue: notice.issue,
  event: notice.event,
  level: notice.level,
  reason: notice.reason,
  rule: notice.rule,
  items: notice.items.map((item) => contentOf(item, publicUrl)),
  more: notice.more,
});
