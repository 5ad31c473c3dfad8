import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { issueEventQuery } from '../../api/issues.ts';
import { ApiError } from '../../api/client.ts';
import { Empty, Failed, Loading } from '../../components/state.tsx';
import { EventView } from '../../components/event/event-view.tsx';
import { EventNav } from './event-nav.tsx';
import classes from './issue.module.css';
import { Rail } from './rail.tsx';
import view from './event-page.module.css';

/** The newest event; it stays while one reads, newer ones are announced. */
export const LatestEvent = () => {
  const { issue } = useParams({ from: '/inside/issues/$issue/' });
  return <EventOf issue={issue} which="latest" />;
};

export const OneEvent = () => {
  const { issue, event } = useParams({ from: '/inside/issues/$issue/events/$event' });
  return <EventOf issue={issue} which={event} />;
};

const EventOf = ({ issue, which }: { issue: string; which: string }) => {
  const event = useQuery(issueEventQuery(issue, which));
  if (event.isPending) return <Loading rows={10} />;
  if (event.isError) {
    if (event.error instanceof ApiError && event.error.status === 404) {
      return (
        <Empty title="This event is no longer stored">
          Its issue and its numbers are kept; the event itself was removed, or never belonged to this issue.
        </Empty>
      );
    }
    return <Failed error={event.error} retry={event.refetch} what="The event could not be loaded" />;
  }
  return (
    <>
      <EventNav issue={issue} which={which} page={event.data} stale={event.isPlaceholderData} />
      <div className={`${classes.content} ${view.columns}`} data-stale={event.isPlaceholderData || undefined}>
        <EventView key={event.data.event.eventId} page={event.data} />
        <Rail issue={issue} />
      </div>
    </>
  );
};
