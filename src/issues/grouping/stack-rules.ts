import { matchesEvent, matchesFrame, parseMatcher } from './matchers.ts';
import type { Matcher, MatchSubject } from './matchers.ts';
import { atEnd, fail, isSpace, parseRules, skipSpace, take, takeUntil } from './rule-syntax.ts';
import type { Parsed, Scanner } from './rule-syntax.ts';
import type { StackView } from './frames.ts';

/** `[ caller ] | matchers | [ callee ] actions`: says which frames are in the app and which count. */
export interface StackRule {
  /** The line, for the explanation. */
  readonly text: string;
  readonly event: readonly Matcher[];
  readonly frame: readonly Matcher[];
  readonly caller: Matcher | null;
  readonly callee: Matcher | null;
  readonly actions: readonly Action[];
}

type Action =
  | { readonly set: 'app' | 'group'; readonly to: boolean; readonly range: 'here' | 'up' | 'down' }
  | { readonly set: 'max-frames' | 'min-frames'; readonly to: number }
  | { readonly set: 'category'; readonly to: string };

/**
 * Stack-trace rules as Sentry writes them, one a line:
 *
 *     stack.abs_path:**\/vendor/** -app
 *     stack.function:panic_handler ^-group -group
 *     [ function:wrap ] | function:* -group
 *     family:native max-frames=3
 *
 * `^` means the frames above the matching one, towards the crash; `v` those below, towards the start; neither includes the frame itself.
 */
export const parseStackRules = (text: string): Parsed<StackRule> => parseRules(text, parseStackRule);

const parseStackRule = (scanner: Scanner): StackRule => {
  const caller = takeSibling(scanner);
  if (caller !== null) takeBar(scanner, 'after the caller');
  const matchers: Matcher[] = [];
  for (
    skipSpace(scanner);
    !atEnd(scanner) && !isAction(scanner) && scanner.text[scanner.at] !== '|';
    skipSpace(scanner)
  ) {
    matchers.push(parseMatcher(scanner));
  }
  const callee = !atEnd(scanner) && scanner.text[scanner.at] === '|' ? takeCallee(scanner) : null;
  if (matchers.length === 0) fail('expected a condition such as `stack.function:wrap`', scanner.at);
  const actions: Action[] = [];
  for (skipSpace(scanner); !atEnd(scanner); skipSpace(scanner)) actions.push(parseAction(scanner));
  if (actions.length === 0) fail('expected an action such as `-app`, `+group` or `max-frames=3`', scanner.at);
  return {
    text: scanner.text.trim(),
    event: matchers.filter((matcher) => matcher.on === 'event'),
    frame: matchers.filter((matcher) => matcher.on === 'frame'),
    caller,
    callee,
    actions,
  };
};

const takeSibling = (scanner: Scanner): Matcher | null => {
  const open = scanner.at;
  if (!take(scanner, '[')) return null;
  skipSpace(scanner);
  const at = scanner.at;
  const matcher = parseMatcher(scanner, true);
  if (matcher.on === 'event')
    fail('a caller or callee is a frame: expected `function`, `module`, `path`, `package`, `app` or `category`', at);
  skipSpace(scanner);
  if (!take(scanner, ']')) fail('this bracket is never closed; it holds exactly one condition', open);
  skipSpace(scanner);
  return matcher;
};

const takeBar = (scanner: Scanner, where: string): void => {
  if (!take(scanner, '|')) fail(`expected \`|\` ${where}`, scanner.at);
};

const takeCallee = (scanner: Scanner): Matcher => {
  takeBar(scanner, 'before the callee');
  skipSpace(scanner);
  return takeSibling(scanner) ?? fail('expected `[ condition ]` for the callee', scanner.at);
};

const ACTION = /[\^v]?[+-](?=[a-z])|(?:max-frames|min-frames|category)=/y;

const isAction = (scanner: Scanner): boolean => {
  ACTION.lastIndex = scanner.at;
  return ACTION.test(scanner.text);
};

const parseAction = (scanner: Scanner): Action => {
  const start = scanner.at;
  const word = takeUntil(scanner, isSpace);
  const flag = /^([\^v]?)([+-])(app|group)$/.exec(word);
  if (flag !== null) {
    const range = flag[1] === '^' ? 'up' : flag[1] === 'v' ? 'down' : 'here';
    return { set: flag[3] as 'app' | 'group', to: flag[2] === '+', range };
  }
  const limit = /^(max-frames|min-frames)=(\d{1,4})$/.exec(word);
  if (limit !== null) return { set: limit[1] as 'max-frames' | 'min-frames', to: Number(limit[2]) };
  const category = /^category=([\w.-]{1,64})$/.exec(word);
  if (category !== null) return { set: 'category', to: category[1] as string };
  return fail(
    `unknown action \`${word.slice(0, 64)}\`; known are +app, -app, +group, -group (with ^ or v before), max-frames=N, min-frames=N and category=NAME`,
    start,
  );
};

/** Applies all rules, top to bottom, each to every frame; a later rule sees what an earlier one did. */
export const applyStackRules = (rules: readonly StackRule[], stack: StackView, subject: MatchSubject): void => {
  for (const rule of rules) {
    if (!rule.event.every((matcher) => matchesEvent(matcher, subject))) continue;
    for (const [at, view] of stack.frames.entries()) {
      if (!rule.frame.every((matcher) => matchesFrame(matcher, view))) continue;
      if (rule.caller !== null && !matchesNeighbour(rule.caller, stack, at - 1)) continue;
      if (rule.callee !== null && !matchesNeighbour(rule.callee, stack, at + 1)) continue;
      for (const action of rule.actions) apply(action, rule, stack, at);
    }
  }
};

const matchesNeighbour = (matcher: Matcher, stack: StackView, at: number): boolean => {
  const view = stack.frames[at];
  return view !== undefined && matchesFrame(matcher, view);
};

const apply = (action: Action, rule: StackRule, stack: StackView, at: number): void => {
  switch (action.set) {
    case 'max-frames':
      stack.maxFrames = action.to;
      return;
    case 'min-frames':
      stack.minFrames = action.to;
      return;
    case 'category': {
      const view = stack.frames[at];
      if (view !== undefined) view.category = action.to;
      return;
    }
    default: {
      const [from, to] =
        action.range === 'here' ? [at, at + 1] : action.range === 'up' ? [at + 1, stack.frames.length] : [0, at];
      for (let each = from; each < to; each++) {
        const view = stack.frames[each];
        if (view === undefined) continue;
        if (action.set === 'app') {
          view.inApp = action.to;
          view.excluded = !action.to;
        } else {
          view.group = action.to;
          view.reason = action.to ? '' : `rule: ${rule.text}`;
        }
      }
    }
  }
};
