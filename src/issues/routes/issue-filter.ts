import type { Caller, Project } from '../../accounts/index.ts';
import type { Instant } from '../../kit/index.ts';
import { badRequest, DAY, HOUR, MILLISECOND } from '../../kit/index.ts';
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
  /** ISO 8601. Seen between these, instead of a period before now; one may be missing. */
  readonly from?: string;
  readonly to?: string;
}

/** Issues first seen within this are new. */
const NEW = 7 * DAY;

const periods = { '1h': HOUR, '24h': DAY, '7d': 7 * DAY, '14d': 14 * DAY, '30d': 30 * DAY, '90d': 90 * DAY } as const;

export const periodNames = [...(Object.keys(periods) as (keyof typeof periods)[]), 'all'] as const;

/** What was asked for, as the room's own filter: plain data that means the same later. Throws 400 `bad_period` for a range that holds nothing. */
export const filterOf = (
  { id, slug }: Pick<Project, 'id' | 'slug'>,
  { userId }: Pick<Caller, 'userId'>,
  { query = '', q = '', state, tab, environment, period, from, to }: AskedFilter,
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
  ...spanOf(period, from, to, now),
});

const spanOf = (
  period: AskedFilter['period'],
  from: string | undefined,
  to: string | undefined,
  now: Instant,
): Pick<IssueFilter, 'since' | 'until'> => {
  if (from === undefined && to === undefined)
    return { since: period === 'all' ? null : now - periods[period], until: null };
  if (period !== 'all') throw badRequest('Give "period" or "from" and "to", not both.', 'bad_period');
  const [since, until] = [from, to].map((text) => (text === undefined ? null : Date.parse(text) * MILLISECOND));
  if (since != null && until != null && since > until)
    throw badRequest('"from" lies behind "to": nothing was seen then.', 'bad_period');
  return { since: since ?? null, until: until ?? null };
};
