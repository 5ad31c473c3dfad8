import { matchesEvent, matchesFrame, parseMatcher } from './matchers.ts';
import type { Matcher, MatchSubject } from './matchers.ts';
import { atEnd, fail, isSpace, parseRules, skipSpace, take, takeQuoted } from './rule-syntax.ts';
import type { Parsed, Scanner } from './rule-syntax.ts';
import type { StackView } from './frames.ts';
import { isVariable } from './fingerprint-variables.ts';

/** `conditions -> parts title="…"`: gives the events it matches a key of its own. */
export interface FingerprintRule {
  /** The line, for the explanation. */
  readonly text: string;
  readonly event: readonly Matcher[];
  /** All of them must hold on one frame. */
  readonly frame: readonly Matcher[];
  /** Texts that may hold `{{ variables }}`. */
  readonly parts: readonly string[];
  readonly title: string | null;
}

/**
 * Fingerprint rules as Sentry writes them, one a line; the first that matches decides:
 *
 *     error.type:DatabaseUnavailable -> system-down
 *     stack.function:assertion_failed stack.module:foo -> {{ default }}, {{ stack.function }}
 *     error.type:X value:"*timeout*" path:"src/**" -> custom-{{ type }} title="Timeout in {{ function }}"
 */
export const parseFingerprintRules = (text: string): Parsed<FingerprintRule> => parseRules(text, parseFingerprintRule);

const parseFingerprintRule = (scanner: Scanner): FingerprintRule => {
  const matchers: Matcher[] = [];
  for (skipSpace(scanner); !atEnd(scanner) && !scanner.text.startsWith('->', scanner.at); skipSpace(scanner)) {
    matchers.push(parseMatcher(scanner));
  }
  if (!take(scanner, '->')) fail('expected `->` and the fingerprint after the conditions', scanner.at);
  if (matchers.length === 0) fail('expected a condition such as `error.type:TypeError` before `->`', 0);
  const parts: string[] = [];
  let title: string | null = null;
  for (skipSeparators(scanner); !atEnd(scanner); skipSeparators(scanner)) {
    if (scanner.text.startsWith('title=', scanner.at)) {
      scanner.at += 'title='.length;
      title = takePart(scanner);
    } else parts.push(takePart(scanner));
  }
  if (parts.length === 0) fail('expected at least one part of the fingerprint after `->`', scanner.at);
  return {
    text: scanner.text.trim(),
    event: matchers.filter((matcher) => matcher.on === 'event'),
    frame: matchers.filter((matcher) => matcher.on === 'frame'),
    parts,
    title,
  };
};

const skipSeparators = (scanner: Scanner): void => {
  while (!atEnd(scanner) && (isSpace(scanner.text[scanner.at] as string) || scanner.text[scanner.at] === ','))
    scanner.at++;
};

/** `"quoted text"`, or what stands up to a space or comma; `{{ x }}` may hold spaces. */
const takePart = (scanner: Scanner): string => {
  const start = scanner.at;
  let part = '';
  if (scanner.text[scanner.at] === '"') part = takeQuoted(scanner);
  else {
    while (!atEnd(scanner) && !isSpace(scanner.text[scanner.at] as string) && scanner.text[scanner.at] !== ',') {
      const close = scanner.text.startsWith('{{', scanner.at) ? scanner.text.indexOf('}}', scanner.at) : -1;
      const end = close < 0 ? scanner.at + 1 : close + 2;
      part += scanner.text.slice(scanner.at, end);
      scanner.at = end;
    }
  }
  if (part === '') fail('expected a text or `{{ variable }}`', start);
  for (const found of part.matchAll(/\{\{([^{}]*)\}\}/g)) {
    const name = (found[1] as string).trim();
    if (!isVariable(name))
      fail(`unknown variable \`{{ ${name.slice(0, 64)} }}\``, Math.max(start, scanner.text.indexOf(found[0], start)));
  }
  return part;
};

/** The first rule that speaks about this event; null when none does. */
export const matchFingerprintRule = (
  rules: readonly FingerprintRule[],
  subject: MatchSubject,
  stacks: readonly StackView[],
): FingerprintRule | null =>
  rules.find(
    (rule) =>
      rule.event.every((matcher) => matchesEvent(matcher, subject)) &&
      (rule.frame.length === 0 ||
        stacks.some((stack) =>
          stack.frames.some((view) => rule.frame.every((matcher) => matchesFrame(matcher, view))),
        )),
  ) ?? null;
