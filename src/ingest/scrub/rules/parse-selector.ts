import type { Selector, Step } from './selector.ts';
import { isType } from './selector.ts';

/** What is wrong with a rule; `column` counts from 1. */
export class RuleSyntaxError extends Error {
  readonly column: number;
  constructor(message: string, column: number) {
    super(message);
    this.column = column;
  }
}

interface Cursor {
  readonly text: string;
  /** Column of the first character of `text`. */
  readonly column: number;
  at: number;
  depth: number;
}

const MAX_DEPTH = 20;

/** `or` of `and` of (not) paths: `$string && !extra.order.id | **.password`, with parentheses. `column` is where `text` starts in its line. */
export const parseSelector = (text: string, column: number): Selector => {
  const cursor: Cursor = { text, column, at: 0, depth: 0 };
  const selector = readOr(cursor);
  skipSpace(cursor);
  if (cursor.at < text.length) throw problem(cursor, `unexpected ${JSON.stringify(text[cursor.at])}`);
  return selector;
};

const readOr = (cursor: Cursor): Selector => {
  const parts = [readAnd(cursor)];
  while (take(cursor, /\|\|?/y) !== null) parts.push(readAnd(cursor));
  return parts.length === 1 ? (parts[0] as Selector) : { is: 'or', of: parts };
};

const readAnd = (cursor: Cursor): Selector => {
  const parts = [readNot(cursor)];
  while (take(cursor, /&&?/y) !== null) parts.push(readNot(cursor));
  return parts.length === 1 ? (parts[0] as Selector) : { is: 'and', of: parts };
};

const readNot = (cursor: Cursor): Selector => {
  let negated = false;
  while (take(cursor, /!/y) !== null) negated = !negated;
  const inner = readAtom(cursor);
  return negated ? { is: 'not', of: inner } : inner;
};

const readAtom = (cursor: Cursor): Selector => {
  if (take(cursor, /\(/y) === null) return readPath(cursor);
  cursor.depth += 1;
  if (cursor.depth > MAX_DEPTH) throw problem(cursor, 'too many parentheses within each other');
  const inner = readOr(cursor);
  if (take(cursor, /\)/y) === null) throw problem(cursor, 'a closing parenthesis is missing');
  cursor.depth -= 1;
  return inner;
};

const readPath = (cursor: Cursor): Selector => {
  const steps = [readStep(cursor)];
  while (cursor.text[cursor.at] === '.') {
    cursor.at += 1;
    steps.push(readStep(cursor));
  }
  return { is: 'path', steps };
};

const readStep = (cursor: Cursor): Step => {
  const word = take(cursor, /\*\*?|'(?:[^']|'')+'|\$?[^\s.&|!()'*]+/y);
  if (word === null) throw problem(cursor, 'a field name, `*`, `**` or a type such as `$string` is missing');
  if (word === '**') return { is: 'deep' };
  if (word === '*') return { is: 'any' };
  if (word.startsWith("'")) return { is: 'name', name: word.slice(1, -1).replaceAll("''", "'").toLowerCase() };
  if (!word.startsWith('$')) return { is: 'name', name: word.toLowerCase() };
  const type = word.slice(1).toLowerCase();
  if (isType(type)) return { is: 'type', type };
  cursor.at -= word.length;
  throw problem(cursor, `${word} is not a type of value`);
};

/** Text that the sticky pattern finds behind white space; null, and nothing is consumed, when there is none. */
const take = (cursor: Cursor, pattern: RegExp): string | null => {
  const before = cursor.at;
  skipSpace(cursor);
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text)?.[0] ?? null;
  cursor.at = found === null ? before : cursor.at + found.length;
  return found;
};

const skipSpace = (cursor: Cursor): void => {
  while (/\s/.test(cursor.text[cursor.at] ?? '')) cursor.at += 1;
};

const problem = (cursor: Cursor, message: string): RuleSyntaxError =>
  new RuleSyntaxError(message, cursor.column + cursor.at);
