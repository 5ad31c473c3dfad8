import type { Json, Message } from '../event.ts';
import { at, isRecord, json, object, text } from './source.ts';
import type { Source } from './source.ts';
import { cut } from './text.ts';

const MAX_MESSAGE = 8_192;
const PARAMS = { depth: 4, size: 8_192 };

/** The message, from `logentry` (or its old names), a `message` object, or a plain text; null when there is none to read. */
export const message = (source: Source): Message | null => {
  const entry = messageObject(source);
  const plain = entry?.path === 'message' ? null : text(source, 'message', MAX_MESSAGE);
  if (!entry) return plain === null ? null : { template: null, params: null, formatted: plain };
  const template = text(entry, 'message', MAX_MESSAGE);
  const params = json(entry, 'params', PARAMS);
  const formatted =
    text(entry, 'formatted', MAX_MESSAGE) ?? plain ?? (template === null ? null : formatMessage(template, params));
  if (formatted === null) {
    if (Object.keys(entry.fields).length > 0) source.notes.add(entry.path, 'invalid', 'a message without text');
    return null;
  }
  return { template: template === formatted ? null : template, params, formatted };
};

/**
 * The template with its parameters filled in: `%s` and the like (`%(name)s` too), `{}`, `{0}` and `{name}`. A placeholder without a parameter
 * stays as it is; a template without placeholders comes back unchanged.
 */
export const formatMessage = (template: string, params: Json): string => {
  if (typeof params !== 'object' || params === null) return template;
  const positional = Array.isArray(params) ? params : Object.values(params);
  const named = Array.isArray(params) ? {} : params;
  let next = 0;
  const take = (name: string | undefined): Json | undefined => {
    if (name === undefined || name === '') return positional[next++];
    return /^\d+$/.test(name) ? positional[Number(name)] : Object.hasOwn(named, name) ? named[name] : undefined;
  };
  return cut(
    template.replace(
      PLACEHOLDER,
      (found: string, percentName?: string, precision?: string, kind?: string, braces?: string) => {
        if (kind === '%') return '%';
        const value = take(kind === undefined ? braces : percentName);
        return value === undefined ? found : shown(value, precision);
      },
    ),
    MAX_MESSAGE,
  );
};

/** Every repetition is bounded: the template is text from outside. */
const PLACEHOLDER =
  /%(?:\(([\w.]{1,64})\))?[-+#0]{0,4}\d{0,4}(?:\.(\d{1,3}))?[hlLzq]{0,2}([sdifFgGeErxXoOjucvaq@%])|\{([\w.]{0,64})(?:[!:][^{}\n]{0,32})?\}/g;

const shown = (value: Json, precision: string | undefined): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && precision !== undefined) return value.toFixed(Math.min(Number(precision), 20));
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
};

const messageObject = (source: Source): Source | null => {
  for (const key of ['logentry', 'message']) {
    const value = source.fields[key];
    if (isRecord(value)) return object(source, key);
    // Some clients send the text of the message as `logentry` itself.
    const said = key === 'logentry' ? text(source, key, MAX_MESSAGE) : null;
    if (said !== null) return { fields: { message: said }, path: at(source.path, key), notes: source.notes };
  }
  return null;
};
