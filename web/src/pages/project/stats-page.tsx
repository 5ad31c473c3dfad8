import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { projectQuotasQuery, statsQuery } from '../../api/usage.ts';
import { PageFrame, Panel } from '../../components/page.tsx';
import { Failed, Loading } from '../../components/state.tsx';
import { PeriodSwitch, Volume } from '../../components/usage/volume.tsx';
import { UsageWindows } from '../../components/usage/windows.tsx';

/** How much came in, what was not kept, by whom and why, and how much may still come. */
export const StatsPage = () => {
  const { project } = useParams({ from: '/inside/projects/$project/stats' });
  const { period = '7d' } = useSearch({ from: '/inside/projects/$project/stats' });
  const navigate = useNavigate({ from: '/projects/$project/stats' });
  const stats = useQuery(statsQuery(project, period));
  const quotas = useQuery(projectQuotasQuery(project));
  return (
    <PageFrame
      title="Usage"
      lead="What was accepted, and what was discarded here or already by the SDKs."
      actions={
        <PeriodSwitch
          period={period}
          choose={(chosen) =>
            void navigate({ search: { period: chosen === '7d' ? undefined : chosen }, replace: true })
          }
        />
      }
    >
      {stats.isPending && <Loading />}
      {stats.isError && !stats.data && <Failed error={stats.error} retry={stats.refetch} />}
      {stats.data && <Volume stats={stats.data} />}
      {quotas.data && (
        <Panel
          title="Quotas"
          actions={
            <Link to="/projects/$project/settings/quotas" params={{ project }}>
              Change them
            </Link>
          }
        >
          <UsageWindows usage={quotas.data.usage} />
        </Panel>
      )}
    </PageFrame>
  );
};
