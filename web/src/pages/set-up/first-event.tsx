import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { IconCircleCheck } from '@tabler/icons-react';
import { overviewQuery } from '../../api/projects.ts';
import type { Project } from '../../api/types.ts';
import { api, unwrap } from '../../api/client.ts';
import { Plain } from '../../components/plain.tsx';
import { Time } from '../../components/time.tsx';
import classes from './set-up.module.css';

/** Waits, visibly, until an event of the project arrives; then leads to it. */
export const FirstEvent = ({ project }: { project: Project }) => {
  const { data: overview } = useQuery({ ...overviewQuery, refetchInterval: 1_500 });
  const about = overview?.items.find(({ projectId }) => projectId === project.id);
  const last = about?.lastEventAt ?? null;
  const { data: newest } = useQuery({
    queryKey: ['issues', String(project.id), 'newest', last],
    queryFn: () =>
      unwrap(
        api.GET('/projects/{projectId}/issues', {
          params: { path: { projectId: String(project.id) }, query: { limit: 1, sort: 'last_seen', period: 'all' } },
        }),
      ),
    enabled: last !== null,
  });
  const issue = newest?.items[0];
  if (last === null) {
    return (
      <div className={classes.waiting} role="status">
        <span className={classes.pulse} aria-hidden="true" />
        <span>
          <b>Waiting for the first event.</b> It appears here by itself.
        </span>
      </div>
    );
  }
  return (
    <div className={classes.arrived} role="status">
      <IconCircleCheck size={20} />
      <span className="value">
        <b>First event received</b>, the last <Time at={last} />
        {issue && (
          <>
            :{' '}
            <Link to="/issues/$issue" params={{ issue: issue.shortId }}>
              <Plain text={issue.title} max={140} />
            </Link>
          </>
        )}
      </span>
      <Link to="/projects/$project/issues" params={{ project: project.slug }} className={classes.all}>
        All issues
      </Link>
    </div>
  );
};
