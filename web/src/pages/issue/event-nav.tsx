import { ActionIcon, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { IconChevronLeft, IconChevronRight, IconChevronsLeft, IconChevronsRight, type Icon } from '@tabler/icons-react';
import { useEffect } from 'react';
import { issueEventQuery, issueQuery } from '../../api/issues.ts';
import type { EventPage } from '../../api/types.ts';
import { queryClient } from '../../app/query-client.ts';
import { CopyIcon } from '../../components/copy.tsx';
import { Time } from '../../components/time.tsx';
import { useKeys } from '../../lib/keys.ts';
import { formatNumber, plural } from '../../lib/number.ts';
import { RawEvent } from '../../components/event/raw-event.tsx';
import classes from './event-page.module.css';

interface Props {
  issue: string;
  which: string;
  page: EventPage;
  stale: boolean;
}

/** Which of the issue's events this is, and the way to its neighbours. */
export const EventNav = ({ issue, which, page, stale }: Props) => {
  const navigate = useNavigate();
  const { event } = page;
  const go = (target: string | null) => {
    if (target !== null && !stale)
      void navigate({ to: '/issues/$issue/events/$event', params: { issue, event: target }, resetScroll: false });
  };
  useKeys({ '[': () => go(page.previous), ']': () => go(page.next) });
  // Stepping through events is the common way to read an issue: have the neighbours ready.
  useEffect(() => {
    for (const id of [page.previous, page.next])
      if (id !== null) void queryClient.prefetchQuery(issueEventQuery(issue, id));
  }, [issue, page.previous, page.next]);
  const at = event.eventId;
  return (
    <div className={classes.nav}>
      <div className={classes.steps} role="group" aria-label="Event navigation">
        <Step
          issue={issue}
          icon={IconChevronsLeft}
          label="First event"
          target={page.first === at ? null : page.first}
        />
        <Step issue={issue} icon={IconChevronLeft} label="Older event  [" target={page.previous} />
        <Step issue={issue} icon={IconChevronRight} label="Newer event  ]" target={page.next} />
        <Step
          issue={issue}
          icon={IconChevronsRight}
          label="Latest event"
          target={page.latest === at ? null : page.latest}
        />
      </div>
      <div className={classes.what}>
        <span title="The events of a project are numbered as they come">
          Event <b>{formatNumber(page.number)}</b>
        </span>
        <Time at={event.timestamp} as="absolute" />
        <span className="mono">{at.slice(0, 8)}</span>
        <CopyIcon text={at} label={`Copy event id ${at}`} />
      </div>
      <div className={classes.end}>
        {which === 'latest' && <Newer issue={issue} page={page} />}
        <RawEvent projectId={page.projectId} eventId={at} />
      </div>
    </div>
  );
};

const Step = ({
  issue,
  icon: IconOf,
  label,
  target,
}: {
  issue: string;
  icon: Icon;
  label: string;
  target: string | null;
}) => {
  const name = label.split('  ')[0];
  if (target === null) {
    return (
      <ActionIcon aria-label={name} disabled variant="transparent">
        <IconOf size={17} />
      </ActionIcon>
    );
  }
  return (
    <Tooltip label={label}>
      <ActionIcon
        aria-label={name}
        renderRoot={(props) => (
          <Link to="/issues/$issue/events/$event" params={{ issue, event: target }} resetScroll={false} {...props} />
        )}
      >
        <IconOf size={17} />
      </ActionIcon>
    </Tooltip>
  );
};

/** While the latest event is read, newer ones come: a line that fetches them. */
const Newer = ({ issue, page }: { issue: string; page: EventPage }) => {
  const { data } = useQuery(issueQuery(issue));
  const count = (data?.storedEvents ?? page.total) - page.total;
  if (count <= 0) return null;
  return (
    <button
      type="button"
      style={{ border: 0, background: 'none', color: 'var(--accent)', font: 'inherit', cursor: 'pointer' }}
      onClick={() => void queryClient.invalidateQueries({ queryKey: issueEventQuery(issue, 'latest').queryKey })}
    >
      {plural(count, 'newer event')}
    </button>
  );
};
