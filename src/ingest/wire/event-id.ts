import { randomUUID } from 'node:crypto';
import { sha256 } from '../../kit/index.ts';

const nil = '0'.repeat(32);

/** 32 lower-case hex digits of any form of a UUID; null for anything else and for the nil UUID, which clients send for "none". */
export const eventIdOf = (value: unknown): string | null => {
  const id = uuidOf(value);
  return id === nil ? null : id;
};

/** The same, but the nil UUID stays: in a check-in it means "the latest in progress". */
export const uuidOf = (value: unknown): string | null => {
  if (typeof value !== 'string' || value.length > 45) return null;
  const hex = value
    .replace(/^urn:uuid:/i, '')
    .replaceAll('-', '')
    .toLowerCase();
  return /^[0-9a-f]{32}$/.test(hex) ? hex : null;
};

export const nilId = nil;

export const newEventId = (): string => randomUUID().replaceAll('-', '');

/** An id that follows from others, so that the same message read twice gives the same id. */
export const derivedId = (...parts: readonly (string | number)[]): string =>
  sha256(parts.join('\n')).toString('hex').slice(0, 32);

/** `xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx`, as crash reporters show it. */
export const hyphenated = (id: string): string =>
  [id.slice(0, 8), id.slice(8, 12), id.slice(12, 16), id.slice(16, 20), id.slice(20)].join('-');
