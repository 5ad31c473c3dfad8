import { isKey } from './keys.ts';
import { createParser, Refusal } from './parser.ts';
import { holds } from './plain.ts';
import type { Query, QueryProblem } from './query.ts';
import { hasKey } from './words.ts';
import type { KeyPrefix } from './words.ts';

const MAX_LENGTH = 4_000;

export type Parsed =
  | { readonly query: Query; readonly problem: null }
  | { readonly query: null; readonly problem: QueryProblem };

/**
 * Reads a search: `is:unresolved level:error (release:latest OR !browser:Chrome*) "free text"`. Terms side by side must all hold, `OR` binds weaker, `!` and `-`
 * negate. `isTag` says which other keys the project has as tags; any other `word:word` is text, as are `std::bad_alloc`, `https://…` and `app.py:12`.
 * Never throws. Text without any key cannot be wrong: what does not parse is looked for as it stands.
 */
export const parse = (source: string, isTag: (key: string) => boolean): Parsed => {
  if (source.length > MAX_LENGTH)
    return failed({ message: `A search has at most ${MAX_LENGTH} characters.`, column: MAX_LENGTH + 1, length: 1 });
  const knows = ({ name, explicit }: KeyPrefix): boolean => explicit || isKey(name) || isTag(name);
  const textOnly = !hasKey(source, knows);
  const literal = source.trim().replaceAll(/\s+/g, ' ');
  try {
    const root = createParser(source, knows)();
    return { query: { root, literal: textOnly && !holds(root, literal) ? literal : null }, problem: null };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (!textOnly) return failed(error.problem);
    return { query: { root: { kind: 'text', pattern: [literal] }, literal }, problem: null };
  }
};

const failed = (problem: QueryProblem): Parsed => ({ query: null, problem });
