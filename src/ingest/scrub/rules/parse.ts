import { messageOf } from '../../../kit/index.ts';
import { RE2JS } from 're2js';
import { parseSelector, RuleSyntaxError } from './parse-selector.ts';
import type { Selector } from './selector.ts';
import type { DataType } from './types.ts';
import { DATA_TYPES, typeNamed } from './types.ts';

export type Method = 'mask' | 'remove' | 'hash' | 'replace';

/** One line of a project's advanced rules. */
export interface ScrubRule {
  readonly method: Method;
  readonly type: DataType;
  /** `@password`: fields by name rather than by place. */
  readonly byName: boolean;
  /** What `Replace` puts there; the type's marker unless the rule says `with "…"`. */
  readonly replacement: string;
  readonly selector: Selector;
  readonly line: number;
}

/** What is wrong with a rule, and where; lines and columns count from 1. */
export interface RuleError {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

const MAX_RULES = 200;
const MAX_LINE = 2_000;
const MAX_PATTERN = 300;
/** RE2's time is text × instructions. */
const MAX_PROGRAM = 1_000;

/**
 * Rules, one a line, as in Sentry: `[Mask] [@email] from [$string && !extra.contact]`; brackets are optional, `#` starts a comment line.
 * Wrong lines are reported and left out, the others count. Patterns of one's own (`/…/`, `/…/i`) are RE2's: they have no look-around and no
 * back references, and in return take time linear in the text whatever is written.
 */
export const parseScrubRules = (text: string): { rules: ScrubRule[]; errors: RuleError[] } => {
  const rules: ScrubRule[] = [];
  const errors: RuleError[] = [];
  for (const [index, content] of text.split('\n').entries()) {
    const line = index + 1;
    if (content.trim() === '' || content.trimStart().startsWith('#')) continue;
    try {
      if (rules.length + errors.length >= MAX_RULES)
        throw new RuleSyntaxError(`there can be at most ${MAX_RULES} rules`, 1);
      rules.push(parseRule(content, line));
    } catch (error) {
      if (!(error instanceof RuleSyntaxError)) throw error;
      errors.push({ line, column: error.column, message: error.message });
      if (errors.length >= MAX_RULES) break;
    }
  }
  return { rules, errors };
};

const parseRule = (content: string, line: number): ScrubRule => {
  if (content.length > MAX_LINE) throw new RuleSyntaxError(`a rule can have at most ${MAX_LINE} characters`, MAX_LINE);
  const cursor = { content, at: 0 };
  const methodWord = word(cursor, /[A-Za-z]+/y);
  const method = METHODS.get(methodWord.text.toLowerCase());
  if (method === undefined)
    throw new RuleSyntaxError('a rule starts with Mask, Remove, Hash or Replace', methodWord.column);
  const typeWord = word(cursor, /\/(?:[^/\\]|\\.)+\/i?|@?[A-Za-z]+(?:[ _-](?!from\b|with\b)[A-Za-z]+)*/iy);
  const { type, byName } = readType(typeWord);
  const replacement = readReplacement(cursor, method) ?? type.marker;
  const from = word(cursor, /from\b/iy);
  if (from.text === '') throw new RuleSyntaxError('`from` and a selector are missing', from.column);
  skipSpace(cursor);
  const rest = content.slice(cursor.at).trimEnd();
  const bracketed = rest.startsWith('[') && rest.endsWith(']');
  const selector = bracketed ? parseSelector(rest.slice(1, -1), cursor.at + 2) : parseSelector(rest, cursor.at + 1);
  return { method, type, byName, replacement, selector, line };
};

const METHODS = new Map<string, Method>([
  ['mask', 'mask'],
  ['remove', 'remove'],
  ['hash', 'hash'],
  ['replace', 'replace'],
]);

interface Cursor {
  readonly content: string;
  at: number;
}

interface Word {
  text: string;
  /** Of its first character, or of where it should be. */
  column: number;
}

/** The next word of the rule, in brackets or without; empty when there is none. */
const word = (cursor: Cursor, pattern: RegExp): Word => {
  skipSpace(cursor);
  const bracket = cursor.content[cursor.at] === '[';
  const start = bracket ? cursor.at + 1 : cursor.at;
  pattern.lastIndex = start;
  const text = pattern.exec(cursor.content)?.[0] ?? '';
  if (text === '') return { text, column: start + 1 };
  cursor.at = start + text.length;
  if (bracket) {
    skipSpace(cursor);
    if (cursor.content[cursor.at] !== ']') throw new RuleSyntaxError('a closing bracket is missing', cursor.at + 1);
    cursor.at += 1;
  }
  return { text, column: start + 1 };
};

const readType = ({ text, column }: Word): { type: DataType; byName: boolean } => {
  if (text.startsWith('/')) return { type: ownPattern(text, column), byName: false };
  const type = text === '' ? null : typeNamed(text);
  if (type) return { type, byName: type === DATA_TYPES.get('password') };
  throw new RuleSyntaxError(
    `the type of data is one of ${[...DATA_TYPES.keys()].map((name) => `@${name}`).join(', ')}, or a /pattern/`,
    column,
  );
};

/** Native patterns can take exponential time on chosen text; RE2 cannot. */
const ownPattern = (text: string, column: number): DataType => {
  const end = text.lastIndexOf('/');
  const source = text.slice(1, end).replaceAll('\\/', '/');
  if (source.length > MAX_PATTERN)
    throw new RuleSyntaxError(`a pattern can have at most ${MAX_PATTERN} characters`, column);
  try {
    const pattern = RE2JS.compile(source, text.endsWith('i') ? RE2JS.CASE_INSENSITIVE : 0);
    if (pattern.programSize() > MAX_PROGRAM)
      throw new RuleSyntaxError('the pattern is too large; shorten its repetitions', column);
    if (pattern.test('')) throw new RuleSyntaxError('the pattern matches empty text', column);
    return { marker: '[Filtered]', find: (value, replace) => replaceMatches(pattern, value, replace) };
  } catch (error) {
    if (error instanceof RuleSyntaxError) throw error;
    throw new RuleSyntaxError(messageOf(error), column);
  }
};

const replaceMatches = (pattern: RE2JS, text: string, replace: (found: string) => string): string => {
  if (!pattern.test(text)) return text;
  const matcher = pattern.matcher(text);
  let result = '';
  let copied = 0;
  while (matcher.find()) {
    result += text.slice(copied, matcher.start()) + replace(text.slice(matcher.start(), matcher.end()));
    copied = matcher.end();
  }
  return result + text.slice(copied);
};

const readReplacement = (cursor: Cursor, method: Method): string | null => {
  const given = word(cursor, /with\b/iy);
  if (given.text === '') return null;
  if (method !== 'replace') throw new RuleSyntaxError('only Replace has a `with`', given.column);
  const quoted = word(cursor, /"[^"]{0,100}"|'[^']{0,100}'/y);
  if (quoted.text === '') throw new RuleSyntaxError('`with` wants a text in quotes', quoted.column);
  return quoted.text.slice(1, -1);
};

const skipSpace = (cursor: Cursor): void => {
  while (/\s/.test(cursor.content[cursor.at] ?? '')) cursor.at += 1;
};
