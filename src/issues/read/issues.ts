import type { Selectable } from 'kysely';
import type { Queries } from '../../storage/index.ts';
import { stateColumns } from '../lifecycle/rows.ts';
import { candidatesFor, intersection } from '../search/candidates.ts';
import type { IssuesTables } from '../tables.ts';
import type { IssueTable } from '../tables/issue.ts';
import { conditionsFor, matchOf } from './filter.ts';
import type { Condition, IssueFilter } from './filter.ts';

export const sorts = ['last_seen', 'first_seen', 'events', 'users', 'priority'] as const;

export interface IssueQuery extends IssueFilter {
  readonly sort: (typeof sorts)[number];
  readonly order: 'asc' | 'desc';
  /** Sort key and id of the last row of the page before; of the first row of the page behind, where one goes back. */
  readonly after: readonly [value: number, id: number] | null;
  /** The page before `after`, not the one behind it. */
  readonly back?: boolean;
  readonly limit: number;
}

export type IssueRow = Omit<Selectable<IssueTable>, 'has_fixes'>;

/** Totals are exact up to here; more are not counted, or each page would cost as much as the whole list. */
export const MAX_TOTAL = 10_000;

/** Issues that a search looks at one by one before it looks for a better way. */
const HORIZON = 5_000;

export interface IssuePage {
  /** With one more, at the end that the page was read towards, if there are more. */
  readonly rows: IssueRow[];
  readonly total: number;
  /** True where there may be more than `total`. */
  readonly totalIsLowerBound: boolean;
}

/**
 * One page of a project's issues. Status, tab and period are answered from the sort's index. A search that an index narrows down to few issues fetches and sorts
 * those. Else its conditions each hold often: the list is walked in its order until the page is full, and the total is what the first 5,000 issues hold. Where
 * that does not fill the page they seldom hold together, so what the indexes say is put together first. Throws 400 `bad_query`.
 */
export const listIssues = async (queries: Queries, query: IssueQuery): Promise<IssuePage> => {
  if (query.back === true) {
    // The same list from its other end.
    const order = query.order === 'desc' ? 'asc' : 'desc';
    const page = await readList(queries, { ...query, order }, query.order);
    return { ...page, rows: page.rows.reverse() };
  }
  return await readList(queries, query, query.order);
};

/** `order` is the order of the list as it is shown, in which it is counted. */
const readList = async (queries: Queries, query: IssueQuery, order: IssueQuery['order']): Promise<IssuePage> => {
  const match = await matchOf(queries, query);
  if (match === null) return nothing;
  if (match.search === null) return await readAll(queries, query, conditionsFor(queries.dialect, match, null));
  const candidates = await candidatesFor(queries, match.search);
  if (candidates?.length === 0) return nothing;
  if (candidates === null) {
    const page = await readToHorizon(queries, query, order, conditionsFor(queries.dialect, match, null));
    if (page !== null) return page;
  }
  const known = candidates ?? (await intersection(queries, match.search));
  if (known?.length === 0) return nothing;
  return await readAll(queries, query, conditionsFor(queries.dialect, match, known));
};

const nothing: IssuePage = { rows: [], total: 0, totalIsLowerBound: false };

const readAll = async (queries: Queries, query: IssueQuery, conditions: readonly Condition[]): Promise<IssuePage> => {
  const rows = await readPage(queries, query, conditions);
  if (query.after === null && rows.length <= query.limit) return { rows, total: rows.length, totalIsLowerBound: false };
  const total = await countMatching(queries, conditions, MAX_TOTAL);
  return { rows, total, totalIsLowerBound: total === MAX_TOTAL };
};

/** The page, if the next issues in order fill it; null where they do not although there are more. */
const readToHorizon = async (
  queries: Queries,
  query: IssueQuery,
  order: IssueQuery['order'],
  conditions: readonly Condition[],
): Promise<IssuePage | null> => {
  const first = await horizon(queries, { ...query, order }, null);
  const next = await horizon(queries, query, query.after);
  const rows = await readPage(queries, query, next === null ? conditions : [...conditions, next]);
  if (next !== null && rows.length <= query.limit) return null;
  const counted = first === null ? conditions : [...conditions, first];
  return { rows, total: await countMatching(queries, counted, MAX_TOTAL), totalIsLowerBound: first !== null };
};

/** The condition that keeps a walk from `after` within `HORIZON` issues; null where there are no more. */
export const horizon = async (
  queries: Queries,
  { project, sort, order }: Pick<IssueQuery, 'project' | 'sort' | 'order'>,
  after: IssueQuery['after'],
): Promise<Condition | null> => {
  const last = await queries
    .as<IssuesTables>()
    .selectFrom('issue')
    .select([`issue.${sort} as at`, 'issue.id'])
    .where('issue.project_id', '=', project)
    .$if(after !== null, (select) => select.where(beyond(sort, order === 'desc' ? '<' : '>', after ?? [0, 0])))
    .orderBy(`issue.${sort}`, order)
    .orderBy('issue.id', order)
    .offset(HORIZON)
    .limit(1)
    .executeTakeFirst();
  return last === undefined ? null : beyond(sort, order === 'desc' ? '>=' : '<=', [last.at, last.id]);
};

const readPage = (
  queries: Queries,
  { sort, order, after, limit }: IssueQuery,
  conditions: readonly Condition[],
): Promise<IssueRow[]> =>
  matching(queries, conditions)
    .$if(after !== null, (select) => select.where(beyond(sort, order === 'desc' ? '<' : '>', after ?? [0, 0])))
    .select(columns)
    .orderBy(`issue.${sort}`, order)
    .orderBy('issue.id', order)
    .limit(limit + 1)
    .execute();

const beyond =
  (sort: IssueQuery['sort'], compare: '<' | '>' | '<=' | '>=', [at, id]: readonly [number, number]): Condition =>
  (eb) =>
    eb(eb.refTuple(`issue.${sort}`, 'issue.id'), compare, eb.tuple(at, id));

/** How many issues there are, counted up to `most`. */
export const countMatching = async (
  queries: Queries,
  conditions: readonly Condition[],
  most: number,
): Promise<number> => {
  const { total } = await queries
    .as<IssuesTables>()
    .selectFrom(matching(queries, conditions).select('issue.id').limit(most).as('matching'))
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return total;
};

/** The next matching issues behind an id, by id, up to `last`. */
export const nextMatching = async (
  queries: Queries,
  conditions: readonly Condition[],
  { after, last, limit }: { readonly after: number; readonly last: number; readonly limit: number },
): Promise<number[]> => {
  const rows = await matching(queries, conditions)
    .where('issue.id', '>', after)
    .where('issue.id', '<=', last)
    .select('issue.id')
    .orderBy('issue.id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
};

/** Issues that meet these conditions, to be selected from. */
export const matching = (queries: Queries, conditions: readonly Condition[]) =>
  queries
    .as<IssuesTables>()
    .selectFrom('issue')
    .where((eb) => eb.and(conditions.map((condition) => condition(eb))));

export const columns = [
  'issue.id',
  'issue.project_id',
  'issue.number',
  'issue.kind',
  'issue.type',
  'issue.value',
  'issue.title',
  'issue.culprit',
  'issue.level',
  'issue.platform',
  'issue.handled',
  'issue.first_seen',
  'issue.last_seen',
  'issue.events',
  'issue.stored_events',
  'issue.users',
  'issue.first_release_id',
  'issue.last_release_id',
  ...stateColumns.map((column) => `issue.${column}` as const),
] as const;
