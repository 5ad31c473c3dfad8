import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { Json } from '../../api/event.ts';
import { monitorsQuery } from '../../api/projects.ts';
import { PageFrame } from '../../components/page.tsx';
import { Plain } from '../../components/plain.tsx';
import { Empty, Failed, Loading } from '../../components/state.tsx';
import { Time } from '../../components/time.tsx';
import table from '../../components/table.module.css';
import { MonitorStatus } from './monitor-status.tsx';

export const MonitorsPage = () => {
  const { project } = useParams({ from: '/inside/projects/$project/monitors' });
  const monitors = useQuery(monitorsQuery(project));
  return (
    <PageFrame title="Cron monitors" lead="Scheduled jobs that report when they start and end.">
      {monitors.isPending && <Loading />}
      {monitors.isError && !monitors.data && <Failed error={monitors.error} retry={monitors.refetch} />}
      {monitors.data?.items.length === 0 && (
        <Empty title="No monitors yet">
          A job that checks in (<code>Sentry.withMonitor</code>, <code>sentry-cli monitors run</code>) appears here by
          itself.
        </Empty>
      )}
      {monitors.data && monitors.data.items.length > 0 && (
        <div className={table.scroll}>
          <table className={table.table}>
            <thead>
              <tr>
                <th>Monitor</th>
                <th>Status</th>
                <th>Schedule</th>
                <th>Last check-in</th>
                <th>Next expected</th>
              </tr>
            </thead>
            <tbody>
              {monitors.data.items.map((monitor) => (
                <tr key={`${monitor.slug} ${monitor.environment}`}>
                  <td className="value">
                    <Link
                      to="/projects/$project/monitors/$slug"
                      params={{ project, slug: monitor.slug }}
                      className={table.main}
                    >
                      <Plain text={monitor.slug} max={100} />
                    </Link>{' '}
                    <span className="faint">
                      <Plain text={monitor.environment} max={60} />
                    </span>
                  </td>
                  <td>
                    <MonitorStatus status={monitor.status} />
                  </td>
                  <td className="mono">{scheduleOf(monitor.config)}</td>
                  <td className={table.nowrap}>
                    {monitor.lastCheckInAt !== null && <Time at={monitor.lastCheckInAt} />}
                  </td>
                  <td className={table.nowrap}>
                    {monitor.nextExpectedAt === null ? (
                      <span className="faint">unknown</span>
                    ) : (
                      <Time at={monitor.nextExpectedAt} />
                    )}
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

/** `0 3 * * * Europe/Berlin` or `every 10 minute` from a monitor's configuration, as far as it says. */
const scheduleOf = (config: Json): string => {
  if (config === null || typeof config !== 'object' || Array.isArray(config)) return '';
  const { schedule, timezone } = config;
  if (schedule === null || typeof schedule !== 'object' || Array.isArray(schedule)) return '';
  const { type, value, unit } = schedule;
  const plain = (part: Json | undefined): string =>
    typeof part === 'string' || typeof part === 'number' ? String(part) : '';
  const text = type === 'interval' ? `every ${plain(value)} ${plain(unit)}` : plain(value);
  return `${text}${typeof timezone === 'string' ? ` ${timezone}` : ''}`.slice(0, 100);
};
