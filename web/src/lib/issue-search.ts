import type { paths } from '../api.gen.ts';
import { oneOf, text } from './address.ts';

type Asked = NonNullable<paths['/projects/{projectId}/issues']['get']['parameters']['query']>;

export const states = ['unresolved', 'regressed', 'muted', 'resolved', 'all'] as const;
export const periods = ['1h', '24h', '7d', '14d', '30d', '90d', 'all'] as const;
const sorts = ['last_seen', 'first_seen', 'events', 'users', 'priority'] as const;
const tabs = ['new', 'unhandled', 'messages'] as const;

export type State = (typeof states)[number];
export type Period = (typeof periods)[number];
export type Sort = (typeof sorts)[number];

/** The address of a list: what differs from the defaults (unresolved issues of 30 days, last seen first). */
export interface IssueSearch {
  /** In the search language. */
  q?: string;
  state?: State;
  tab?: (typeof tabs)[number];
  sort?: Sort;
  order?: 'asc';
  environment?: string;
  period?: Period;
  /** Instants, which take the place of the period; one may be missing. */
  from?: string;
  to?: string;
  /** A page behind the first. */
  cursor?: string;
}

/** What the list is asked for. */
export interface IssueFilter {
  query: string;
  state: State;
  tab: 'all' | (typeof tabs)[number];
  sort: Sort;
  order: 'desc' | 'asc';
  environment: string;
  period: Period;
  from: string;
  to: string;
}

/** An address as people typed or shared it: whatever is not understood is left out. */
export const readIssueSearch = (search: Record<string, unknown>): IssueSearch => ({
  q: text(search['q'], 1_000),
  state: oneOf(search['state'], states),
  tab: oneOf(search['tab'], tabs),
  sort: oneOf(search['sort'], sorts),
  order: oneOf(search['order'], ['asc']),
  environment: text(search['environment'], 64),
  period: oneOf(search['period'], periods),
  from: instant(search['from']),
  to: instant(search['to']),
  cursor: text(search['cursor'], 500),
});

const instant = (value: unknown): string | undefined => {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
};

/** The tab that is open: a search that asks for states itself is not narrowed to the unresolved. */
export const stateOf = ({ state, q = '' }: IssueSearch): State =>
  state ?? (/(^|[\s(!-])is:(unresolved|resolved|muted|regressed)\b/.test(q) ? 'all' : 'unresolved');

export const filterOf = (search: IssueSearch): IssueFilter => {
  const { from = '', to = '' } = search;
  const ranged = from !== '' || to !== '';
  // A range that holds nothing shows nothing sensible: the later end is left out.
  const [start, end] = from !== '' && to !== '' && from > to ? [from, ''] : [from, to];
  return {
    query: search.q ?? '',
    state: stateOf(search),
    tab: search.tab ?? 'all',
    sort: search.sort ?? 'last_seen',
    order: search.order ?? 'desc',
    environment: search.environment ?? '',
    period: ranged ? 'all' : (search.period ?? '30d'),
    from: start,
    to: end,
  };
};

/** The part of a filter that says which issues, as the list, its counts and actions on all that match take it. */
export const askedOf = ({ query, tab, environment, period, from, to }: IssueFilter) => ({
  tab,
  period,
  ...(query.trim() === '' ? {} : { query }),
  ...(environment === '' ? {} : { environment }),
  ...(from === '' ? {} : { from }),
  ...(to === '' ? {} : { to }),
});

export const listQueryOf = (filter: IssueFilter, cursor: string | undefined): Asked => ({
  ...askedOf(filter),
  state: filter.state,
  sort: filter.sort,
  order: filter.order,
  limit: 50,
  ...(cursor === undefined ? {} : { cursor }),
});

/** Whether anything but the state narrows the list. */
export const isNarrowed = ({ q, tab, environment, period, from, to }: IssueSearch): boolean =>
  [q, tab, environment, from, to].some((part) => part !== undefined) || (period !== undefined && period !== 'all');

/** A saved search from an address, and back. The page is no part of it. */
export const viewOf = (search: IssueSearch): Record<string, string> =>
  Object.fromEntries(
    Object.entries(search).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && entry[0] !== 'q' && entry[0] !== 'cursor',
    ),
  );

export const addressOf = ({ query, view }: { query: string; view: Record<string, string> }): IssueSearch =>
  readIssueSearch({ ...view, q: query });

/** Whether two addresses show the same list, whichever page is open. */
export const sameList = (a: IssueSearch, b: IssueSearch): boolean => {
  const [one, other]: Record<string, string>[] = [a, b].map((search) => ({ ...viewOf(search), q: search.q ?? '' }));
  const names = new Set([...Object.keys(one ?? {}), ...Object.keys(other ?? {})]);
  return [...names].every((name) => one?.[name] === other?.[name]);
};
