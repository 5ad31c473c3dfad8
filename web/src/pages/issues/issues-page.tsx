import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { ApiError } from '../../api/client.ts';
import { issueListQuery, stateCountsQuery } from '../../api/issues.ts';
import { projectQuery } from '../../api/projects.ts';
import type { IssueRow } from '../../api/types.ts';
import { useTitle } from '../../components/page.tsx';
import { Empty, Failed, Loading } from '../../components/state.tsx';
import { useCan } from '../../components/use-can.ts';
import { filterOf, type IssueSearch } from '../../lib/issue-search.ts';
import { rememberList } from '../../lib/last-list.ts';
import { formatNumber, plural } from '../../lib/number.ts';
import { nothing, renew, toggle, togglePage, type Selection } from '../../lib/selection.ts';
import { BulkBar, type OpenMenu } from './bulk-bar.tsx';
import { EmptyList } from './empty-list.tsx';
import { IssueRowView } from './issue-row.tsx';
import classes from './issues.module.css';
import { ListHead } from './list-head.tsx';
import { Pager } from './pager.tsx';
import { countOf } from './state-tabs.tsx';
import { Toolbar } from './toolbar.tsx';
import { useAssignees } from './use-assignees.ts';
import { useBulk } from './use-bulk.tsx';
import { useHeldRows } from './use-held-rows.ts';
import { useListKeys } from './use-list-keys.ts';

