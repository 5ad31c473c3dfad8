import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import {
  IconActivityHeartbeat,
  IconBug,
  IconChartBar,
  IconClockPlay,
  IconDatabase,
  IconLayoutGrid,
  IconMailOff,
  IconMessage2,
  IconPackage,
  IconPlugConnected,
  IconSettings,
  IconUsers,
  type Icon,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { sessionQuery } from '../api/accounts.ts';
import { issueQuery } from '../api/issues.ts';
import { projectsQuery } from '../api/projects.ts';
import { statusQuery } from '../api/operations.ts';
import { Wordmark } from '../components/mark.tsx';
import { isAdmin } from '../lib/roles.ts';
import { ProjectSwitch } from './project-switch.tsx';
import classes from './sidebar.module.css';
import { UserMenu } from './user-menu.tsx';

/** Where one can go: the pages of the current project, then those of the whole installation. */
export const Sidebar = () => {
  const current = useCurrentProject();
  const { data: status } = useQuery({ ...statusQuery, refetchInterval: 30_000, staleTime: 30_000, retry: false });
  const { data: session } = useQuery(sessionQuery);
  const admin = session ? isAdmin(session.user.role) : false;
  const dead = status?.lanes.reduce((sum, lane) => sum + lane.dead, 0) ?? 0;
  return (
    <nav className={classes.nav} aria-label="Main">
      <Link to="/" className={classes.brand} aria-label="Culprit: all projects">
        <Wordmark />
      </Link>
      <ProjectSwitch current={current} />
      {current && (
        <div className={classes.group}>
          <Item to="/projects/$project/issues" project={current.slug} icon={IconBug}>
            Issues
          </Item>
          <Item to="/projects/$project/feedback" project={current.slug} icon={IconMessage2}>
            User feedback
          </Item>
          <Item to="/projects/$project/releases" project={current.slug} icon={IconPackage}>
            Releases
          </Item>
          <Item to="/projects/$project/monitors" project={current.slug} icon={IconClockPlay}>
            Cron monitors
          </Item>
          <Item to="/projects/$project/stats" project={current.slug} icon={IconChartBar}>
            Usage
          </Item>
          <Item to="/projects/$project/set-up" project={current.slug} icon={IconPlugConnected}>
            Connect an SDK
          </Item>
          <Item to="/projects/$project/settings" project={current.slug} icon={IconSettings}>
            Settings
          </Item>
        </div>
      )}
      <div className={classes.push} />
      <div className={classes.group}>
        <Link to="/" className={classes.item} activeOptions={{ exact: true }}>
          <IconLayoutGrid size={16} stroke={1.7} /> All projects
        </Link>
        <Link to={admin ? '/people' : '/teams'} className={classes.item}>
          <IconUsers size={16} stroke={1.7} /> {admin ? 'People' : 'Teams'}
        </Link>
        {admin && (
          <Link to="/usage" className={classes.item}>
            <IconChartBar size={16} stroke={1.7} /> Usage
          </Link>
        )}
        <Link to="/dead-letters" className={classes.item}>
          <IconMailOff size={16} stroke={1.7} /> Dead letters
          {dead > 0 && <span className={classes.count}>{dead}</span>}
        </Link>
        <Link to="/status" className={classes.item}>
          <IconActivityHeartbeat size={16} stroke={1.7} /> Status
        </Link>
        {admin && (
          <Link to="/storage" className={classes.item}>
            <IconDatabase size={16} stroke={1.7} /> Storage
          </Link>
        )}
      </div>
      <UserMenu />
    </nav>
  );
};

/** The project in the address, or that of the issue in the address. */
const useCurrentProject = () => {
  const params = useParams({ strict: false });
  const { data: projects } = useQuery(projectsQuery);
  const { data: issue } = useQuery({ ...issueQuery(params.issue ?? ''), enabled: params.issue !== undefined });
  const wanted =
    params.project ?? (params.issue === undefined || issue === undefined ? undefined : String(issue.projectId));
  return projects?.items.find((project) => project.slug === wanted || String(project.id) === wanted) ?? null;
};

interface ItemProps {
  to:
    | '/projects/$project/issues'
    | '/projects/$project/feedback'
    | '/projects/$project/releases'
    | '/projects/$project/monitors'
    | '/projects/$project/stats'
    | '/projects/$project/set-up'
    | '/projects/$project/settings';
  project: string;
  icon: Icon;
  children: ReactNode;
}

const Item = ({ to, project, icon: IconOf, children }: ItemProps) => (
  <Link to={to} params={{ project }} className={classes.item} activeOptions={{ includeSearch: false }}>
    <IconOf size={16} stroke={1.7} /> {children}
  </Link>
);
