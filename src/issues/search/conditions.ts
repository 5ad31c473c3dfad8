import { keys, levels } from './keys.ts';
import type { KeyName } from './keys.ts';
import { readOperand } from './operands.ts';
import type { Comparison, Operand, Pattern, Test } from './query.ts';

/** A value as it was written. */
export interface Written {
  readonly raw: string;
  readonly pattern: Pattern;
  readonly quoted: boolean;
}

/** What a value says of a key; a sentence where the key takes no such value. Quoted values are never words, comparisons or ranges. */
export const readTest = (key: KeyName, written: Written): Test | string => {
  const { type, words, example } = keys[key];
  const { raw, pattern, quoted } = written;
  const matches: Test = { kind: 'matches', pattern };
  if (type === 'pattern') return matches;
  const word = !quoted && words.some((each) => each === raw) ? ({ kind: 'word', word: raw } as const) : null;
  if (type === 'word') return word ?? `${key}: takes one of ${words.join(', ')}.`;
  if (type === 'person')
    return word ?? (pattern.length === 1 ? matches : `${key}: takes ${words.join(', ')} or an e-mail address.`);
  if (type === 'release') return word ?? (quoted ? matches : (ordered(key, raw) ?? matches));
  if (type === 'level') return word ?? levelTest(raw);
  const wrong = type === 'time' ? TIME : 'takes a number, a comparison or a range';
  return (quoted ? null : ordered(key, raw)) ?? `${key}: ${wrong}, such as ${example}.`;
};

const TIME =
  'takes a date (2026-01-01, 2026-01-01T10:30Z) or a time from now (-7d; s, m, h, d or w), a comparison or a range of them';

/** A comparison, a range, or for numbers and times a single value; null for anything else. */
const ordered = (key: KeyName, raw: string): Test | null => {
  const { type } = keys[key];
  const [, sign, rest = ''] = /^(>=|<=|>|<|=)(.*)$/s.exec(raw) ?? [];
  if (sign !== undefined) {
    const value = readOperand(type, rest);
    return value === null ? null : { kind: 'compare', by: sign as Comparison, value };
  }
  const [, from, to] = /^(.*?)\.\.(?!\.)(.*)$/s.exec(raw) ?? [];
  if (from !== undefined && to !== undefined) return range(type, from, to);
  if (type === 'release') return null;
  const value = readOperand(type, raw);
  if (value === null) return null;
  // `first:-7d` is within the last seven days: the very microsecond is of no use to anybody.
  return { kind: 'compare', by: value.kind === 'relative' ? '>=' : '=', value };
};

const range = (type: (typeof keys)[KeyName]['type'], from: string, to: string): Test | null => {
  const read = (text: string): Operand | null | undefined =>
    text === '' ? null : (readOperand(type, text) ?? undefined);
  const [low, high] = [read(from), read(to)];
  if (low === undefined || high === undefined || (low === null && high === null)) return null;
  return { kind: 'range', from: low, to: high };
};

/** `level:>=warning`: a level is one word, so a comparison is the words that it allows, and is kept as it was written. */
const levelTest = (raw: string): Test | string => {
  const [, sign, name = ''] = /^(>=|<=|>|<|=)(.*)$/.exec(raw) ?? [];
  if (sign !== undefined && (levels as readonly string[]).includes(name))
    return { kind: 'compare', by: sign as Comparison, value: { kind: 'version', version: name } };
  return `level: takes one of ${levels.join(', ')}, or a comparison such as level:>=error.`;
};
