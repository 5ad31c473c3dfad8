import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useParams } from '@tanstack/react-router';
import { projectQuery } from '../../api/projects.ts';
import { PageFrame } from '../../components/page.tsx';
import { Failed, Loading } from '../../components/state.tsx';
import classes from './settings.module.css';

/** What can be set for a project. */
export const SettingsPage = () => {
  const { project: id } = useParams({ from: '/inside/projects/$project/settings' });
  const project = useQuery(projectQuery(id));
  if (project.isPending) return <Loading />;
  if (!project.data) return <Failed error={project.error} retry={project.refetch} />;
  const params = { project: id };
  return (
    <PageFrame title="Settings" tab={`Settings · ${project.data.name}`} lead={project.data.name}>
      <div className={classes.layout}>
        <nav className={classes.nav} aria-label="Settings">
          <Link to="/projects/$project/settings" params={params} activeOptions={{ exact: true }}>
            General
          </Link>
          <Link to="/projects/$project/settings/keys" params={params}>
            Keys
          </Link>
          <Link to="/projects/$project/settings/scrubbing" params={params}>
            Scrubbing
          </Link>
          <Link to="/projects/$project/settings/origins" params={params}>
            Allowed origins
          </Link>
          <Link to="/projects/$project/settings/grouping" params={params}>
            Grouping rules
          </Link>
          <Link to="/projects/$project/settings/alerts" params={params}>
            Alerts
          </Link>
          <Link to="/projects/$project/settings/quotas" params={params}>
            Quotas
          </Link>
          <Link to="/projects/$project/settings/storage" params={params}>
            Storage
          </Link>
        </nav>
        <div className={classes.content}>
          <Outlet />
        </div>
      </div>
    </PageFrame>
  );
};
