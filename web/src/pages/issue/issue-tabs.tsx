import { Link, useRouterState } from '@tanstack/react-router';
import type { Issue } from '../../api/types.ts';
import { formatCount } from '../../lib/number.ts';
import classes from './issue.module.css';

/** What is known of the issue: one event, all events, its tags, what users wrote, why it is one issue. */
export const IssueTabs = ({ issue, id }: { issue: Issue; id: string }) => {
  const onEvent = useRouterState({
    select: ({ location }) => /^\/issues\/[^/]+\/?(events\/[^/]+\/?)?$/.test(location.pathname),
  });
  const params = { issue: id };
  return (
    <nav className={classes.tabs} aria-label="Issue">
      <Link
        to="/issues/$issue"
        params={params}
        className={classes.tab}
        activeOptions={{ exact: true, includeSearch: false }}
        data-status={onEvent ? 'active' : undefined}
      >
        Event
      </Link>
      <Link
        to="/issues/$issue/events"
        params={params}
        className={classes.tab}
        activeOptions={{ exact: true, includeSearch: false }}
      >
        All events <span>{formatCount(issue.storedEvents)}</span>
      </Link>
      <Link to="/issues/$issue/history" params={params} className={classes.tab}>
        History
      </Link>
      <Link to="/issues/$issue/releases" params={params} className={classes.tab}>
        Releases {issue.releases.length > 0 && <span>{formatCount(issue.releases.length)}</span>}
      </Link>
      <Link to="/issues/$issue/tags" params={params} className={classes.tab}>
        Tags
      </Link>
      <Link to="/issues/$issue/feedback" params={params} className={classes.tab}>
        Feedback {issue.feedbackCount > 0 && <span>{formatCount(issue.feedbackCount)}</span>}
      </Link>
      <Link to="/issues/$issue/grouping" params={params} className={classes.tab}>
        Grouping
      </Link>
    </nav>
  );
};
