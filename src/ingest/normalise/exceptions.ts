import type { Exception, Mechanism } from '../event.ts';
import { stacktrace } from './frames.ts';
import type { Notes } from './notes.ts';
import { at, flag, integer, isRecord, list, object, record, text } from './source.ts';
import type { Source } from './source.ts';
import { boundedTree } from './tree.ts';

/** SDKs stop at 5 to 50 linked errors themselves. */
const MAX_EXCEPTIONS = 50;
const MAX_TYPE = 256;
const MAX_VALUE = 8_192;
const BAG = { depth: 4, size: 2_048 };

/**
 * The exceptions in the order they came: oldest cause first, the outermost last, members of a group before it. Given as `{values}`, a list, or one
 * bare object. What has neither type nor value nor stack says nothing and is discarded. `raw_stacktrace` (before source maps) is not read.
 */
export const exceptions = (source: Source, platform: string): Exception[] => {
  const { notes } = source;
  const { items, path } = list(source, 'exception');
  const surplus = Math.max(items.length - MAX_EXCEPTIONS, 0);
  if (surplus > 0) notes.add(path, 'too_many', `${items.length} exceptions; the last ${MAX_EXCEPTIONS} are kept`);
  const found: Exception[] = [];
  for (let index = surplus; index < items.length; index += 1) {
    const raw = items[index];
    const where = `${path}.${index}`;
    if (raw === null) continue;
    const exception = isRecord(raw)
      ? readException({ fields: raw, path: where, notes }, platform)
      : plainException(raw, notes, where);
    if (exception.type !== null || exception.value !== null || exception.stacktrace !== null) found.push(exception);
    else notes.add(where, 'invalid', 'an exception without type, value and stack trace');
  }
  return found;
};

const readException = (source: Source, platform: string): Exception => ({
  type: anyText(source, 'type', MAX_TYPE),
  value: anyText(source, 'value', MAX_VALUE),
  module: text(source, 'module', MAX_TYPE),
  threadId: text(source, 'thread_id', 64),
  mechanism: mechanism(source),
  stacktrace: stacktrace(source, 'stacktrace', platform),
});

/** A bare text where an exception should be: its value. */
const plainException = (raw: unknown, notes: Notes, path: string): Exception => ({
  type: null,
  value: anyText({ fields: { value: raw }, path, notes }, 'value', MAX_VALUE),
  module: null,
  threadId: null,
  mechanism: null,
  stacktrace: null,
});

const mechanism = (source: Source): Mechanism | null => {
  const value = source.fields['mechanism'];
  const from: Source | null =
    typeof value === 'string'
      ? { fields: { type: value }, path: at(source.path, 'mechanism'), notes: source.notes }
      : object(source, 'mechanism');
  if (from === null) return null;
  return {
    type: text(from, 'type', 128) ?? 'generic',
    handled: flag(from, 'handled'),
    synthetic: flag(from, 'synthetic') ?? false,
    exceptionId: integer(from, 'exception_id'),
    parentId: integer(from, 'parent_id'),
    isExceptionGroup: flag(from, 'is_exception_group') ?? false,
    source: text(from, 'source', 256),
    helpLink: text(from, 'help_link', 2_048),
    data: record(from, 'data', BAG),
    meta: record(from, 'meta', BAG),
  };
};

/** Text; objects and lists (people throw those) as their JSON. */
const anyText = (source: Source, key: string, limit: number): string | null => {
  const value = source.fields[key];
  if (typeof value !== 'object' || value === null) return text(source, key, limit);
  const tree = boundedTree(value, { depth: 5, size: limit }, source.notes, at(source.path, key));
  return text({ fields: { [key]: JSON.stringify(tree) }, path: source.path, notes: source.notes }, key, limit);
};
