import { sql } from 'kysely';
import type { Queries } from '../../storage/index.ts';
import { OTHER } from '../digest/tags.ts';
import type { IssuesTables } from '../tables.ts';

export interface TagSummary {
  readonly key: string;
  /** Events with this tag, those counted as other included. */
  readonly total: number;
  /** Values that are counted one by one. */
  readonly distinct: number;
  /** The most frequent. */
  readonly values: { readonly value: string; readonly count: number }[];
}

const TOP = 10;

/** Every tag key of an issue with its most frequent values, by key. One statement, bounded by the limit of values a key. */
export const tagsOf = async (queries: Queries, issue: number): Promise<TagSummary[]> => {
  const rows = await queries
    .as<IssuesTables>()
    .with('ranked', (db) =>
      db
        .selectFrom('issue_tag')
        .select([
          'key_id',
          'value_id',
          'events',
          sql<number>`row_number() over (partition by key_id order by value_id = ${sql.lit(OTHER)}, events desc, value_id)`.as(
            'place',
          ),
          sql<number>`sum(events) over (partition by key_id)`.as('total'),
          sql<number>`sum(case when value_id = ${sql.lit(OTHER)} then 0 else 1 end) over (partition by key_id)`.as(
            'distinct_values',
          ),
        ])
        .where('issue_id', '=', issue),
    )
    .selectFrom('ranked')
    .innerJoin('tag_key', 'tag_key.id', 'ranked.key_id')
    .leftJoin('tag_value', 'tag_value.id', 'ranked.value_id')
    .select(['tag_key.key', 'tag_value.value', 'ranked.events', 'ranked.total', 'ranked.distinct_values'])
    .where('ranked.place', '<=', TOP)
    .orderBy('tag_key.key')
    .orderBy('ranked.place')
    .execute();
  return [...Map.groupBy(rows, ({ key }) => key)].map(([key, of]) => ({
    key,
    total: of[0]?.total ?? 0,
    distinct: of[0]?.distinct_values ?? 0,
    values: of.flatMap(({ value, events }) => (value === null ? [] : [{ value, count: events }])),
  }));
};

/** The values of one key, the most frequent first, behind `after`. */
export const valuesOf = async (
  queries: Queries,
  project: number,
  issue: number,
  key: string,
  after: readonly [events: number, value: number] | null,
  limit: number,
) => {
  let select = queries
    .as<IssuesTables>()
    .selectFrom('tag_key')
    .innerJoin('issue_tag', 'issue_tag.key_id', 'tag_key.id')
    .innerJoin('tag_value', 'tag_value.id', 'issue_tag.value_id')
    .select(['tag_value.value', 'issue_tag.value_id', 'issue_tag.events'])
    .where('tag_key.project_id', '=', project)
    .where('tag_key.key', '=', key)
    .where('issue_tag.issue_id', '=', issue);
  if (after !== null)
    select = select.where((eb) =>
      eb.or([
        eb('issue_tag.events', '<', after[0]),
        eb.and([eb('issue_tag.events', '=', after[0]), eb('issue_tag.value_id', '>', after[1])]),
      ]),
    );
  return await select.orderBy('issue_tag.events', 'desc').orderBy('issue_tag.value_id').limit(limit).execute();
};
