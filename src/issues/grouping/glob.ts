/** A compiled pattern. Matching takes time in proportion to pattern × text whatever the pattern: no backtracking, so hostile ones cost no more. */
export interface Glob {
  readonly source: string;
  matches(text: string): boolean;
}

export interface GlobOptions {
  /** `*` and `?` stop at `/`, `**` crosses it, `**` with its slash also stands for no folder at all. Off: every star crosses everything. */
  readonly path: boolean;
  readonly ignoreCase: boolean;
}

/** Longest pattern, alternatives included, and longest text looked at; a longer text is cut. */
export const MAX_PATTERN = 512;
const MAX_TEXT = 8192;
const MAX_ALTERNATIVES = 32;

/**
 * Compiles `*`, `**`, `?`, `[a-z]`, `[!x]`, `{a,b}` and `\` before a literal character. The whole text must match.
 * Unclosed brackets and braces are literal, so that every text is a pattern.
 */
export const compileGlob = (source: string, options: GlobOptions): Glob => {
  const folded = options.ignoreCase ? source.toLowerCase() : source;
  const alternatives = expandBraces(folded.slice(0, MAX_PATTERN)).map((each) => compileAlternative(each, options.path));
  return {
    source,
    matches: (text) => {
      const cut = text.length > MAX_TEXT ? text.slice(0, MAX_TEXT) : text;
      const subject = options.ignoreCase ? cut.toLowerCase() : cut;
      return alternatives.some((matches) => matches(subject));
    },
  };
};

/** `a{b,c}d` → `abd`, `acd`; nested too; given up (literal) beyond 32 alternatives. */
const expandBraces = (pattern: string): string[] => {
  const open = findUnescaped(pattern, '{', 0);
  if (open < 0) return [pattern];
  const parts: string[] = [];
  let depth = 0;
  let from = open + 1;
  for (let at = open; at < pattern.length; at++) {
    const char = pattern[at];
    if (char === '\\') at++;
    else if (char === '{') depth++;
    else if (char === ',' && depth === 1) {
      parts.push(pattern.slice(from, at));
      from = at + 1;
    } else if (char === '}' && --depth === 0) {
      parts.push(pattern.slice(from, at));
      if (parts.length < 2) return [pattern];
      const rest = expandBraces(pattern.slice(at + 1));
      const heads = parts.flatMap(expandBraces);
      if (heads.length * rest.length > MAX_ALTERNATIVES) return [pattern];
      return heads.flatMap((head) => rest.map((tail) => pattern.slice(0, open) + head + tail));
    }
  }
  return [pattern];
};

const findUnescaped = (text: string, char: string, from: number): number => {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === char) return at;
  }
  return -1;
};

/** Consumes one character: a literal, any (`?`), or a set. */
type Step =
  | { readonly literal: number }
  | { readonly any: true }
  | { readonly ranges: [number, number][]; readonly not: boolean };
/** What may be consumed before step i, any number of times: nothing, all but `/`, everything. */
type Loop = 0 | 1 | 2;

interface Steps {
  readonly steps: Step[];
  readonly loops: Loop[];
  /** Step i (a `/` after `**`) may be left out when it is entered. */
  readonly optional: boolean[];
}

const compileAlternative = (pattern: string, path: boolean): ((text: string) => boolean) => {
  const parsed = parse(pattern, path);
  const plain = plainMatcher(parsed);
  if (plain !== null) return plain;
  const run = longestText(parsed);
  const matches = automaton(parsed, path);
  return (text) => text.includes(run) && matches(text);
};

const parse = (pattern: string, path: boolean): Steps => {
  const steps: Step[] = [];
  const loops: Loop[] = [0];
  const optional: boolean[] = [];
  const push = (step: Step): void => {
    steps.push(step);
    optional.push(false);
    loops.push(0);
  };
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at] as string;
    if (char === '*') {
      let stars = 1;
      while (pattern[at + 1] === '*') {
        stars++;
        at++;
      }
      const here = steps.length;
      if (!path || stars > 1) {
        const startsSegment = here === 0 || pattern[at - stars] === '/';
        const repeated = here > 0 && optional[here - 1] === true && loops[here] === 0;
        if (path && startsSegment && pattern[at + 1] === '/') {
          at++;
          if (repeated) continue;
          loops[here] = 2;
          push({ literal: SLASH });
          optional[here] = true;
        } else loops[here] = 2;
      } else if (loops[here] === 0) loops[here] = 1;
    } else if (char === '?') push({ any: true });
    else if (char === '\\' && at + 1 < pattern.length) push({ literal: pattern.charCodeAt(++at) });
    else if (char === '[') {
      const set = parseSet(pattern, at);
      if (set === null) push({ literal: pattern.charCodeAt(at) });
      else {
        push(set.step);
        at = set.end;
      }
    } else push({ literal: pattern.charCodeAt(at) });
  }
  return { steps, loops, optional };
};

