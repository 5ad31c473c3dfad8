import type { Queries } from '../../storage/index.ts';
import { statuses } from '../lifecycle/rows.ts';
import { candidatesFor } from '../search/candidates.ts';
import type { IssuesTables } from '../tables.ts';
import { conditionsFor, matchOf } from './filter.ts';
import type { IssueFilter } from './filter.ts';
import { horizon, matching, MAX_TOTAL } from './issues.ts';

/** How many issues meet a filter in each state, which the filter's own state leaves alone. `regressed` ones are among the unresolved. */
export interface StateCounts {
  readonly unresolved: number;
  readonly regressed: number;
  readonly resolved: number;
  readonly muted: number;
  /** True where there may be more of each. */
  readonly lowerBound: boolean;
}

/**
 * Counts by state, in one statement over what an index says; as the list's total never beyond 10,000 issues, and for a search that many issues meet only what
 * the first 5,000 hold. Throws 400 `bad_query`.
 */
export const countStates = async (queries: Queries, filter: IssueFilter): Promise<StateCounts> => {
  const match = await matchOf(queries, { ...filter, state: 'all' });
  const candidates = match?.search == null ? null : await candidatesFor(queries, match.search);
  if (match === null || candidates?.length === 0) return none;
  const conditions = conditionsFor(queries.dialect, match, candidates);
  const walks = match.search !== null && candidates === null;
  const edge = walks
    ? await horizon(queries, { project: filter.project, sort: 'last_seen', order: 'desc' }, null)
    : null;
  const rows = await queries
    .as<IssuesTables>()
    .selectFrom(
      matching(queries, edge === null ? conditions : [...conditions, edge])
        .select(['issue.status', 'issue.regressed'])
        .limit(MAX_TOTAL)
        .as('found'),
    )
    .select((eb) => ['status', 'regressed', eb.fn.countAll<number>().as('issues')])
    .groupBy(['status', 'regressed'])
    .execute();
  const sum = (of: (row: (typeof rows)[number]) => boolean): number =>
    rows.filter(of).reduce((total, { issues }) => total + issues, 0);
  return {
    unresolved: sum(({ status }) => status === statuses.unresolved),
    regressed: sum(({ status, regressed }) => status === statuses.unresolved && regressed === 1),
    resolved: sum(({ status }) => status === statuses.resolved),
    muted: sum(({ status }) => status === statuses.muted),
    lowerBound: edge !== null || sum(() => true) === MAX_TOTAL,
  };
};

const none: StateCounts = { unresolved: 0, regressed: 0, resolved: 0, muted: 0, lowerBound: false };
