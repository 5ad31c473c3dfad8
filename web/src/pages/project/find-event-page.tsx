import { useQuery } from '@tanstack/react-query';
import { Navigate, useParams } from '@tanstack/react-router';
import { eventQuery } from '../../api/issues.ts';
import { Failed, Loading } from '../../components/state.tsx';

/** An address with only project and event id (from a log, say) leads to the event in its issue. */
export const FindEventPage = () => {
  const { project, event } = useParams({ from: '/inside/projects/$project/events/$event' });
  const found = useQuery(eventQuery(project, event));
  if (found.isPending) return <Loading />;
  if (!found.data) return <Failed error={found.error} retry={found.refetch} what="The event could not be loaded" />;
  return (
    <Navigate
      to="/issues/$issue/events/$event"
      params={{ issue: String(found.data.issueId), event: found.data.event.eventId }}
      replace
    />
  );
};