const parseSet = (pattern: string, open: number): { step: Step; end: number } | null => {
  let at = open + 1;
  const not = pattern[at] === '!' || pattern[at] === '^';
  if (not) at++;
  const ranges: [number, number][] = [];
  for (let first = true; at < pattern.length; first = false) {
    if (pattern[at] === ']' && !first) return { step: { ranges, not }, end: at };
    if (pattern[at] === '\\' && at + 1 < pattern.length) at++;
    const low = pattern.charCodeAt(at++);
    if (pattern[at] === '-' && at + 1 < pattern.length && pattern[at + 1] !== ']') {
      ranges.push([low, pattern.charCodeAt(at + 1)]);
      at += 2;
    } else ranges.push([low, low]);
  }
  return null;
};

const SLASH = 47;

/** Most patterns are texts with stars that cross everything between them: each text is looked for behind the one before, without automaton. */
const plainMatcher = ({ steps, loops, optional }: Steps): ((text: string) => boolean) | null => {
  if (loops.includes(1) || optional.includes(true) || !steps.every((step) => 'literal' in step)) return null;
  const texts = [''];
  for (let at = 0; at <= steps.length; at++) {
    if (loops[at] === 2) texts.push('');
    if (at < steps.length) texts.push(texts.pop() + literalOf(steps[at] as Step));
  }
  const [first = '', ...rest] = texts;
  const last = rest.pop();
  if (last === undefined) return (subject) => subject === first;
  return (subject) => {
    if (!subject.startsWith(first)) return false;
    let at = first.length;
    for (const text of rest) {
      const found = subject.indexOf(text, at);
      if (found < 0) return false;
      at = found + text.length;
    }
    return subject.length - last.length >= at && subject.endsWith(last);
  };
};

/** A text that every match contains: most texts do not match, and this says so soonest. */
const longestText = ({ steps, loops, optional }: Steps): string => {
  let longest = '';
  let run = '';
  for (const [at, step] of steps.entries()) {
    if (loops[at] !== 0) run = '';
    run = optional[at] === true ? '' : 'literal' in step ? run + literalOf(step) : '';
    if (run.length > longest.length) longest = run;
  }
  return longest;
};

const literalOf = (step: Step): string => ('literal' in step ? String.fromCharCode(step.literal) : '');

/** All positions of the pattern at once, as bits: one pass over the text, 32 positions an operation. */
const automaton = ({ steps, loops, optional }: Steps, path: boolean): ((text: string) => boolean) => {
  const words = (steps.length >> 5) + 1;
  const bits = (of: (at: number) => boolean): Uint32Array => {
    const set = new Uint32Array(words);
    for (let at = 0; at <= steps.length; at++) if (of(at)) set[at >> 5] = (set[at >> 5] as number) | (1 << (at & 31));
    return set;
  };
  const skips = bits((at) => optional[at] === true);
  const keepsSlash = bits((at) => loops[at] === 2);
  const keepsOther = bits((at) => (loops[at] as Loop) > 0);
  const start = bits((at) => at === 0 || (at === 1 && optional[0] === true));
  const known = new Map<number, Uint32Array>();
  const acceptedBy = (code: number): Uint32Array => {
    const cached = known.get(code);
    if (cached !== undefined) return cached;
    const set = bits((at) => at < steps.length && accepts(steps[at] as Step, code, path));
    if (known.size < 512) known.set(code, set);
    return set;
  };
  return (text) => {
    const state = Uint32Array.from(start);
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      const accepted = acceptedBy(code);
      const keeps = code === SLASH ? keepsSlash : keepsOther;
      let carry = 0;
      let skipCarry = 0;
      let alive = 0;
      for (let word = 0; word < words; word++) {
        const before = state[word] as number;
        const moved = before & (accepted[word] as number);
        let next = (moved << 1) | carry | skipCarry;
        carry = moved >>> 31;
        const skipped = next & (skips[word] as number);
        next |= skipped << 1;
        skipCarry = skipped >>> 31;
        next |= before & (keeps[word] as number);
        state[word] = next;
        alive |= next;
      }
      if (alive === 0) return false;
    }
    return (((state[steps.length >> 5] as number) >>> (steps.length & 31)) & 1) === 1;
  };
};

const accepts = (step: Step, code: number, path: boolean): boolean => {
  if ('literal' in step) return step.literal === code;
  if (path && code === SLASH) return false;
  if ('any' in step) return true;
  return step.ranges.some(([low, high]) => code >= low && code <= high) !== step.not;
};
