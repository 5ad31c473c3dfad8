import type { Json } from '../event.ts';
import type { Scrubber } from './compile.ts';
import { ADDRESS_FIELD } from './addresses.ts';
import { FILTERED, isMarker } from './filtered.ts';
import { isSecretHeader } from './names.ts';
import { isCard } from './numbers.ts';

/** Values are at most this deep when they are normalised; JSON within text may be deeper and is then read as text. */
const MAX_DEPTH = 40;

/** Arbitrary data: values under secret names become `[Filtered]`, texts are searched, JSON within texts is taken apart first. */
export const scrubData = (value: Json, scrubber: Scrubber): Json => scrub(value, scrubber, NOTHING);

interface Around {
  /** Names here are those of HTTP headers. */
  headers: boolean;
  /** The value is an element of a list: a list of two may be a name and its value. */
  inList: boolean;
}
const NOTHING: Around = { headers: false, inList: false };

const scrub = (value: Json, scrubber: Scrubber, around: Around): Json => {
  if (typeof value === 'string') return scrubText(value, scrubber);
  if (typeof value === 'number')
    return scrubber.settings.defaults && value >= 1e12 && isCard(String(value)) ? FILTERED : value;
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? scrubList(value, scrubber, around) : scrubRecord(value, scrubber, around);
};

const scrubRecord = (value: { [key: string]: Json }, scrubber: Scrubber, around: Around): Json => {
  const result: Record<string, Json> = {};
  const named = typeof value['value'] === 'undefined' ? null : (value['name'] ?? value['key'] ?? value['field']);
  for (const key of Object.keys(value)) {
    const one = value[key] ?? null;
    // `{name: "password", value: …}`, as forms and header lists are written.
    const name = key === 'value' && typeof named === 'string' ? named : key;
    result[key] = scrubber.isSafe(name) || isId(name, one) ? one : scrubNamed(name, one, scrubber, around);
  }
  return result;
};

/** Ids that SDKs generate connect events with traces and replays; one of digits only is no card. */
const isId = (name: string, value: Json): boolean =>
  typeof value === 'string' && GENERATED_ID.test(name) && /^[0-9a-f-]{16,36}$/i.test(value);
const GENERATED_ID =
  /^(?:trace|span|parent_span|segment|event|associated_event|replay|profile|profiler|debug|session)_?id$/i;

const scrubNamed = (name: string, value: Json, scrubber: Scrubber, around: Around): Json => {
  if (scrubber.isSecret(name) || (around.headers && scrubber.settings.defaults && isSecretHeader(name)))
    return filtered(value);
  if (scrubber.settings.ipAddresses && ADDRESS_FIELD.test(name) && typeof value === 'string' && value !== '')
    return '[ip]';
  return scrub(value, scrubber, { headers: /headers?$/i.test(name), inList: false });
};

/** Lists within lists may be pairs (`["password", "…"]`); a list of texts may be the words of a command line (`--password …`). */
const scrubList = (list: readonly Json[], scrubber: Scrubber, around: Around): Json => {
  const [first, second] = list;
  const isPair = list.length === 2 && (around.inList || around.headers) && typeof first === 'string';
  if (isPair && second !== undefined)
    return [first, scrubber.isSafe(first) ? second : scrubNamed(first, second, scrubber, around)];
  const inner: Around = { headers: around.headers, inList: true };
  return list.map((item, index) => {
    const before = list[index - 1];
    const option =
      typeof before === 'string' && typeof item === 'string' && !item.startsWith('-') && /^--?[\w-]+$/.test(before);
    return option && scrubber.isSecret(before.replace(/^-+/, '')) ? filtered(item) : scrub(item, scrubber, inner);
  });
};

/** Whether something is there is no secret, and often the answer. */
const filtered = (value: Json): Json =>
  value === null || typeof value === 'boolean' || value === '' || (typeof value === 'string' && isMarker(value))
    ? value
    : FILTERED;

const scrubText = (text: string, scrubber: Scrubber): string => {
  if (text.length < 4) return text;
  const parsed = parse(text);
  if (parsed === null) return scrubber.prose(text);
  const before = JSON.stringify(parsed);
  const after = JSON.stringify(scrub(parsed, scrubber, NOTHING));
  return after === before ? text : after;
};

/** How JSON objects and lists begin; `[Filtered]` and the like do not. */
const JSON_START = /^(?:\{\s*["}]|\[\s*[\]"\d{[tfn-])/;

/** JSON objects and lists within text, if they are not deeper than scrubbing may go. */
const parse = (text: string): Json => {
  if (!JSON_START.test(text)) return null;
  try {
    const parsed = JSON.parse(text) as Json;
    return isShallow(parsed, MAX_DEPTH) ? parsed : null;
  } catch {
    return null;
  }
};

const isShallow = (value: Json, depth: number): boolean => {
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.values(value).every((one) => isShallow(one, depth - 1));
};
