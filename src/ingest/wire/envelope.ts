import { badRequest } from '../../kit/index.ts';
import type { CulpritError } from '../../kit/index.ts';
import type { Limits } from '../limits.ts';
import { tooLarge } from '../limits.ts';
import type { JsonObject } from './json.ts';
import { isObject } from './json.ts';

/** https://develop.sentry.dev/sdk/data-model/envelopes/: a header line, then items of a header line and a payload each. */
export interface Envelope {
  readonly header: JsonObject;
  readonly items: readonly EnvelopeItem[];
}

export interface EnvelopeItem {
  readonly type: string;
  readonly header: JsonObject;
  /** Shares memory with the envelope's bytes. */
  readonly payload: Buffer;
}

/**
 * Reads the framing of an inflated envelope; payloads stay unread. Liberal as clients need it: blank lines, CRLF, a missing last line break and unknown
 * headers are accepted. Throws CulpritError: 400 that says where, 413 for a header line beyond `headerLine` or more than `items` items.
 */
export const parseEnvelope = (bytes: Buffer, limits: Pick<Limits, 'headerLine' | 'items'>): Envelope => {
  const start = skipBlank(bytes, 0);
  if (start === bytes.length) throw malformed('The body is empty; an envelope starts with a header line');
  const first = headerLine(bytes, start, 'The envelope header', limits.headerLine);
  const items: EnvelopeItem[] = [];
  let at = first.next;
  for (;;) {
    at = skipBlank(bytes, at);
    if (at === bytes.length) return { header: first.header, items };
    if (items.length === limits.items) throw tooLarge('An envelope', limits.items, undefined, 'items');
    const { item, next } = readItem(bytes, at, items.length + 1, limits);
    items.push(item);
    at = next;
  }
};

/** An envelope of these items, all framed by length. */
export const serialiseEnvelope = ({ header, items }: Envelope): Buffer =>
  Buffer.concat([
    jsonLine(header),
    ...items.flatMap(({ header, payload }) => [
      jsonLine({ ...header, length: payload.length }),
      payload,
      Buffer.from('\n'),
    ]),
  ]);

const jsonLine = (value: JsonObject): Buffer => Buffer.from(`${JSON.stringify(value)}\n`);

const malformed = (what: string): CulpritError => badRequest(`${what}.`, 'bad_envelope');

const LF = 0x0a;
const CR = 0x0d;

const skipBlank = (bytes: Buffer, from: number): number => {
  let at = from;
  while (at < bytes.length && (bytes[at] === LF || bytes[at] === CR || bytes[at] === 0x20 || bytes[at] === 0x09))
    at += 1;
  return at;
};

const headerLine = (
  bytes: Buffer,
  start: number,
  what: string,
  limit: number,
): { header: JsonObject; next: number } => {
  // Looks no further than the limit, else a body without line breaks would be searched again for every item.
  const newline = bytes.subarray(start, start + limit + 1).indexOf(LF);
  const end = newline === -1 ? bytes.length : start + newline;
  if (end - start > limit) throw tooLarge(what, limit);
  let header: unknown;
  try {
    header = JSON.parse(bytes.toString('utf8', start, end));
  } catch {
    throw malformed(`${what} (byte ${start}) is not JSON`);
  }
  if (!isObject(header)) throw malformed(`${what} (byte ${start}) is not a JSON object`);
  return { header, next: Math.min(end + 1, bytes.length) };
};

const readItem = (
  bytes: Buffer,
  start: number,
  number: number,
  limits: Pick<Limits, 'headerLine'>,
): { item: EnvelopeItem; next: number } => {
  const { header, next: from } = headerLine(bytes, start, `The header of item ${number}`, limits.headerLine);
  const { type, length = null } = header;
  if (typeof type !== 'string' || type === '') throw malformed(`Item ${number} (byte ${start}) has no type`);
  const name = `Item ${number} ("${type.slice(0, 40)}", byte ${start})`;
  if (length === null) {
    const newline = bytes.indexOf(LF, from);
    const end = newline === -1 ? bytes.length : newline;
    return { item: { type, header, payload: bytes.subarray(from, end) }, next: Math.min(end + 1, bytes.length) };
  }
  if (typeof length !== 'number' || !Number.isSafeInteger(length) || length < 0)
    throw malformed(`${name} has the length ${JSON.stringify(length).slice(0, 40)}, which is no whole number of bytes`);
  const end = from + length;
  if (end > bytes.length)
    throw malformed(`${name} announces ${length} bytes, but only ${bytes.length - from} follow at byte ${from}`);
  const next = endOfLine(bytes, end);
  if (next === -1) throw malformed(`${name} announces ${length} bytes, but no line break follows them at byte ${end}`);
  return { item: { type, header, payload: bytes.subarray(from, end) }, next };
};

/** After the LF or CRLF at `at`, or the end of the body; -1 when something else is there. */
const endOfLine = (bytes: Buffer, at: number): number => {
  if (at === bytes.length) return at;
  if (bytes[at] === LF) return at + 1;
  return bytes[at] === CR && bytes[at + 1] === LF ? at + 2 : -1;
};
