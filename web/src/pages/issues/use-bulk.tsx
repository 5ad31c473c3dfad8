import { useMutation } from '@tanstack/react-query';
import { actOnIssues, mergeIssues, type Operation, type Target } from '../../api/actions.ts';
import type { IssueRow, StateCounts } from '../../api/types.ts';
import { usePreferences } from '../../app/preferences.ts';
import { queryClient } from '../../app/query-client.ts';
import { followOperation } from '../../components/actions/follow.tsx';
import { notifyRefusals } from '../../components/actions/refusals.tsx';
import { notifyUndo, refreshIssues } from '../../components/actions/undo-toast.tsx';
import { confirm } from '../../components/confirm.tsx';
import { notifyError } from '../../components/notify.ts';
import { applied, doneSentence, doneWord, refusedOf, type Action } from '../../lib/actions.ts';
import { askedOf, type IssueFilter } from '../../lib/issue-search.ts';
import { plural } from '../../lib/number.ts';
import type { Selection } from '../../lib/selection.ts';
import { countOf } from './state-tabs.tsx';

interface About {
  project: string;
  filter: IssueFilter;
  selection: Selection<IssueRow>;
  counts: StateCounts | undefined;
  /** Called once it is through and the list has been asked again. */
  done: () => void;
}

interface Wanted {
  target: Target;
  action: Action;
  who?: string | undefined;
  /** The only issue, where there is one. */
  shortId?: string | undefined;
}

/** Acts on what is selected: at once on those that were taken one by one, after a question on all that match. */
export const useBulk = ({ project, filter, selection, counts, done }: About) => {
  const { zone } = usePreferences();
  const run = useMutation({
    mutationFn: async ({ target, action, who }: Wanted): Promise<Operation> => {
      const words = doneWord(action, zone, who);
      if ('ids' in target) show(project, new Set(target.ids), action);
      return await followOperation(await actOnIssues(project, target, action), `To be ${words}`);
    },
    onSuccess: ({ id, changed, refused, refusals }, { action, who, shortId }) => {
      const sentence = doneSentence(doneWord(action, zone, who), changed, shortId);
      notifyUndo(changed === 0 ? 'Nothing had to change.' : `${sentence}.`, changed === 0 ? null : id);
      if (refused > 0) notifyRefusals(refused, refusals);
    },
    onError: (error) => notifyError('Not done', error),
    onSettled: async () => {
      await refreshIssues();
      done();
    },
  });
  const merge = useMutation({
    mutationFn: ({ into, others }: { into: IssueRow; others: IssueRow[] }) =>
      mergeIssues(
        into.shortId,
        others.map(({ shortId }) => shortId),
      ),
    onSuccess: ({ undo }, { into, others }) =>
      notifyUndo(`${plural(others.length, 'issue')} merged into ${into.shortId}.`, undo),
    onError: (error) => notifyError('Not merged', error),
    onSettled: async () => {
      await refreshIssues();
      done();
    },
  });
  /** On what is selected, or on these rows. */
  const act = (action: Action, who?: string, rows: readonly IssueRow[] = [...selection.rows.values()]) => {
    if (!selection.all) {
      const target = { ids: rows.map(({ id }) => id) };
      const shortId = rows.length === 1 ? rows[0]?.shortId : undefined;
      const go = () => run.mutate({ target, action, who, shortId });
      if (action.action === 'delete') confirm({ ...deletion(shortId ?? plural(rows.length, 'issue')), act: go });
      else go();
      return;
    }
    const target: Target = { query: { ...askedOf(filter), state: filter.state } };
    confirm({
      ...question(action, filter, counts, doneWord(action, zone, who)),
      act: () => run.mutate({ target, action, who }),
    });
  };
  return { act, merge: merge.mutate, pending: run.isPending || merge.isPending };
};

const deletion = (what: string) => ({
  title: `Delete ${what}?`,
  text: 'All events go with it; statistics of the project stay. It can be taken back for an hour. Future events of the same error make a new issue.',
  verb: 'Delete',
  danger: true,
});

/** What is about to happen to how many, before it does. */
const question = (action: Action, { state, query }: IssueFilter, counts: StateCounts | undefined, words: string) => {
  const of = counts && { unresolved: 0, resolved: 0, muted: 0, ...inState(counts, state) };
  const many = counts
    ? `${plural(countOf(counts, state), 'issue')}${counts.lowerBound ? ' or more' : ''}`
    : 'All issues';
  const refused = of ? refusedOf(action, of) : 0;
  return {
    title: `${many} to be ${words}?`,
    text: [
      query === '' ? 'All issues of the list, on all pages.' : `All that match “${query}” in this list, on all pages.`,
      ...(refused > 0
        ? [`About ${plural(refused, 'issue')} will be refused and stay as ${refused === 1 ? 'it is' : 'they are'}.`]
        : []),
      `It can be taken back for ${action.action === 'delete' ? 'an hour' : 'a day'}.`,
    ].join(' '),
    verb: action.action === 'delete' ? 'Delete all' : 'Go ahead',
    danger: action.action === 'delete',
  };
};

const inState = (counts: StateCounts, state: IssueFilter['state']) => {
  if (state === 'all') return counts;
  return state === 'regressed' ? { unresolved: counts.regressed } : { [state]: counts[state] };
};

/** Shows what will most likely come of it before the server has answered; the list is asked again in any case. */
const show = (project: string, ids: ReadonlySet<number>, action: Action): void => {
  queryClient.setQueriesData<{ items: IssueRow[] }>({ queryKey: ['issues', project, 'list'] }, (page) =>
    page === undefined
      ? page
      : { ...page, items: page.items.map((row) => (ids.has(row.id) ? applied(row, action) : row)) },
  );
};
