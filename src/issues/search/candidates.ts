import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Queries } from '../../storage/index.ts';
import { hasTrigrams, rowsContaining } from '../../storage/index.ts';
import { issueTextIndex } from '../tables/search.ts';
import type { Predicate } from './predicate.ts';

/** With at most so many candidates they are fetched and sorted; with more the list is walked in its order until the page is full. */
const MAX_CANDIDATES = 2_000;

/** A set this small is taken without looking for a smaller one. */
const FEW = 100;

/** With more a walk through the list is better after all. */
const MANY = 20_000;

/** Sets that are weighed at most: each costs a look into an index. */
const MAX_SETS = 6;

/**
 * The smallest set of issues that holds all that meet `wanted`, if it is small: a few looks into indexes, none of which reads further than it must. Null: each
 * condition alone is met by many, so that a walk through the list soon fills a page. They are fetched, not joined: a planner that takes a set for smaller than
 * it is would look for it again for every issue.
 */
export const candidatesFor = async (
  queries: Queries,
  { sets, texts }: Predicate,
): Promise<readonly number[] | null> => {
  const text = hasTrigrams(texts) ? rowsContaining(queries.dialect, issueTextIndex, texts) : null;
  let best: readonly number[] | null = null;
  for (const set of [...(text === null ? [] : [text]), ...sets].slice(0, MAX_SETS)) {
    const most: number = best === null ? MAX_CANDIDATES : best.length;
    const found = await idsOf(queries, set, most + 1);
    if (found.length > most) continue;
    best = found;
    if (found.length <= FEW) break;
  }
  return best;
};

/**
 * The issues that all sets hold and none of `without`, however large each is; null where they are many. A text too short for the index is looked for in every
 * text, which costs less than asking issue by issue.
 */
export const intersection = async (
  queries: Queries,
  { sets, texts, without }: Predicate,
): Promise<readonly number[] | null> => {
  const all = [...(texts.length === 0 ? [] : [rowsContaining(queries.dialect, issueTextIndex, texts)]), ...sets];
  if (all.length === 0) return null;
  const join = (parts: readonly IdSet[], word: string) =>
    sql.join(
      parts.map((set) => sql`select id from (${set}) as part`),
      sql.raw(` ${word} `),
    );
  const inside = sql<{ id: number }>`select id from (${join(all, 'intersect')}) as inside`;
  const left = without.length === 0 ? inside : sql<{ id: number }>`${inside} except ${join(without, 'except')}`;
  const found = await idsOf(queries, left, MANY + 1);
  return found.length > MANY ? null : found;
};

type IdSet = RawBuilder<{ id: number }>;

const idsOf = async (queries: Queries, set: RawBuilder<{ id: number }>, limit: number): Promise<number[]> => {
  const { rows } = await sql<{ id: number }>`select id from (${set}) as found limit ${limit}`.execute(queries.as());
  return [...new Set(rows.map(({ id }) => id))];
};
