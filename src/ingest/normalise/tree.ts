import type { Json } from '../event.ts';
import type { Notes } from './notes.ts';
import { cut, head, wellFormed } from './text.ts';

export interface TreeLimits {
  /** How many containers may stand within each other; deeper ones become `[Object]` or `[Array]`, as SDKs do it. */
  readonly depth: number;
  /** About how many characters the value may have as JSON; what is beyond is dropped from the end. */
  readonly size: number;
}

const MAX_KEY = 200;
/** A cut text shorter than this says nothing. */
const MIN_TEXT = 16;

/**
 * Arbitrary JSON within limits: well-formed text, finite numbers, bounded depth and size. Its time depends on the limits, not on how much came,
 * and it recurses no deeper than `limits.depth`. Every node pays for itself out of one purse, in order, so that a value within limits comes back
 * as it was (the same object: nearly all are, and copies are what normalising costs), and what comes back is within limits.
 * One note a reason, however often it applied.
 */
export const boundedTree = (value: unknown, limits: TreeLimits, notes: Notes, path: string): Json => {
  const purse = { left: limits.size };
  if (isWithin(value, limits.depth, purse)) return value;
  const state: State = { left: limits.size, deep: false, long: false, mended: false, unsafe: false };
  const result = copy(value, limits.depth, state);
  if (state.deep) notes.add(path, 'too_deep', `cut at ${limits.depth} levels`);
  if (state.long) notes.add(path, 'too_long', `cut to about ${limits.size} characters`);
  if (state.mended) notes.add(path, 'replaced', 'NUL characters, lone surrogates or infinite numbers');
  if (state.unsafe) notes.add(path, 'invalid', 'the key __proto__');
  return result === GONE ? null : result;
};

/** Whether `copy` would change nothing; pays the same prices. */
const isWithin = (value: unknown, depth: number, purse: { left: number }): value is Json => {
  switch (typeof value) {
    case 'string':
      purse.left -= value.length + 2;
      return purse.left >= 0 && wellFormed(value) === value;
    case 'number':
      purse.left -= 8;
      return purse.left >= 0 && Number.isFinite(value) && !Object.is(value, -0);
    case 'boolean':
      purse.left -= 5;
      return purse.left >= 0;
    case 'object':
      if (value === null) {
        purse.left -= 4;
        return purse.left >= 0;
      }
      purse.left -= 2;
      return (
        purse.left >= 0 &&
        (Array.isArray(value)
          ? isListWithin(value, depth, purse)
          : isRecordWithin(value as Record<string, unknown>, depth, purse))
      );
    default:
      return false;
  }
};

const isListWithin = (values: readonly unknown[], depth: number, purse: { left: number }): boolean =>
  (depth > 0 || values.length === 0) && values.every((value) => isWithin(value, depth - 1, purse));

const isRecordWithin = (value: Record<string, unknown>, depth: number, purse: { left: number }): boolean => {
  const keys = Object.keys(value);
  if (depth === 0 && keys.length > 0) return false;
  for (const key of keys) {
    purse.left -= key.length + 3;
    if (purse.left < 0 || key.length > MAX_KEY || key === '__proto__' || wellFormed(key) !== key) return false;
    if (!isWithin(value[key], depth - 1, purse)) return false;
  }
  return true;
};

interface State {
  left: number;
  deep: boolean;
  long: boolean;
  mended: boolean;
  unsafe: boolean;
}

/** Told apart from null, which is a value. */
const GONE = Symbol('does not fit');

const copy = (value: unknown, depth: number, state: State): Json | typeof GONE => {
  switch (typeof value) {
    case 'string':
      return copyText(value, state);
    case 'number':
      if (!Number.isFinite(value)) {
        state.mended = true;
        return copyText(String(value), state);
      }
      return pay(8, state) ? (value === 0 ? 0 : value) : GONE;
    case 'boolean':
      return pay(5, state) ? value : GONE;
    case 'object':
      if (value === null) return pay(4, state) ? null : GONE;
      return Array.isArray(value)
        ? copyArray(value, depth, state)
        : copyObject(value as Record<string, unknown>, depth, state);
    default:
      return GONE;
  }
};

const copyText = (value: string, state: State): string | typeof GONE => {
  const room = state.left - 2;
  // Only what may be kept is looked at: the rest of a megabyte costs nothing.
  const near = value.length > room ? head(value, Math.max(room, 0)) : value;
  const clean = wellFormed(near);
  if (clean !== near) state.mended = true;
  if (value.length <= room) {
    state.left = room - value.length;
    return clean;
  }
  state.long = true;
  state.left = 0;
  return room < MIN_TEXT ? GONE : cut(`${clean}....`, room);
};

const copyArray = (values: readonly unknown[], depth: number, state: State): Json | typeof GONE => {
  if (depth === 0 && values.length > 0) {
    state.deep = true;
    return copyText('[Array]', state);
  }
  if (!pay(2, state)) return GONE;
  const out: Json[] = [];
  for (const value of values) {
    const item = copy(value, depth - 1, state);
    if (item === GONE) break;
    out.push(item);
  }
  return out;
};

const copyObject = (value: Record<string, unknown>, depth: number, state: State): Json | typeof GONE => {
  const keys = Object.keys(value);
  if (depth === 0 && keys.length > 0) {
    state.deep = true;
    return copyText('[Object]', state);
  }
  if (!pay(2, state)) return GONE;
  const out: Record<string, Json> = {};
  for (const raw of keys) {
    if (raw === '__proto__') {
      // Assigned to a plain object by anyone downstream, it would change that object's prototype.
      state.unsafe = true;
      continue;
    }
    const key = safeKey(raw, state);
    if (!pay(key.length + 3, state)) break;
    const item = copy(value[raw], depth - 1, state);
    if (item === GONE) break;
    out[key] = item;
  }
  return out;
};

const safeKey = (raw: string, state: State): string => {
  const key = cut(wellFormed(raw), MAX_KEY);
  if (key.length !== raw.length) state.long = true;
  else if (key !== raw) state.mended = true;
  return key;
};

/** False, and nothing is left for anything after it, when the purse does not hold `amount`. */
const pay = (amount: number, state: State): boolean => {
  if (state.left >= amount) {
    state.left -= amount;
    return true;
  }
  state.long = true;
  state.left = 0;
  return false;
};
