import { useInfiniteQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { feedbackQuery } from '../../api/projects.ts';
import { FeedbackList } from '../../components/feedback-list.tsx';
import { itemsOf } from '../../lib/pages.ts';
import { LoadMore } from '../../components/load-more.tsx';
import { PageFrame } from '../../components/page.tsx';
import { Empty, Failed, Loading } from '../../components/state.tsx';

export const FeedbackPage = () => {
  const { project } = useParams({ from: '/inside/projects/$project/feedback' });
  const list = useInfiniteQuery(feedbackQuery(project));
  const items = itemsOf(list.data);
  return (
    <PageFrame title="User feedback" lead="What users wrote when something failed, newest first.">
      {list.isPending && <Loading />}
      {list.isError && !list.data && <Failed error={list.error} retry={list.refetch} />}
      {list.data && items.length === 0 && (
        <Empty title="No feedback yet">
          Show users a report dialog after an error (<code>showReportDialog</code>), or send{' '}
          <code>captureFeedback</code>: their words appear here.
        </Empty>
      )}
      <FeedbackList items={items} />
      <LoadMore query={list} />
    </PageFrame>
  );
};
