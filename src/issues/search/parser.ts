import { readTest } from './conditions.ts';
import { isKey } from './keys.ts';
import type { Node, QueryProblem } from './query.ts';
import { bareAt, keyAt, quotedAt } from './words.ts';
import type { KeyPrefix } from './words.ts';

const MAX_DEPTH = 20;
const MAX_TERMS = 50;

/** Ends the parsing of a search that cannot be understood. Leaves this folder only as a `QueryProblem`. */
export class Refusal extends Error {
  readonly problem: QueryProblem;

  constructor(message: string, at: number, length = 1) {
    super(message);
    this.problem = { message, column: at + 1, length: Math.max(1, length) };
  }
}

/** A recursive descent over one source; throws `Refusal`. Null for an empty search. */
export const createParser = (source: string, knows: (key: KeyPrefix) => boolean): (() => Node | null) => {
  let at = 0;
  let depth = 0;
  let terms = 0;

  const skipSpace = (): void => {
    while (/\s/.test(source[at] ?? '')) at += 1;
  };

  /** `OR` or `AND` as a word of its own. */
  const keyword = (word: 'OR' | 'AND'): boolean => {
    const behind = source[at + word.length] ?? ' ';
    return source.startsWith(word, at) && /[\s(]/.test(behind);
  };

  const closes = (): boolean => depth > 0 && source[at] === ')';

  const either = (): Node => {
    const nodes = [all()];
    for (skipSpace(); keyword('OR'); skipSpace()) {
      at += 2;
      nodes.push(all());
    }
    return join('or', nodes);
  };

  const all = (): Node => {
    const nodes: Node[] = [];
    for (skipSpace(); at < source.length && !closes() && !keyword('OR'); skipSpace()) {
      if (!keyword('AND')) {
        nodes.push(one());
        continue;
      }
      const word = at;
      at += 3;
      skipSpace();
      if (nodes.length === 0 || at >= source.length || closes() || keyword('OR') || keyword('AND'))
        throw new Refusal('AND stands between two terms. To look for the word, put it in quotes.', word, 3);
    }
    if (nodes.length > 0) return join('and', nodes);
    if (keyword('OR')) throw new Refusal('OR stands between two terms. To look for the word, put it in quotes.', at, 2);
    throw new Refusal('Something to look for is missing here.', Math.min(at, Math.max(0, source.length - 1)));
  };

  const one = (): Node => {
    if (terms++ >= MAX_TERMS) throw new Refusal(`A search has at most ${MAX_TERMS} terms.`, at);
    if (!negates()) return positive();
    at += 1;
    return { kind: 'not', node: positive() };
  };

  /** A sign negates a key, a group, a quoted text or a word; `-1`, `!=`, `->` and `--flag` are text. */
  const negates = (): boolean => {
    if (source[at] !== '!' && source[at] !== '-') return false;
    const key = keyAt(source, at + 1);
    return (key !== null && knows(key)) || /^["\p{L}(]$/u.test(charAt(source, at + 1));
  };

  const positive = (): Node => {
    if (source[at] === '(' && source[at + 1] !== ')') return group();
    const key = keyAt(source, at);
    if (key !== null && knows(key)) return term(key);
    const [first, ...rest] = value('text').pattern;
    return { kind: 'text', pattern: [oneSpace(first), ...rest.map(oneSpace)] };
  };

  const group = (): Node => {
    const open = at;
    if (depth >= MAX_DEPTH) throw new Refusal(`Parentheses go at most ${MAX_DEPTH} deep.`, at);
    at += 1;
    depth += 1;
    const node = either();
    depth -= 1;
    if (source[at] !== ')') throw new Refusal('This parenthesis is never closed.', open);
    at += 1;
    return node;
  };

  const term = ({ name, explicit, length }: KeyPrefix): Node => {
    const start = at;
    at += length;
    const from = at;
    const { pattern, quoted } = value(`${name}:`);
    if (explicit || !isKey(name)) return { kind: 'tag', key: name, pattern };
    const test = readTest(name, { raw: source.slice(from, at), pattern, quoted });
    if (typeof test === 'string') throw new Refusal(test, start, at - start);
    return { kind: 'term', key: name, test };
  };

  const value = (of: string) => {
    const quoted = source[at] === '"';
    const piece = quoted ? quotedAt(source, at) : bareAt(source, at, depth > 0);
    if (piece === null) throw new Refusal('This quote is never closed.', at);
    if (piece.end === at) throw new Refusal(`${of} has no value.`, at);
    at = piece.end;
    return { pattern: piece.pattern, quoted };
  };

  return () => {
    skipSpace();
    if (at === source.length) return null;
    const root = either();
    if (at < source.length) throw new Refusal('This cannot be understood here.', at);
    return root;
  };
};

/** Flat where the same joins the same, and nothing around a single one. */
const join = (kind: 'and' | 'or', nodes: readonly Node[]): Node => {
  const flat = nodes.flatMap((node) => (node.kind === kind ? node.nodes : [node]));
  const [only] = flat;
  return flat.length === 1 && only !== undefined ? only : { kind, nodes: flat };
};

/** Texts are kept with single spaces, so they are looked for so. */
const oneSpace = (piece: string): string => piece.replaceAll(/\s+/g, ' ');

const charAt = (source: string, at: number): string => String.fromCodePoint(source.codePointAt(at) ?? 32);
