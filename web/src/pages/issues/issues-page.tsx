import { Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useRef } from 'react';
import { issueListQuery, type IssueFilter } from '../../api/issues.ts';
import { projectQuery } from '../../api/projects.ts';
import type { IssueSearch } from '../../app/routes.tsx';
import { useTitle } from '../../components/page.tsx';
import { Empty, Failed, Loading } from '../../components/state.tsx';
import { useKeys } from '../../lib/keys.ts';
import { rememberList } from '../../lib/last-list.ts';
import { plural } from '../../lib/number.ts';
import { IssueRowView } from './issue-row.tsx';
import classes from './issues.module.css';
import { ListHead } from './list-head.tsx';
import { itemsOf } from '../../lib/pages.ts';
import { LoadMore } from '../../components/load-more.tsx';
import { Toolbar } from './toolbar.tsx';

/** The issues of a project: found, sorted and watched live. All of its state is in the address. */
export const IssuesPage = () => {
  const { project } = useParams({ from: '/inside/projects/$project/issues' });
  const search = useSearch({ from: '/inside/projects/$project/issues' });
  const navigate = useNavigate({ from: '/projects/$project/issues' });
  const { data: about } = useQuery(projectQuery(project));
  useTitle(about ? `Issues · ${about.name}` : 'Issues');
  useEffect(() => rememberList(project, search), [project, search]);

  const filter = useMemo(() => filterOf(search), [search]);
  const list = useInfiniteQuery(issueListQuery(project, filter));
  const issues = itemsOf(list.data);
  const total = list.data?.pages[0]?.total;
  const change = (part: IssueSearch) =>
    void navigate({ search: (old) => ({ ...old, ...part }), replace: true, resetScroll: false });

  const rows = useRef<HTMLUListElement>(null);
  useKeys({ j: () => step(rows.current, 1), k: () => step(rows.current, -1) });

  return (
    <div className={classes.page}>
      <Toolbar project={project} search={search} change={change} />
      <div className={classes.summary} aria-live="polite">
        <h1>Issues</h1>
        {total !== undefined && <span>{plural(total, 'issue')}</span>}
        {list.isError && list.data && (
          <span className={classes.stale}>The server does not answer; this may be old.</span>
        )}
      </div>
      <ListHead sort={filter.sort} order={filter.order} period={filter.period} change={change} />
      {list.isPending && <Loading rows={10} height={34} />}
      {list.isError && !list.data && (
        <Failed error={list.error} retry={list.refetch} what="The issues could not be loaded" />
      )}
      {list.data && issues.length === 0 && <NoIssues project={project} filtered={isFiltered(search)} change={change} />}
      <ul ref={rows} className={classes.rows} data-stale={list.isPlaceholderData || undefined}>
        {issues.map((issue) => (
          <IssueRowView key={issue.id} issue={issue} period={filter.period} />
        ))}
      </ul>
      <LoadMore query={list} />
    </div>
  );
};

const filterOf = (search: IssueSearch): IssueFilter => ({
  q: search.q ?? '',
  tab: search.tab ?? 'all',
  sort: search.sort ?? 'last_seen',
  order: search.order ?? 'desc',
  environment: search.environment ?? '',
  period: search.period ?? '30d',
});

const isFiltered = ({ q, tab, environment, period }: IssueSearch): boolean =>
  q !== undefined || tab !== undefined || environment !== undefined || (period !== undefined && period !== 'all');

/** Moves the focus to the next or previous issue; Enter then opens it, as with any link. */
const step = (list: HTMLUListElement | null, by: 1 | -1): void => {
  const links = [...(list?.querySelectorAll<HTMLAnchorElement>('a[data-issue]') ?? [])];
  const at = links.indexOf(document.activeElement as HTMLAnchorElement);
  const next = links[at === -1 ? (by === 1 ? 0 : links.length - 1) : Math.min(Math.max(at + by, 0), links.length - 1)];
  next?.focus();
  next?.closest('li')?.scrollIntoView({ block: 'nearest' });
};

const NoIssues = ({
  project,
  filtered,
  change,
}: {
  project: string;
  filtered: boolean;
  change: (part: IssueSearch) => void;
}) =>
  filtered ? (
    <Empty
      title="No issue matches"
      action={
        <Button
          variant="default"
          onClick={() => change({ q: undefined, tab: undefined, environment: undefined, period: 'all' })}
        >
          Show all issues
        </Button>
      }
    >
      Nothing in this project fits the search and filters above.
    </Empty>
  ) : (
    <Empty
      title="No issues in the last 30 days"
      action={
        <Button renderRoot={(props) => <Link to="/projects/$project/set-up" params={{ project }} {...props} />}>
          Connect an SDK
        </Button>
      }
    >
      When your application sends an error, it appears here within a second, without reload.
    </Empty>
  );
