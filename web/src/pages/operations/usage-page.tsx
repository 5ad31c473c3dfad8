import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { projectsQuery } from '../../api/projects.ts';
import type { InstallationStats } from '../../api/types.ts';
import { changeQuotas, installationStatsQuery, quotasQuery } from '../../api/usage.ts';
import { queryClient } from '../../app/query-client.ts';
import { notifyDone } from '../../components/notify.ts';
import { PageFrame, Panel } from '../../components/page.tsx';
import { Plain } from '../../components/plain.tsx';
import { Failed, Loading } from '../../components/state.tsx';
import table from '../../components/table.module.css';
import { LimitsForm } from '../../components/usage/limits-form.tsx';
import { PeriodSwitch, Volume } from '../../components/usage/volume.tsx';
import { UsageWindows } from '../../components/usage/windows.tsx';
import { formatNumber } from '../../lib/number.ts';

/** What all projects send together, which sends the most, and how much they may. For owners and admins. */
export const UsagePage = () => {
  const { period = '24h' } = useSearch({ from: '/inside/usage' });
  const navigate = useNavigate({ from: '/usage' });
  const stats = useQuery(installationStatsQuery(period));
  const quotas = useQuery(quotasQuery);
  const save = useMutation({
    mutationFn: changeQuotas,
    onSuccess: (saved) => {
      queryClient.setQueryData(quotasQuery.queryKey, saved);
      notifyDone('Saved; it holds within two seconds');
    },
  });
  return (
    <PageFrame
      title="Usage"
      lead="What all projects sent together, and how much they may."
      actions={
        <PeriodSwitch
          period={period}
          choose={(chosen) =>
            void navigate({ search: { period: chosen === '24h' ? undefined : chosen }, replace: true })
          }
        />
      }
    >
      {(stats.isPending || quotas.isPending) && <Loading />}
      {stats.isError && !stats.data && <Failed error={stats.error} retry={stats.refetch} />}
      {stats.data && <Volume stats={stats.data} />}
      {stats.data && stats.data.projects.length > 0 && <Projects rows={stats.data.projects} />}
      {quotas.data && (
        <>
          <Panel title="Used now">
            <UsageWindows usage={quotas.data.usage} />
          </Panel>
          <Panel title="Quotas of the installation">
            <LimitsForm
              limits={quotas.data}
              save={(limits) => save.mutate(limits)}
              saving={save.isPending}
              problem={save.error && <p role="alert">{save.error.message}</p>}
            />
            <p className="dim" style={{ margin: '12px 0 0' }}>
              Half of each quota is divided evenly among the projects and theirs alone; the other half is for whoever
              needs it. So no project can use up what is another’s.
            </p>
          </Panel>
        </>
      )}
    </PageFrame>
  );
};

const Projects = ({ rows }: { rows: InstallationStats['projects'] }) => {
  const { data } = useQuery(projectsQuery);
  const nameOf = new Map(data?.items.map((project) => [project.id, project]));
  return (
    <Panel title="Projects" flush>
      <table className={table.table}>
        <thead>
          <tr>
            <th>Project</th>
            <th className={table.number}>Accepted</th>
            <th className={table.number}>Discarded</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ projectId, accepted, discarded }) => {
            const project = nameOf.get(projectId);
            return (
              <tr key={projectId}>
                <td className="value">
                  {project ? (
                    <Link to="/projects/$project/stats" params={{ project: project.slug }}>
                      <Plain text={project.name} max={100} />
                    </Link>
                  ) : (
                    <span className="dim">deleted ({projectId})</span>
                  )}
                </td>
                <td className={table.number}>{formatNumber(accepted)}</td>
                <td className={table.number}>{formatNumber(discarded)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Panel>
  );
};
