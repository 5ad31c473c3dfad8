import { CulpritError } from '../../kit/index.ts';
import type { Instant } from '../../kit/index.ts';
import type { Queries } from '../../storage/index.ts';
import { compile } from './compile.ts';
import { lookUpNames, tagKeys } from './names.ts';
import { parse } from './parse.ts';
import type { Predicate } from './predicate.ts';
import type { Query, QueryProblem } from './query.ts';
import { possibleKeys } from './words.ts';

/** Where, when and by whom something is looked for. Plain data, so that it can be kept. */
export interface Asked {
  readonly project: number;
  /** Of the project: short ids begin with it. */
  readonly slug: string;
  readonly userId: number;
  readonly now: Instant;
}

/** A search as a condition on `issue`; null: every issue. Throws 400 `bad_query` with the column where it cannot be understood. */
export const searchCondition = async (queries: Queries, source: string, asked: Asked): Promise<Predicate | null> => {
  const { query, keys } = await readQuery(queries, asked.project, source);
  const names = await lookUpNames(queries, asked, query, keys);
  return compile(query, { ...asked, dialect: queries.dialect, names, numberOf: numberIn(asked.slug) });
};

/** Text as it stands, in any case, or the number of an issue. */
export const textCondition = (queries: Queries, text: string, asked: Asked): Predicate | null =>
  compile(
    { root: { kind: 'text', pattern: [text.replaceAll(/\s+/g, ' ')] }, literal: null },
    { ...asked, dialect: queries.dialect, names: noNames, numberOf: numberIn(asked.slug) },
  );

/** Reads a search as its project understands it: its tags are keys. Throws 400 `bad_query`. */
export const readQuery = async (
  queries: Queries,
  project: number,
  source: string,
): Promise<{ query: Query; keys: ReadonlyMap<string, number> }> => {
  const keys = await tagKeys(queries, project, possibleKeys(source));
  const { query, problem } = parse(source, (key) => keys.has(key));
  if (query === null) throw badQuery(problem);
  return { query, keys };
};

const badQuery = ({ message, column, length }: QueryProblem): CulpritError =>
  new CulpritError('bad_query', 400, message, { extra: { column, length } });

/** `12` or `SHOP-12` in a project of that slug. */
const numberIn =
  (slug: string) =>
  (text: string): number | null => {
    const lower = text.toLowerCase();
    const digits = lower.startsWith(`${slug}-`) ? lower.slice(slug.length + 1) : lower;
    return /^\d{1,9}$/.test(digits) ? Number(digits) : null;
  };

const noNames = {
  tagKey: () => null,
  tagValue: () => null,
  latestRelease: () => null,
  orderKey: () => null,
  users: () => [],
  teams: () => [],
  ownTeams: () => [],
};
