import { sha256, toHex } from '../../../kit/index.ts';
import type { Event, Json } from '../../event.ts';
import { isMarker, outsideMarkers } from '../filtered.ts';
import { isSecretField } from '../names.ts';
import type { Path } from '../walk.ts';
import { rewriteEvent } from '../walk.ts';
import type { ScrubRule } from './parse.ts';
import { isSpecific, selects } from './selector.ts';
import { DATA_TYPES } from './types.ts';

/** The event after a project's own rules, each in its turn at every place. Nothing is exempt but what no rule can reach (`rewriteEvent`). */
export const applyRules = (event: Event, rules: readonly ScrubRule[]): Event => {
  const specific = rules.filter((rule) => isSpecific(rule.selector));
  return rewriteEvent(event, (value, kind, path) =>
    applyAt(value, path, kind === 'name' || kind === 'source' ? specific : rules),
  );
};

const applyAt = (value: Json, path: Path, rules: readonly ScrubRule[]): Json => {
  let result = value;
  for (const rule of rules) {
    if (result === null) return null;
    if (isWhole(rule, path) && selects(rule.selector, path, result)) result = redactWhole(rule, result);
    else if (rule.type.find && typeof result !== 'object') result = redactWithin(rule, result, path);
  }
  if (typeof result !== 'object' || result === null) return result;
  return Array.isArray(result) ? applyToList(result, path, rules) : applyToRecord(result, path, rules);
};

const applyToList = (list: readonly Json[], path: Path, rules: readonly ScrubRule[]): Json =>
  list.map((item, index) => applyWithin(item, index, path, rules));

const applyToRecord = (record: { [key: string]: Json }, path: Path, rules: readonly ScrubRule[]): Json => {
  const result: Record<string, Json> = {};
  for (const key of Object.keys(record)) {
    const before = record[key] ?? null;
    const after = applyWithin(before, key, path, rules);
    // What was removed leaves no name behind.
    if (after !== null || before === null) result[key] = after;
  }
  return result;
};

const applyWithin = (value: Json, key: string | number, path: Path, rules: readonly ScrubRule[]): Json => {
  path.push(key);
  const result = applyAt(value, path, rules);
  path.pop();
  return result;
};

/** `@anything` takes a value as a whole, `@password` so when its name says it is one. */
const isWhole = (rule: ScrubRule, path: Path): boolean =>
  rule.type === DATA_TYPES.get('anything') || (rule.byName && isSecretField(String(path.at(-1))));

/** Containers are removed or replaced at once; masking and hashing reach the values within by themselves. */
const redactWhole = (rule: ScrubRule, value: Json): Json => {
  if (rule.method === 'remove') return null;
  if (typeof value === 'object') return rule.method === 'replace' ? rule.replacement : value;
  const text = String(value);
  return isMarker(text) ? value : redacted(rule, text);
};

/** Looks for the data first: nearly always there is none, and then it does not matter whether the rule was for this place. */
const redactWithin = (rule: ScrubRule, value: string | number | boolean | null, path: Path): Json => {
  if (value === null || typeof value === 'boolean') return value;
  const before = String(value);
  const after = outsideMarkers(before, (part) => rule.type.find?.(part, (found) => redacted(rule, found)) ?? part);
  return after !== before && selects(rule.selector, path, value) ? after : value;
};

const redacted = (rule: ScrubRule, found: string): string => {
  switch (rule.method) {
    case 'remove':
      return '';
    case 'replace':
      return rule.replacement;
    case 'hash':
      return `[hash:${toHex(sha256(found)).slice(0, 32)}]`;
    case 'mask':
      return masked(rule, found);
  }
};

/** As long as before; cards keep their last four digits, as on receipts. */
const masked = (rule: ScrubRule, found: string): string => {
  const shown = rule.type === DATA_TYPES.get('creditcard') ? 4 : 0;
  return found.slice(0, found.length - shown).replace(/[\p{L}\p{N}]/gu, '*') + found.slice(found.length - shown);
};