/** The issues of a project: found, sorted, watched live and worked on. What is shown is in the address. */
export const IssuesPage = () => {
  const { project } = useParams({ from: '/inside/projects/$project/issues' });
  const search = useSearch({ from: '/inside/projects/$project/issues' });
  const navigate = useNavigate({ from: '/projects/$project/issues' });
  const { write } = useCan();
  const { data: about } = useQuery(projectQuery(project));
  useTitle(about ? `Issues · ${about.name}` : 'Issues');
  useEffect(() => rememberList(project, search), [project, search]);

  const filter = useMemo(() => filterOf(search), [search]);
  const list = useQuery(issueListQuery(project, filter, search.cursor));
  const { data: counts } = useQuery(stateCountsQuery(project, filter));
  const [chosen, setSelection] = useState<Selection<IssueRow>>(nothing);
  const selection = useMemo(() => renew(chosen, list.data?.items ?? []), [chosen, list.data]);
  const [current, setCurrent] = useState<number | null>(null);
  const [menu, setMenu] = useState<OpenMenu>(null);
  const name = JSON.stringify([project, filter, search.cursor ?? '', list.isPlaceholderData]);
  const selecting = selection.all || selection.rows.size > 0;
  const { rows, more, away, release } = useHeldRows(name, list.data?.items, selecting || current !== null);
  const whole = JSON.stringify([project, filter]);
  const clear = () => setSelection(nothing);
  // Another list: nothing of the former is meant any more.
  useEffect(() => {
    setSelection(nothing);
    setCurrent(null);
  }, [whole]);

  const go = (to: IssueSearch, replace: boolean) => void navigate({ search: to, replace, resetScroll: !replace });
  const change = (part: IssueSearch) => go({ ...search, cursor: undefined, ...part }, true);
  const turn = (cursor: string | undefined) => {
    setCurrent(null);
    go({ ...search, cursor }, false);
  };

  // Going back leads to the beginning, which has no cursor: new issues appear there.
  const atBeginning = search.cursor !== undefined && !list.isPlaceholderData && list.data?.prevCursor === null;
  useEffect(() => {
    if (atBeginning) void navigate({ search: { ...search, cursor: undefined }, replace: true, resetScroll: false });
  }, [atBeginning, navigate, search]);

  const bulk = useBulk({
    project,
    filter,
    selection,
    counts,
    done: clear,
  });
  const select = useCallback(
    (id: number, range: boolean) => {
      setCurrent(id);
      setSelection((old) => toggle(old, rows, id, range));
    },
    [rows],
  );
  const listRef = useRef<HTMLUListElement>(null);
  useListKeys({
    list: listRef,
    rows,
    current,
    setCurrent,
    write,
    selection,
    setSelection,
    act: (action, meant) => {
      if (!bulk.pending) bulk.act(action, undefined, meant);
    },
    setMenu,
  });
  const assigneeOf = useAssignees(project, rows);

  const span = filter.period === '24h' || filter.period === '1h' ? 'Last 24 hours' : 'Last 30 days';
  const { total, totalIsLowerBound = false, prevCursor = null, nextCursor = null } = list.data ?? {};
  const matching = counts ? Math.max(countOf(counts, filter.state), total ?? 0) : (total ?? 0);
  const bound = totalIsLowerBound || counts?.lowerBound === true;
  const pageSelected = rows.length > 0 && rows.every(({ id }) => selection.rows.has(id));
  const badQuery = list.error instanceof ApiError && list.error.code === 'bad_query' ? list.error : null;

  const showFresh = () => {
    window.scrollTo({ top: 0 });
    release();
  };
  const fresh = more > 0 && !bulk.pending && (
    <Button size="compact-xs" variant={away ? 'filled' : 'light'} onClick={showFresh}>
      {plural(more, 'new issue')}: show
    </Button>
  );

  return (
    <div className={classes.page}>
      <Toolbar
        project={project}
        search={search}
        filter={filter}
        error={badQuery}
        change={change}
        open={(to) => go(to, false)}
      />
      <div className={classes.summary} aria-live="polite">
        <h1>Issues</h1>
        {total !== undefined && (
          <span>
            {formatNumber(total)}
            {totalIsLowerBound && '+'} {total === 1 && !totalIsLowerBound ? 'issue' : 'issues'}
          </span>
        )}
        {!away && fresh}
        {list.isError && list.data && badQuery === null && (
          <span className={classes.stale}>The server does not answer; this may be old.</span>
        )}
      </div>
      <div className={classes.headed}>
        {away && fresh && <div className={classes.fresh}>{fresh}</div>}
        <div
          className={`${classes.grid} ${classes.head}`}
          data-readonly={!write || undefined}
          data-selecting={selecting || undefined}
          role="group"
          aria-label="List"
        >
          {write && (
            <label className={classes.check}>
              <input
                type="checkbox"
                aria-label="Select all on this page"
                checked={pageSelected || selection.all}
                onChange={() => setSelection(selection.all ? nothing : togglePage(selection, rows))}
              />
            </label>
          )}
          {selecting ? (
            <BulkBar
              project={project}
              selection={selection}
              state={filter.state}
              many={selection.all ? `${formatNumber(matching)}${bound ? '+' : ''}` : formatNumber(selection.rows.size)}
              act={bulk.act}
              merge={bulk.merge}
              pending={bulk.pending}
              clear={clear}
              menu={menu}
              setMenu={setMenu}
            />
          ) : (
            <ListHead sort={filter.sort} order={filter.order} span={span} change={change} />
          )}
        </div>
        {pageSelected && !selection.all && nextCursor !== null && (
          <div className={classes.everything}>
            All {rows.length} on this page are selected.{' '}
            <button type="button" onClick={() => setSelection({ ...selection, all: true })}>
              Select all {formatNumber(matching)}
              {bound && '+'} that match
            </button>
          </div>
        )}
      </div>
      {list.isPending && <Loading rows={10} height={34} />}
      {badQuery && rows.length === 0 && (
        <Empty
          title="The search cannot be understood"
          action={
            <Button variant="default" onClick={() => change({ q: undefined })}>
              Clear the search
            </Button>
          }
        >
          Above it says where and why. Text that is meant as it stands goes in quotes.
        </Empty>
      )}
      {list.isError && !list.data && badQuery === null && (
        <Failed error={list.error} retry={list.refetch} what="The issues could not be loaded" />
      )}
      {list.data && rows.length === 0 && (
        <EmptyList project={project} search={search} change={change} open={(to) => go(to, false)} />
      )}
      <ul ref={listRef} className={classes.rows} data-stale={list.isPlaceholderData || undefined}>
        {rows.map((issue) => (
          <IssueRowView
            key={issue.id}
            issue={issue}
            span={span}
            current={issue.id === current}
            selected={selection.all || selection.rows.has(issue.id)}
            onSelect={write ? select : null}
            onNear={setCurrent}
            assignee={assigneeOf(issue)}
          />
        ))}
      </ul>
      <Pager prev={prevCursor} next={nextCursor} first={search.cursor === undefined} turn={turn} />
    </div>
  );
};
