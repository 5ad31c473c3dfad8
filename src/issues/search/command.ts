import { visibleProject } from '../../accounts/index.ts';
import type { Clock, Instant } from '../../kit/index.ts';
import type { Queries } from '../../storage/index.ts';
import { statusName } from '../lifecycle/rows.ts';
import type { IssueFilter } from '../read/filter.ts';
import { listIssues } from '../read/issues.ts';
import type { IssueQuery } from '../read/issues.ts';
import { filterOf } from '../routes/issue-filter.ts';
import { shortIdOf } from '../short-id.ts';

export interface ListedIssue {
  readonly issue: string;
  readonly title: string;
  readonly status: string;
  readonly level: string;
  readonly events: number;
  readonly users: number;
  readonly firstSeen: Instant;
  readonly lastSeen: Instant;
}

export interface Listing {
  readonly items: ListedIssue[];
  readonly total: number;
  readonly totalIsLowerBound: boolean;
}

/** The issues of a project that a search finds, for who works on the data itself: there `me` is nobody. Throws 400 `bad_query`, 404. */
export const commandList = async (
  queries: Queries,
  clock: Clock,
  {
    project: named,
    query,
    limit,
    sort = 'last_seen',
  }: { readonly project: string; readonly query: string; readonly limit: number; readonly sort?: IssueQuery['sort'] },
): Promise<Listing> => {
  const project = await visibleProject(queries, { projects: 'all' }, named);
  const state: IssueFilter['state'] = 'all';
  const filter = filterOf(project, { userId: 0 }, { query, state, tab: 'all', period: 'all' }, clock.now());
  const found = await listIssues(queries, { ...filter, sort, order: 'desc', after: null, limit });
  return {
    total: found.total,
    totalIsLowerBound: found.totalIsLowerBound,
    items: found.rows.slice(0, limit).map((row) => ({
      issue: shortIdOf(project.slug, row.number),
      title: row.title,
      status: statusName(row.status),
      level: row.level,
      events: row.events,
      users: row.users,
      firstSeen: row.first_seen,
      lastSeen: row.last_seen,
    })),
  };
};
