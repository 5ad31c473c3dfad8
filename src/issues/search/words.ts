import type { Pattern } from './query.ts';

/**
 * The small words of the language: where a key ends, what a quoted or bare value is. All of it follows one rule: what could be the text of an issue is text.
 */

/** Characters of a tag's name as ingest leaves them; a name with a colon is written `tags[a:b]`. */
const KEY = /^(?:tags\[([A-Za-z0-9_.:-]{1,200})\]|([A-Za-z0-9_.-]{1,200})):(?!:|\/\/|\s|$)/;

export interface KeyPrefix {
  readonly name: string;
  /** Written as `tags[name]`: surely a tag. */
  readonly explicit: boolean;
  /** Characters up to and with the colon. */
  readonly length: number;
}

/**
 * The `key:` that begins at `at`, if any: a name, a colon, and then a value without a space between. `::` and `://` never split. Whether the key is one
 * is decided by who knows the keys of the language and the tags of the project.
 */
export const keyAt = (source: string, at: number): KeyPrefix | null => {
  const found = KEY.exec(source.slice(at, at + 300));
  if (found === null) return null;
  const [whole, explicit, plain] = found;
  return { name: explicit ?? plain ?? '', explicit: explicit !== undefined, length: whole.length };
};

/** Every name in `source` that could be a key, for whoever looks up the project's tags; at most 50. */
export const possibleKeys = (source: string): string[] => {
  const names = new Set<string>();
  for (const { index } of source.matchAll(STARTS)) {
    const key = keyAt(source, index);
    if (key !== null && !key.explicit) names.add(key.name);
    if (names.size === 50) break;
  }
  return [...names];
};

/** True where `source` holds a `key:` that `isTag` or the language knows, in quotes or not. */
export const hasKey = (source: string, knows: (key: KeyPrefix) => boolean): boolean => {
  for (const { index } of source.matchAll(STARTS)) {
    const key = keyAt(source, index);
    if (key !== null && knows(key)) return true;
  }
  return false;
};

/** Where words may begin: at the start, after a space or a parenthesis, and behind a negation there. */
const STARTS = /(?<=(?:^|[\s(])[!-]?)[^\s(!-]/g;

export interface Piece {
  readonly pattern: Pattern;
  readonly end: number;
}

/** A quoted value whose opening quote is at `at`; null where it is never closed. `\"`, `\\` and `\*` stand for the characters themselves. */
export const quotedAt = (source: string, at: number): Piece | null => {
  const pieces: [string, ...string[]] = [''];
  for (let index = at + 1; index < source.length; index += 1) {
    const char = source[index] ?? '';
    const next = source[index + 1] ?? '';
    if (char === '"') return { pattern: tidy(pieces), end: index + 1 };
    if (char === '*') pieces.push('');
    else if (char === '\\' && (next === '"' || next === '\\' || next === '*')) {
      pieces[pieces.length - 1] += next;
      index += 1;
    } else pieces[pieces.length - 1] += char;
  }
  return null;
};

/**
 * A bare value that begins at `at`: up to the next space, or to a closing parenthesis that nothing in it opened while a group is open. `\*` is a literal star.
 */
export const bareAt = (source: string, at: number, inGroup: boolean): Piece => {
  const pieces: [string, ...string[]] = [''];
  let depth = 0;
  let index = at;
  for (; index < source.length; index += 1) {
    const char = source[index] ?? '';
    if (/\s/.test(char)) break;
    if (char === '(') depth += 1;
    if (char === ')') {
      if (depth === 0 && inGroup) break;
      depth -= 1;
    }
    if (char === '*') pieces.push('');
    else if (char === '\\' && source[index + 1] === '*') {
      pieces[pieces.length - 1] += '*';
      index += 1;
    } else pieces[pieces.length - 1] += char;
  }
  return { pattern: tidy(pieces), end: index };
};

/** `**` is `*`. */
const tidy = (pieces: readonly string[]): Pattern => {
  const kept = pieces.filter((piece, index) => piece !== '' || index === 0 || index === pieces.length - 1);
  return [kept[0] ?? '', ...kept.slice(1)];
};
