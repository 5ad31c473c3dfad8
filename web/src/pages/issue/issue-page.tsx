import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useNavigate, useParams } from '@tanstack/react-router';
import { issueQuery } from '../../api/issues.ts';
import { useTitle } from '../../components/page.tsx';
import { Failed, Loading } from '../../components/state.tsx';
import { useKeys } from '../../lib/keys.ts';
import { recallList } from '../../lib/last-list.ts';
import { IssueHeader } from './header.tsx';
import { IssueTabs } from './issue-tabs.tsx';
import classes from './issue.module.css';
import { useProjectOf } from './project-of.ts';

/** An issue: what it is and how often, above whichever of its tabs is open. */
export const IssuePage = () => {
  const { issue: id } = useParams({ from: '/inside/issues/$issue' });
  const issue = useQuery(issueQuery(id));
  const project = useProjectOf(issue.data);
  const navigate = useNavigate();
  useTitle(issue.data ? `${issue.data.title} · ${issue.data.shortId}` : 'Issue');
  useKeys({
    u: () => {
      if (project)
        void navigate({
          to: '/projects/$project/issues',
          params: { project: project.slug },
          search: recallList(project.slug),
        });
    },
  });
  const asked = id.toUpperCase();
  if (issue.isPending) return <Loading rows={12} />;
  if (!issue.data) return <Failed error={issue.error} retry={issue.refetch} what="The issue could not be loaded" />;
  return (
    <div className={classes.page}>
      {asked !== issue.data.shortId && project && asked.startsWith(`${project.slug.toUpperCase()}-`) && (
        <p className={classes.part}>
          <b>{asked}</b> was merged into {issue.data.shortId}, which you see.{' '}
          <Link to="/issues/$issue/grouping" params={{ issue: issue.data.shortId }}>
            All parts
          </Link>
        </p>
      )}
      <IssueHeader issue={issue.data} project={project} />
      <IssueTabs issue={issue.data} id={id} />
      <Outlet />
    </div>
  );
};
