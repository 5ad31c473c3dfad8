import { badRequest } from '../../kit/index.ts';
import type { Limits } from '../limits.ts';
import { inflate, inflateBySignature } from './inflate.ts';
import { looksLikeObject } from './json.ts';

/**
 * The JSON of one event as old clients post it to `/store/`: plain, or base64 of zlib or gzip without any header saying so (raven), or either of them as the
 * form field `sentry_data` (browsers of old, and the query of a GET). Throws CulpritError as `inflate` does, and 400 for what is no JSON object.
 */
export const storeJson = (body: Uint8Array, encoding: string, limits: Pick<Limits, 'event'>): Buffer => {
  // Base64 in percent signs takes at most 4 bytes for one of the event.
  const bytes = inflate(body, encoding, limits.event * 4, 'The body of an event');
  const json = plainJson(fromForm(bytes) ?? bytes, limits.event);
  if (!looksLikeObject(json)) throw badRequest('The event is not a JSON object.', 'bad_json');
  return json;
};

const formField = Buffer.from('sentry_data=');

const fromForm = (bytes: Buffer): Buffer | null => {
  if (bytes.subarray(0, 1024).indexOf(formField) === -1 || bytes[0] === 0x7b) return null;
  const value = new URLSearchParams(bytes.toString('utf8')).get('sentry_data');
  // A plus sign that the client forgot to escape came out as a space; base64 knows no spaces.
  return value === null ? null : Buffer.from(value.trimStart().startsWith('{') ? value : value.replaceAll(' ', '+'));
};

const plainJson = (bytes: Buffer, limit: number): Buffer => {
  if (looksLikeObject(bytes)) return inflate(bytes, '', limit, 'An event');
  const text = bytes.toString('latin1').trim();
  if (text === '' || /[^A-Za-z0-9+/_=\s-]/.test(text))
    throw badRequest('The event is neither a JSON object nor base64 of one.', 'bad_json');
  return inflateBySignature(Buffer.from(text, 'base64'), limit, 'An event');
};
