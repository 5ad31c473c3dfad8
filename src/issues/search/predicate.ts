import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Pieces } from '../../storage/index.ts';

/** A condition on the table `issue`, and how issues that may meet it are found without looking at all of them. */
export interface Predicate {
  /** True or false for every issue, never null. */
  readonly sql: RawBuilder<boolean>;
  /** Each selects, from an index, the `id` of every issue that meets the condition, and perhaps of more. */
  readonly sets: readonly RawBuilder<{ id: number }>[];
  /** What the text of every issue that meets the condition contains. */
  readonly texts: readonly Pieces[];
  /** Sets in which no issue is that meets the condition. */
  readonly without: readonly RawBuilder<{ id: number }>[];
  /** A set of just the issues that meet the condition, here or in other projects; null: none is known. */
  readonly exact: RawBuilder<{ id: number }> | null;
}

export const predicate = (
  condition: RawBuilder<boolean>,
  { sets = [], texts = [], without = [], exact = null }: Partial<Omit<Predicate, 'sql'>> = {},
): Predicate => ({ sql: condition, sets, texts, without, exact });

export const nothing: Predicate = predicate(sql<boolean>`1 = 0`, {
  sets: [sql<{ id: number }>`select 0 as id where 1 = 0`],
});

export const all = (predicates: readonly Predicate[]): Predicate =>
  predicate(predicates.length === 0 ? everything : sql<boolean>`(${sql.join(sqlOf(predicates), sql` and `)})`, {
    sets: predicates.flatMap(({ sets }) => sets),
    texts: predicates.flatMap(({ texts }) => texts),
    without: predicates.flatMap(({ without }) => without),
  });

/** `setOf` makes one set of what finds the issues of a predicate. */
export const any = (
  predicates: readonly Predicate[],
  setOf: (predicate: Predicate) => RawBuilder<{ id: number }> | null,
): Predicate => {
  const sets = predicates.map(setOf).filter((set) => set !== null);
  const together = sql<{ id: number }>`${sql.join(
    sets.map((set) => sql`select id from (${set}) as part`),
    sql` union all `,
  )}`;
  return predicate(sql<boolean>`(${sql.join(sqlOf(predicates), sql` or `)})`, {
    sets: sets.length === predicates.length ? [together] : [],
  });
};

export const not = (negated: Predicate): Predicate =>
  predicate(sql<boolean>`not ${negated.sql}`, negated.exact === null ? {} : { without: [negated.exact] });

/**
 * `exists (select … from rows)`, written so that it is asked for one issue at a time, after everything cheaper: as a join a planner may read the whole table first,
 * for a page that a few hundred issues fill.
 */
export const isThere = (rows: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`coalesce((select 1 from ${rows} limit 1), 0) = 1`;

const everything = sql<boolean>`1 = 1`;

const sqlOf = (predicates: readonly Predicate[]) => predicates.map((each) => each.sql);
