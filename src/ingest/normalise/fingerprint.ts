import { text } from './source.ts';
import type { Source } from './source.ts';
import { cut, wellFormed } from './text.ts';

const MAX_PARTS = 64;
const MAX_PART = 1_024;

/** The SDK's fingerprint as text; empty means default grouping. The `checksum` of old clients is a fingerprint of one part. */
export const fingerprint = (source: Source): string[] => {
  const { notes } = source;
  const value = source.fields['fingerprint'];
  const given = value === null || value === undefined ? [] : Array.isArray(value) ? value : [value];
  const parts: string[] = [];
  for (const [index, part] of given.entries()) {
    if (parts.length >= MAX_PARTS || index >= 10 * MAX_PARTS) {
      notes.add('fingerprint', 'too_many', `${given.length} parts; the first ${parts.length} are kept`);
      break;
    }
    if (typeof part === 'string' || typeof part === 'number' || typeof part === 'boolean') {
      if (part !== '') parts.push(cut(wellFormed(String(part)), MAX_PART));
    } else if (part !== null) notes.add(`fingerprint.${index}`, 'invalid', 'not text, number or boolean');
  }
  if (parts.length > 0) return parts;
  const old = text(source, 'checksum', MAX_PART);
  return old === null ? [] : [old];
};
