/** A rule that cannot be understood. Line and column count from 1; the message says what was expected. */
export interface RuleError {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export interface Parsed<Rule> {
  readonly rules: readonly Rule[];
  readonly errors: readonly RuleError[];
}

/** Rules cost time on every event of the project: more lines, or longer ones, are refused. */
export const MAX_RULES = 500;
export const MAX_LINE = 2048;
const MAX_ERRORS = 100;

/**
 * Reads a text of one rule a line; blank lines and lines that start with `#` are left out. A line with an error yields no rule and one
 * error, the others still count: a typing mistake in one rule never switches the rest off.
 */
export const parseRules = <Rule>(text: string, parseRule: (scanner: Scanner) => Rule): Parsed<Rule> => {
  const rules: Rule[] = [];
  const errors: RuleError[] = [];
  let number = 0;
  for (const line of text.split(/\r\n|\r|\n/)) {
    number++;
    const scanner = { text: line, at: 0 };
    skipSpace(scanner);
    if (scanner.at === line.length || line[scanner.at] === '#') continue;
    try {
      if (line.length > MAX_LINE) fail(`a rule may have at most ${MAX_LINE} characters`, MAX_LINE);
      if (rules.length === MAX_RULES)
        fail(`only ${MAX_RULES} rules are allowed; this one and those below are left out`, scanner.at);
      rules.push(parseRule(scanner));
    } catch (error) {
      if (!(error instanceof RuleSyntaxError)) throw error;
      errors.push({ line: number, column: error.at + 1, message: error.message });
      if (rules.length === MAX_RULES || errors.length === MAX_ERRORS) break;
    }
  }
  return { rules, errors };
};

/** A line and how far it is read. */
export interface Scanner {
  readonly text: string;
  at: number;
}

class RuleSyntaxError extends Error {
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

/** Gives the line up, pointing at the character `at` (from 0). */
export const fail = (message: string, at: number): never => {
  throw new RuleSyntaxError(message, at);
};

export const atEnd = (scanner: Scanner): boolean => scanner.at >= scanner.text.length;

export const skipSpace = (scanner: Scanner): void => {
  while (scanner.at < scanner.text.length && isSpace(scanner.text[scanner.at] as string)) scanner.at++;
};

/** True, and read, when the text goes on with `token`. */
export const take = (scanner: Scanner, token: string): boolean => {
  if (!scanner.text.startsWith(token, scanner.at)) return false;
  scanner.at += token.length;
  return true;
};

/** The characters up to one that `stops`. */
export const takeUntil = (scanner: Scanner, stops: (char: string) => boolean): string => {
  const from = scanner.at;
  while (scanner.at < scanner.text.length && !stops(scanner.text[scanner.at] as string)) scanner.at++;
  return scanner.text.slice(from, scanner.at);
};

/**
 * `"…"`, where `\"` is a quote; other backslashes stay, since they mean something to patterns. The scanner stands on the opening quote.
 */
export const takeQuoted = (scanner: Scanner): string => {
  const open = scanner.at++;
  let value = '';
  while (scanner.at < scanner.text.length) {
    const char = scanner.text[scanner.at++] as string;
    if (char === '"') return value;
    if (char === '\\' && scanner.at < scanner.text.length) {
      const next = scanner.text[scanner.at++] as string;
      value += next === '"' ? next : char + next;
    } else value += char;
  }
  return fail('this quote is never closed', open);
};

export const isSpace = (char: string): boolean => char === ' ' || char === '\t' || char === '\u00a0';
