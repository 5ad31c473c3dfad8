import type { Event, Exception } from '../../ingest/index.ts';
import { dialectOf, familyOf } from './dialects.ts';
import type { FrameView } from './frames.ts';
import { compileGlob, MAX_PATTERN } from './glob.ts';
import type { Glob } from './glob.ts';
import { atEnd, fail, isSpace, take, takeQuoted, takeUntil } from './rule-syntax.ts';
import type { Scanner } from './rule-syntax.ts';

/** One condition of a rule. Those on frames must all hold on the same frame. */
export interface Matcher {
  readonly key: Key;
  readonly on: 'frame' | 'event';
  /** The tag asked for (`tags.x`). */
  readonly tag: string;
  readonly negated: boolean;
  readonly globs: readonly Glob[];
}

const KEYS = {
  'error.type': 'event',
  'error.value': 'event',
  message: 'event',
  logger: 'event',
  level: 'event',
  release: 'event',
  sdk: 'event',
  tags: 'event',
  family: 'event',
  'stack.abs_path': 'frame',
  'stack.module': 'frame',
  'stack.function': 'frame',
  'stack.package': 'frame',
  app: 'frame',
  category: 'frame',
} as const;

type Key = keyof typeof KEYS;

const ALIASES: Readonly<Record<string, Key>> = {
  type: 'error.type',
  value: 'error.value',
  path: 'stack.abs_path',
  module: 'stack.module',
  function: 'stack.function',
  package: 'stack.package',
};

const PATHS: ReadonlySet<Key> = new Set(['stack.abs_path', 'stack.package']);
const FOLDED: ReadonlySet<Key> = new Set(['error.value', 'message', 'level']);
const FAMILIES: ReadonlySet<string> = new Set(['javascript', 'native', 'other', 'all']);
const YES_NO: ReadonlySet<string> = new Set(['yes', 'no', 'true', 'false', '1', '0']);

/** Reads `[!]key:glob` where the scanner stands. `bracketed`: within `[ … ]` of a caller or callee, whose closing bracket may touch the value. */
export const parseMatcher = (scanner: Scanner, bracketed = false): Matcher => {
  const negated = take(scanner, '!');
  const start = scanner.at;
  const name = takeUntil(scanner, (char) => char === ':' || isSpace(char) || char === '"');
  if (name === '' || !take(scanner, ':')) return fail('expected a condition such as `error.type:TypeError`', start);
  const key = keyNamed(name);
  if (key === null) return fail(`unknown condition \`${name.slice(0, 64)}\`; known are ${NAMES}`, start);
  if (key === 'tags' && name.length === 'tags.'.length)
    return fail('expected the name of a tag after `tags.`', scanner.at);
  const at = scanner.at;
  const value = takeValue(scanner, bracketed);
  if (value === '') return fail(`expected a pattern after \`${name.slice(0, 64)}:\``, at);
  if (value.length > MAX_PATTERN) return fail(`a pattern may have at most ${MAX_PATTERN} characters`, at);
  return {
    key,
    on: KEYS[key],
    tag: key === 'tags' ? name.slice('tags.'.length) : '',
    negated,
    globs: globsOf(key, value, at),
  };
};

const NAMES = `${Object.keys(KEYS)
  .filter((key) => key !== 'tags')
  .join(', ')} and tags.NAME`;

const keyNamed = (name: string): Key | null => {
  if (name.startsWith('tags.')) return 'tags';
  if (Object.hasOwn(ALIASES, name)) return ALIASES[name] as Key;
  return Object.hasOwn(KEYS, name) && name !== 'tags' ? (name as Key) : null;
};

const takeValue = (scanner: Scanner, bracketed: boolean): string => {
  if (!atEnd(scanner) && scanner.text[scanner.at] === '"') return takeQuoted(scanner);
  const value = takeUntil(scanner, isSpace);
  if (!bracketed || !value.endsWith(']') || value.split('[').length >= value.split(']').length) return value;
  scanner.at--;
  return value.slice(0, -1);
};

const globsOf = (key: Key, value: string, at: number): Glob[] => {
  const options = { path: PATHS.has(key), ignoreCase: FOLDED.has(key) };
  if (key === 'family' || key === 'app') {
    const words = value.toLowerCase().split(',');
    const known = key === 'family' ? FAMILIES : YES_NO;
    const wrong = words.find((word) => !known.has(word));
    if (wrong !== undefined)
      fail(
        key === 'app'
          ? 'expected `yes` or `no`'
          : `unknown family \`${wrong.slice(0, 64)}\`; known are javascript, native, other`,
        at,
      );
    return words.map((word) =>
      compileGlob(key === 'app' ? (/^[yt1]/.test(word) ? 'yes' : 'no') : word === 'all' ? '*' : word, options),
    );
  }
  // Paths of frames come in lower case, with `/` only.
  const pattern = options.path ? value.replaceAll('\\\\', '/').toLowerCase() : value;
  // A relative path may begin at any folder: `src/**` finds `/srv/shop/src/cart.ts`.
  const anywhere =
    options.path && !/^(?:[/*]|[a-z]:|[a-z][a-z0-9+.-]*:\/\/)/i.test(pattern) ? `**/${pattern}` : pattern;
  return [compileGlob(anywhere, options)];
};

/** The event, or the one exception with whose stack a stack rule is concerned. */
export interface MatchSubject {
  readonly event: Event;
  readonly exceptions: readonly Exception[];
}

export const matchesEvent = (matcher: Matcher, subject: MatchSubject): boolean =>
  holds(matcher, eventValues(matcher, subject));

export const matchesFrame = (matcher: Matcher, view: FrameView): boolean =>
  holds(matcher, frameValues(matcher.key, view));

const holds = (matcher: Matcher, values: readonly (string | null | undefined)[]): boolean =>
  values.some((value) => value !== null && value !== undefined && matcher.globs.some((glob) => glob.matches(value))) !==
  matcher.negated;

const eventValues = ({ key, tag }: Matcher, { event, exceptions }: MatchSubject): (string | null | undefined)[] => {
  switch (key) {
    case 'error.type':
      return exceptions.map((exception) => exception.type);
    case 'error.value':
      return exceptions.map((exception) => exception.value);
    case 'message':
      return [event.message?.formatted, event.message?.template, ...exceptions.map((exception) => exception.value)];
    case 'tags':
      return [event.tags.find(([name]) => name === tag)?.[1]];
    case 'logger':
      return [event.logger];
    case 'level':
      return [event.level];
    case 'release':
      return [event.release];
    case 'sdk':
      return [event.sdk?.name];
    default:
      return [familyOf(dialectOf(event.platform))];
  }
};

const frameValues = (key: Key, view: FrameView): readonly (string | null)[] => {
  switch (key) {
    case 'stack.abs_path':
      return view.paths;
    case 'stack.module':
      return [view.frame.module];
    case 'stack.function':
      return [view.frame.function, view.function];
    case 'stack.package':
      return [view.frame.package === null ? null : view.frame.package.replaceAll('\\', '/').toLowerCase()];
    case 'app':
      return [view.inApp ? 'yes' : 'no'];
    default:
      return [view.category];
  }
};
