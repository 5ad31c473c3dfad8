import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Select } from '@mantine/core';
import { issueEventsQuery, issueQuery } from '../../api/issues.ts';
import type { EventRow } from '../../api/types.ts';
import { LevelDot } from '../../components/level.tsx';
import { itemsOf } from '../../lib/pages.ts';
import { LoadMore } from '../../components/load-more.tsx';
import { Plain } from '../../components/plain.tsx';
import { Empty, Failed, Loading } from '../../components/state.tsx';
import { Time } from '../../components/time.tsx';
import { formatNumber } from '../../lib/number.ts';
import classes from './issue.module.css';
import table from '../../components/table.module.css';

/** All stored events of the issue, newest first. */
export const IssueEvents = () => {
  const { issue } = useParams({ from: '/inside/issues/$issue/events' });
  const { environment = '' } = useSearch({ from: '/inside/issues/$issue/events' });
  const navigate = useNavigate({ from: '/issues/$issue/events' });
  const { data: about } = useQuery(issueQuery(issue));
  const list = useInfiniteQuery(issueEventsQuery(issue, environment));
  const events = itemsOf(list.data);
  const environments = about?.environments ?? [];
  return (
    <div className={classes.content}>
      {environments.length > 1 && (
        <Select
          aria-label="Environment"
          w={180}
          mb={12}
          value={environment}
          onChange={(value) =>
            void navigate({
              search: { environment: value === '' || value === null ? undefined : value },
              replace: true,
            })
          }
          data={[
            { value: '', label: 'All environments' },
            ...environments.map((name) => ({ value: name, label: name })),
          ]}
        />
      )}
      {list.isPending && <Loading />}
      {list.isError && !list.data && (
        <Failed error={list.error} retry={list.refetch} what="The events could not be loaded" />
      )}
      {list.data && events.length === 0 && (
        <Empty title="No events">None are stored{environment === '' ? '' : ' of this environment'}.</Empty>
      )}
      {events.length > 0 && (
        <div className={table.scroll}>
          <table className={table.table}>
            <thead>
              <tr>
                <th className={table.number}>No.</th>
                <th>Event</th>
                <th>Time</th>
                <th>Release</th>
                <th>Environment</th>
                <th>User</th>
              </tr>
            </thead>
            <tbody>
              {events.map((event) => (
                <Row key={event.id} event={event} issue={issue} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <LoadMore query={list} />
    </div>
  );
};

const Row = ({ event, issue }: { event: EventRow; issue: string }) => (
  <tr>
    <td className={`${table.number} faint`}>{formatNumber(event.number)}</td>
    <td className={table.nowrap}>
      <span className={table.withIcon}>
        <LevelDot level={event.level} />
        <Link to="/issues/$issue/events/$event" params={{ issue, event: event.id }} className="mono">
          {event.id.slice(0, 8)}
        </Link>
      </span>
    </td>
    <td className={table.nowrap}>
      <Time at={event.timestamp} as="absolute" />
    </td>
    <td>{event.release && <Plain text={event.release} max={60} />}</td>
    <td>{event.environment && <Plain text={event.environment} max={60} />}</td>
    <td className="value">{event.user && <Plain text={event.user} max={80} />}</td>
  </tr>
);
