import type { Caller, Project } from '../../accounts/index.ts';
import type { Instant } from '../../kit/index.ts';
import { DAY } from '../../kit/index.ts';
import type { IssueFilter } from '../read/filter.ts';

/** The filter as the list and bulk actions take it. */
export interface AskedFilter {
  /** In the search language. */
  readonly query?: string;
  /** Text as it stands. */
  readonly q?: string;
  readonly state: IssueFilter['state'];
  readonly tab: IssueFilter['tab'];
  readonly environment?: string;
  readonly period: keyof typeof periods | 'all';
}

/** Issues first seen within this are new. */
const NEW = 7 * DAY;

const periods = { '24h': DAY, '7d': 7 * DAY, '30d': 30 * DAY } as const;

/** What was asked for, as the room's own filter: plain data that means the same later. */
export const filterOf = (
  { id, slug }: Pick<Project, 'id' | 'slug'>,
  { userId }: Pick<Caller, 'userId'>,
  { query = '', q = '', state, tab, environment, period }: AskedFilter,
  now: Instant,
): IssueFilter => ({
  project: id,
  slug,
  userId,
  now,
  query: query.trim() === '' ? null : query,
  text: q.trim() === '' ? null : q.trim(),
  tab,
  state,
  newSince: now - NEW,
  environment: environment ?? null,
  since: period === 'all' ? null : now - periods[period],
});
