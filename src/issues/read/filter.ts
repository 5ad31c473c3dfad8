import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import { sql } from 'kysely';
import type { Instant } from '../../kit/index.ts';
import { statuses } from '../lifecycle/rows.ts';
import { isOneOf } from '../../storage/index.ts';
import type { Dialect, Queries } from '../../storage/index.ts';
import { candidatesFor } from '../search/candidates.ts';
import { all as both } from '../search/predicate.ts';
import type { Predicate } from '../search/predicate.ts';
import { inEnvironmentId } from '../search/related.ts';
import { searchCondition, textCondition } from '../search/search.ts';
import type { IssuesTables } from '../tables.ts';

export const tabs = ['all', 'new', 'unhandled', 'messages'] as const;
export const states = ['all', 'unresolved', 'resolved', 'muted', 'regressed'] as const;

/** Which issues of a project are meant, by the list and by actions on all that match. */
export interface IssueFilter {
  readonly project: number;
  readonly slug: string;
  /** Who asks, and when: `assigned:me` and `-7d` mean something else to everybody and every day. */
  readonly userId: number;
  readonly now: Instant;
  /** In the language of `search/`; null: everything. */
  readonly query: string | null;
  /** Text as it stands, in any case, or the number or short id of an issue. */
  readonly text: string | null;
  readonly tab: (typeof tabs)[number];
  readonly state: (typeof states)[number];
  /** New issues are those first seen since. */
  readonly newSince: Instant;
  readonly environment: string | null;
  /** Seen since; null: ever. */
  readonly since: Instant | null;
  /** Seen before; null: ever. What was seen first before the end and last after the beginning was seen between, as far as its row tells. */
  readonly until?: Instant | null;
}

/** A condition of `issue`. */
export type Condition = (eb: Builder) => Expression<SqlBool>;

type Builder = ExpressionBuilder<IssuesTables, 'issue'>;

/** What a filter asks: of the row alone, and of what lies beside it. */
export interface Match {
  readonly project: number;
  readonly row: readonly Condition[];
  /** Null: nothing beside the row. */
  readonly search: Predicate | null;
}

/** The filter understood; null when nothing can match. Issues that were merged into others never match. Throws 400 `bad_query` for a search that cannot be understood. */
export const matchOf = async (queries: Queries, filter: IssueFilter): Promise<Match | null> => {
  const { project, query, text, tab, state, newSince, since, until, environment } = filter;
  const row: Condition[] = [stateCondition(state)];
  if (tab === 'new') row.push((eb) => eb('issue.first_seen', '>=', newSince));
  if (tab === 'unhandled') row.push((eb) => eb('issue.handled', '=', 0));
  if (tab === 'messages') row.push((eb) => eb('issue.kind', '=', 'message'));
  if (since !== null) row.push((eb) => eb('issue.last_seen', '>=', since));
  if (until != null) row.push((eb) => eb('issue.first_seen', '<=', until));
  const beside: (Predicate | null)[] = [];
  if (query !== null) beside.push(await searchCondition(queries, query, filter));
  if (text !== null) beside.push(textCondition(queries, text, filter));
  if (environment !== null) {
    const id = await environmentId(queries, project, environment);
    if (id === undefined) return null;
    beside.push(inEnvironmentId(id));
  }
  const all = beside.filter((each) => each !== null);
  return { project, row, search: all.length === 0 ? null : both(all) };
};

/** SQL conditions, to be joined by AND: for all issues of the project, or for these `candidates` that are known to hold all that match. */
export const conditionsFor = (
  dialect: Dialect,
  { project, row, search }: Match,
  candidates: readonly number[] | null,
): Condition[] => [
  ...(candidates === null
    ? [(eb: Builder) => eb('issue.project_id', '=', project)]
    : // A plus keeps the databases from walking the list in its order where the issues are known already.
      [() => isOneOf(dialect, sql.ref('issue.id'), candidates), () => sql<boolean>`+issue.project_id = ${project}`]),
  ...row,
  ...(search === null ? [] : [() => search.sql]),
];

/** A filter as SQL conditions, in the way that is best for reading all that match; null when nothing can match. Throws as `matchOf`. */
export const conditionsOf = async (queries: Queries, filter: IssueFilter): Promise<Condition[] | null> => {
  const match = await matchOf(queries, filter);
  if (match === null) return null;
  const candidates = match.search === null ? null : await candidatesFor(queries, match.search);
  return candidates?.length === 0 ? null : conditionsFor(queries.dialect, match, candidates);
};

const stateCondition =
  (state: IssueFilter['state']): Condition =>
  (eb) => {
    if (state === 'all') return eb('issue.status', '<', statuses.merged);
    if (state === 'regressed')
      return eb.and([eb('issue.status', '=', statuses.unresolved), eb('issue.regressed', '=', 1)]);
    return eb('issue.status', '=', statuses[state]);
  };

/** The environment's number; undefined when the project has none of this name. */
export const environmentId = async (queries: Queries, project: number, name: string): Promise<number | undefined> => {
  const row = await queries
    .as<IssuesTables>()
    .selectFrom('environment')
    .select('id')
    .where('project_id', '=', project)
    .where('name', '=', name)
    .executeTakeFirst();
  return row?.id;
};
