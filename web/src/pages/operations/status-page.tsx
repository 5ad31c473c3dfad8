import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { statusQuery } from '../../api/operations.ts';
import { PageFrame, Panel } from '../../components/page.tsx';
import { Failed, Loading } from '../../components/state.tsx';
import { Time } from '../../components/time.tsx';
import { formatNumber } from '../../lib/number.ts';
import { formatSeconds } from '../../lib/time.ts';
import classes from './operations.module.css';
import table from '../../components/table.module.css';

/** How the installation is: what runs, and how much work waits. */
export const StatusPage = () => {
  const status = useQuery(statusQuery);
  if (status.isPending) return <Loading />;
  if (!status.data) return <Failed error={status.error} retry={status.refetch} />;
  const { version, startedAt, roles, database, broker, lanes } = status.data;
  const waiting = lanes.reduce((sum, lane) => sum + lane.ready + lane.delayed, 0);
  return (
    <PageFrame
      title="Status"
      lead={waiting === 0 ? 'All work is done.' : `${formatNumber(waiting)} messages wait to be worked on.`}
    >
      <dl className={classes.facts}>
        <Fact name="Version" value={version} />
        <Fact name="Roles" value={roles.join(', ')} />
        <Fact name="Database" value={database.dialect} />
        <Fact name="Lanes by" value={broker.kind} />
        <div>
          <dt>Started</dt>
          <dd>
            <Time at={startedAt} />
          </dd>
        </div>
      </dl>
      <Panel title="Lanes" flush>
        <div style={{ overflowX: 'auto' }}>
          <table className={table.table}>
            <thead>
              <tr>
                <th>Lane</th>
                <th className={table.number}>Ready</th>
                <th className={table.number}>Delayed</th>
                <th className={table.number}>Oldest</th>
                <th className={table.number}>Dead</th>
              </tr>
            </thead>
            <tbody>
              {lanes.map((lane) => (
                <tr key={lane.name}>
                  <td className="mono">{lane.name}</td>
                  <td className={table.number}>{formatNumber(lane.ready)}</td>
                  <td className={table.number}>{formatNumber(lane.delayed)}</td>
                  <td
                    className={table.number}
                    style={lane.oldestAgeSeconds > 60 ? { color: 'var(--warning)', fontWeight: 600 } : undefined}
                  >
                    {lane.ready + lane.delayed === 0 ? '' : formatSeconds(lane.oldestAgeSeconds)}
                  </td>
                  <td className={table.number}>
                    {lane.dead === 0 ? (
                      <span className="faint">0</span>
                    ) : (
                      <Link
                        to="/dead-letters"
                        search={{ lane: lane.name }}
                        style={{ color: 'var(--error)', fontWeight: 600 }}
                      >
                        {formatNumber(lane.dead)}
                      </Link>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Panel>
    </PageFrame>
  );
};

const Fact = ({ name, value }: { name: string; value: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
);
