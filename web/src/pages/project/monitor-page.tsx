import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { checkInsQuery } from '../../api/projects.ts';
import { PageFrame } from '../../components/page.tsx';
import { Plain } from '../../components/plain.tsx';
import { Empty, Failed, Loading } from '../../components/state.tsx';
import { Time } from '../../components/time.tsx';
import { formatSeconds } from '../../lib/time.ts';
import table from '../../components/table.module.css';
import { MonitorStatus } from './monitor-status.tsx';

/** The last runs of one scheduled job. */
export const MonitorPage = () => {
  const { project, slug } = useParams({ from: '/inside/projects/$project/monitors/$slug' });
  const checkIns = useQuery(checkInsQuery(project, slug));
  return (
    <PageFrame
      title={slug}
      lead={
        <Link to="/projects/$project/monitors" params={{ project }}>
          All monitors
        </Link>
      }
    >
      {checkIns.isPending && <Loading />}
      {checkIns.isError && !checkIns.data && <Failed error={checkIns.error} retry={checkIns.refetch} />}
      {checkIns.data?.items.length === 0 && <Empty title="No check-ins stored" />}
      {checkIns.data && checkIns.data.items.length > 0 && (
        <div className={table.scroll}>
          <table className={table.table}>
            <thead>
              <tr>
                <th>Began</th>
                <th>Status</th>
                <th className={table.number}>Duration</th>
                <th>Environment</th>
              </tr>
            </thead>
            <tbody>
              {checkIns.data.items.map((item) => (
                <tr key={item.id}>
                  <td className={table.nowrap}>
                    <Time at={item.receivedAt} as="absolute" />
                  </td>
                  <td>
                    <MonitorStatus status={item.status} />
                  </td>
                  <td className={table.number}>
                    {item.durationSeconds === null ? '' : formatSeconds(item.durationSeconds)}
                  </td>
                  <td>
                    <Plain text={item.environment} max={60} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </PageFrame>
  );
};
