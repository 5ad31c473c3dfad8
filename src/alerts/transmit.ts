import type { Instant, Mailer, Outbound, OutboundResponse } from '../kit/index.ts';
import { CulpritError, SECOND } from '../kit/index.ts';
import type { Outcome } from './lifecycle.ts';
import type { Notice } from './notice.ts';
import { discordPayload } from './payloads/discord.ts';
import { alertMail } from './payloads/mail.ts';
import { mattermostPayload } from './payloads/mattermost.ts';
import { slackPayload } from './payloads/slack.ts';
import { teamsPayload } from './payloads/teams.ts';
import { telegramPayload } from './payloads/telegram.ts';
import { webhookHeaders, webhookPayload } from './payloads/webhook.ts';
import type { Settings } from './targets.ts';
import { clean } from './text.ts';

export interface Wires {
  readonly outbound: Outbound;
  /** Null: no mail server is configured. */
  readonly mailer: Mailer | null;
  readonly publicUrl: () => string;
}

/** Puts a notice into the words of the target's service and sends it, once. `id` is the delivery's: services and receivers that look for it recognise a repetition. */
export const transmit = async (
  wires: Wires,
  settings: Settings,
  notice: Notice,
  id: string,
  now: Instant,
): Promise<Outcome> => {
  try {
    if (settings.kind === 'email') return await mail(wires, settings.to, notice, id);
    const { url, body, headers = {} } = requestFor(settings, notice, wires.publicUrl().replace(/\/+$/, ''), id, now);
    const response = await wires.outbound.send({
      method: 'POST',
      url,
      body,
      headers: { 'content-type': 'application/json', ...headers },
      maxBytes: 4_096,
    });
    return outcomeOf(response, now);
  } catch (error) {
    if (!(error instanceof CulpritError)) throw error;
    return {
      kind: 'failed',
      status: null,
      response: null,
      error: error.message,
      transient: error.transient,
      retryAfter: null,
    };
  }
};

const mail = async (
  { mailer, publicUrl }: Wires,
  to: readonly string[],
  notice: Notice,
  id: string,
): Promise<Outcome> => {
  if (mailer === null)
    return {
      kind: 'failed',
      status: null,
      response: null,
      error: 'No mail server is configured: whoever runs the server sets CULPRIT_SMTP.',
      transient: false,
      retryAfter: null,
    };
  const { rejected } = await mailer.send(alertMail(notice, publicUrl().replace(/\/+$/, ''), to, id));
  const note = rejected.length === 0 ? null : `The mail server refused ${rejected.join(', ')}.`;
  return { kind: 'sent', status: null, response: null, note };
};

interface ServiceRequest {
  readonly url: string;
  readonly body: string;
  readonly headers?: Record<string, string>;
}

const requestFor = (
  settings: Exclude<Settings, { kind: 'email' }>,
  notice: Notice,
  publicUrl: string,
  id: string,
  now: Instant,
): ServiceRequest => {
  switch (settings.kind) {
    case 'slack':
      return { url: settings.url, body: JSON.stringify(slackPayload(notice, publicUrl)) };
    case 'mattermost':
      return { url: settings.url, body: JSON.stringify(mattermostPayload(notice, publicUrl)) };
    case 'discord': {
      // Discord then answers once the message stands, and says why if it does not.
      const url = new URL(settings.url);
      url.searchParams.set('wait', 'true');
      return { url: url.href, body: JSON.stringify(discordPayload(notice, publicUrl)) };
    }
    case 'teams':
      return { url: settings.url, body: JSON.stringify(teamsPayload(notice, publicUrl)) };
    case 'telegram': {
      const api = (settings.apiUrl ?? 'https://api.telegram.org').replace(/\/+$/, '');
      const body = JSON.stringify(telegramPayload(notice, publicUrl, settings));
      return { url: `${api}/bot${settings.token}/sendMessage`, body };
    }
    case 'webhook': {
      const body = JSON.stringify(webhookPayload(notice, publicUrl, id));
      return { url: settings.url, body, headers: webhookHeaders(id, now, body, settings.secret) };
    }
  }
};

/** Any 2xx is taken as done; of the rest, what may pass by itself is tried again. */
export const outcomeOf = ({ status, headers, body }: OutboundResponse, now: Instant): Outcome => {
  const response = clean(body.toString(), 500) || null;
  if (status >= 200 && status < 300) return { kind: 'sent', status, response, note: null };
  return {
    kind: 'failed',
    status,
    response,
    error: `It answered ${status}${status >= 300 && status < 400 ? ', a redirect that would lose the message: name the new address' : ''}.`,
    transient: status === 408 || status === 425 || status === 429 || status >= 500,
    retryAfter: retryAfter(headers['retry-after'], body, now),
  };
};

/** Seconds, or a date (RFC 9110 §10.2.3); Discord and Telegram also say it in the body. Microseconds. */
const retryAfter = (header: string | undefined, body: Buffer, now: Instant): number | null => {
  if (header !== undefined && /^\d{1,9}(\.\d+)?$/.test(header)) return Math.ceil(Number(header) * SECOND);
  const date = header === undefined ? Number.NaN : Date.parse(header);
  if (!Number.isNaN(date)) return Math.max(0, date * 1_000 - now);
  const said = /"retry_after":\s*(\d{1,9}(?:\.\d+)?)/.exec(body.toString())?.[1];
  return said === undefined ? null : Math.ceil(Number(said) * SECOND);
};
