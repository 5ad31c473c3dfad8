import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { IconPlus } from '@tabler/icons-react';
import { overviewQuery, projectsQuery } from '../../api/projects.ts';
import type { Project, ProjectOverview } from '../../api/types.ts';
import { PageFrame } from '../../components/page.tsx';
import { Plain } from '../../components/plain.tsx';
import { PlatformIcon } from '../../components/platform.tsx';
import { Sparkline } from '../../components/sparkline.tsx';
import { Empty, Failed, Loading } from '../../components/state.tsx';
import { Time } from '../../components/time.tsx';
import { useCan } from '../../components/use-can.ts';
import { formatCount } from '../../lib/number.ts';
import table from '../../components/table.module.css';

export const ProjectsPage = () => {
  const projects = useQuery({ ...projectsQuery, staleTime: 0 });
  const overview = useQuery(overviewQuery);
  const { write } = useCan();
  const create = write && (
    <Button renderRoot={(props) => <Link to="/projects/new" {...props} />} leftSection={<IconPlus size={15} />}>
      Create project
    </Button>
  );
  const byId = new Map(overview.data?.items.map((item) => [item.projectId, item]));
  return (
    <PageFrame title="Projects" actions={projects.data && projects.data.items.length > 0 && create}>
      {projects.isPending && <Loading />}
      {projects.isError && !projects.data && <Failed error={projects.error} retry={projects.refetch} />}
      {projects.data?.items.length === 0 && (
        <Empty title="No projects yet" action={create}>
          A project collects the errors of one application or service. It gives you a DSN, the address that a Sentry SDK
          sends to.
        </Empty>
      )}
      {projects.data && projects.data.items.length > 0 && (
        <div className={table.scroll}>
          <table className={table.table}>
            <thead>
              <tr>
                <th>Project</th>
                <th className={table.extra}>Last 24 hours</th>
                <th className={table.number}>Events</th>
                <th className={table.number}>Issues</th>
                <th>Last event</th>
              </tr>
            </thead>
            <tbody>
              {projects.data.items.map((project) => (
                <Row key={project.id} project={project} overview={byId.get(project.id)} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </PageFrame>
  );
};

const Row = ({ project, overview }: { project: Project; overview: ProjectOverview | undefined }) => (
  <tr>
    <td>
      <span className={table.withIcon}>
        <PlatformIcon platform={project.platform} />
        <span>
          <Link to="/projects/$project/issues" params={{ project: project.slug }} className={table.main}>
            <Plain text={project.name} />
          </Link>
          <span className={`faint mono ${table.extra}`}> {project.slug}</span>
        </span>
      </span>
    </td>
    <td className={table.extra}>
      {overview && <Sparkline counts={overview.sparkline} width={168} label="Last 24 hours" />}
    </td>
    <td className={table.number}>{overview && formatCount(overview.events24h)}</td>
    <td className={table.number}>{overview && formatCount(overview.issues)}</td>
    <td>
      {overview?.lastEventAt && <Time at={overview.lastEventAt} />}
      {overview && !overview.lastEventAt && (
        <Link to="/projects/$project/set-up" params={{ project: project.slug }}>
          Connect an SDK
        </Link>
      )}
    </td>
  </tr>
);
