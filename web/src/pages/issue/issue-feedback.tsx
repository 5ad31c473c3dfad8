import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { issueFeedbackQuery } from '../../api/issues.ts';
import { FeedbackList } from '../../components/feedback-list.tsx';
import { Empty, Failed, Loading } from '../../components/state.tsx';
import classes from './issue.module.css';

/** What users wrote when they met this issue. */
export const IssueFeedback = () => {
  const { issue } = useParams({ from: '/inside/issues/$issue/feedback' });
  const feedback = useQuery(issueFeedbackQuery(issue));
  if (feedback.isPending) return <Loading />;
  if (!feedback.data) return <Failed error={feedback.error} retry={feedback.refetch} />;
  if (feedback.data.items.length === 0) {
    return (
      <Empty title="No feedback yet">What users write in a report dialog or the feedback widget appears here.</Empty>
    );
  }
  return (
    <div className={classes.content}>
      <FeedbackList items={feedback.data.items} />
    </div>
  );
};
