import type { CulpritError } from '../../kit/index.ts';
import { hyphenated } from '../wire/event-id.ts';
import { unsupportedCategories } from '../wire/item-types.ts';
import { corsHeaders } from './cors.ts';
import type { IngestResponse } from './request.ts';

export type Headers = Readonly<Record<string, string>>;

const json = (status: number, value: unknown, headers: Headers): IngestResponse => ({
  status,
  headers: { ...headers, 'content-type': 'application/json' },
  body: JSON.stringify(value),
});

/** `{"id": …}`, or `{}` for a request without an event. */
export const accepted = (eventId: string, headers: Headers, status = 200): IngestResponse =>
  json(status, eventId === '' ? {} : { id: eventId }, headers);

/** What crash reporters show to people. */
export const acceptedMinidump = (eventId: string, headers: Headers): IngestResponse => ({
  status: 200,
  headers: { ...headers, 'content-type': 'text/plain' },
  body: hyphenated(eventId),
});

export const acceptedSilently = (headers: Headers): IngestResponse => ({ status: 200, headers, body: '' });

/** A transparent GIF of one pixel: the answer to an event that came as an image's address. */
export const acceptedAsImage = (headers: Headers): IngestResponse => ({
  status: 200,
  headers: { ...headers, 'content-type': 'image/gif', 'cache-control': 'no-store' },
  body: Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64'),
});

export const preflight = (headers: Headers): IngestResponse => ({ status: 204, headers, body: '' });

/** `{"error": code, "detail": sentence, "causes": […]}` and the sentence as `X-Sentry-Error`, which SDKs log. */
export const refused = (error: CulpritError, headers: Headers): IngestResponse =>
  json(
    error.status,
    { error: error.code, detail: error.message, causes: [] },
    { ...headers, ...error.headers, 'x-sentry-error': headerSafe(error.message) },
  );

/** The same for what was refused before anything of it was read: whoever sent it may see that. */
export const refusedUnread = (error: CulpritError): IngestResponse => refused(error, corsHeaders);

const headerSafe = (text: string): string => text.replace(/[^\x20-\x7e]+/g, ' ').slice(0, 500);

/** Asks SDKs not to send for 30 days what would only be dropped. https://develop.sentry.dev/sdk/expected-features/rate-limiting/ */
export const notSupported: Headers = {
  'x-sentry-rate-limits': `2592000:${unsupportedCategories.join(';')}:organization:not_supported`,
};
