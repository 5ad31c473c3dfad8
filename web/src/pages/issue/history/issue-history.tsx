import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { addComment, historyQuery } from '../../../api/history.ts';
import { issueQuery } from '../../../api/issues.ts';
import { refreshIssues } from '../../../components/actions/undo-toast.tsx';
import { LoadMore } from '../../../components/load-more.tsx';
import { Failed, Loading } from '../../../components/state.tsx';
import { useCan } from '../../../components/use-can.ts';
import { itemsOf } from '../../../lib/pages.ts';
import issue from '../issue.module.css';
import { useProjectOf } from '../project-of.ts';
import { Composer } from './composer.tsx';
import { Entry } from './entry.tsx';
import classes from './history.module.css';

/** What happened to the issue, the newest first, and what people say about it. */
export const IssueHistory = () => {
  const { issue: id } = useParams({ from: '/inside/issues/$issue/history' });
  const { write } = useCan();
  const history = useInfiniteQuery(historyQuery(id));
  const project = useProjectOf(useQuery(issueQuery(id)).data)?.slug ?? null;
  const send = async (body: string) => {
    await addComment(id, body);
    await refreshIssues();
  };
  return (
    <div className={`${issue.content} ${classes.history}`}>
      {write && <Composer issue={id} verb="Comment" save={send} label="New comment" />}
      {history.isPending && <Loading />}
      {history.isError && !history.data && (
        <Failed error={history.error} retry={history.refetch} what="The history could not be loaded" />
      )}
      <ol className={classes.list} aria-label="History">
        {itemsOf(history.data).map((entry) => (
          <Entry key={entry.id} issue={id} project={project} entry={entry} />
        ))}
      </ol>
      <LoadMore query={history} />
    </div>
  );
};
