import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { healthQuery, releasesQuery, type Period } from '../../api/projects.ts';
import type { Release, ReleaseHealth } from '../../api/types.ts';
import { PageFrame, Panel } from '../../components/page.tsx';
import { Plain } from '../../components/plain.tsx';
import { Empty, Failed, Loading } from '../../components/state.tsx';
import { Time } from '../../components/time.tsx';
import { formatCount, formatNumber, formatShare } from '../../lib/number.ts';
import table from '../../components/table.module.css';

/** Releases that events named, and how well they run by the sessions that SDKs count. */
export const ReleasesPage = () => {
  const { project } = useParams({ from: '/inside/projects/$project/releases' });
  const { period = '7d' } = useSearch({ from: '/inside/projects/$project/releases' });
  const navigate = useNavigate({ from: '/projects/$project/releases' });
  const releases = useQuery(releasesQuery(project));
  return (
    <PageFrame title="Releases">
      <Panel title="Releases" flush>
        {releases.isPending && <Loading />}
        {releases.isError && !releases.data && <Failed error={releases.error} retry={releases.refetch} />}
        {releases.data?.items.length === 0 && (
          <Empty title="No releases yet">
            Set <code>release</code> in the SDK’s options: the first event that names one makes it appear here.
          </Empty>
        )}
        {releases.data && releases.data.items.length > 0 && <ReleaseTable items={releases.data.items} />}
      </Panel>
      <Panel
        title="Health"
        flush
        actions={
          <SegmentedControl
            aria-label="Period"
            value={period}
            onChange={(value) =>
              void navigate({ search: { period: value === '7d' ? undefined : (value as '24h') }, replace: true })
            }
            data={['24h', '7d', '30d']}
          />
        }
      >
        <Health project={project} period={period} />
      </Panel>
    </PageFrame>
  );
};

const ReleaseTable = ({ items }: { items: Release[] }) => (
  <div style={{ overflowX: 'auto' }}>
    <table className={table.table}>
      <thead>
        <tr>
          <th>Release</th>
          <th className={table.number}>New issues</th>
          <th className={table.number}>Events</th>
          <th>First event</th>
          <th>Last event</th>
        </tr>
      </thead>
      <tbody>
        {items.map((release) => (
          <tr key={release.version}>
            <td className={`${table.main} value`}>
              <Plain text={release.version} max={200} />
            </td>
            <td className={table.number}>{formatNumber(release.newIssues)}</td>
            <td className={table.number}>{formatNumber(release.events)}</td>
            <td className={table.nowrap}>{release.firstSeen && <Time at={release.firstSeen} />}</td>
            <td className={table.nowrap}>{release.lastSeen && <Time at={release.lastSeen} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const Health = ({ project, period }: { project: string; period: Period }) => {
  const health = useQuery(healthQuery(project, period));
  if (health.isPending) return <Loading rows={3} />;
  if (!health.data) return <Failed error={health.error} retry={health.refetch} />;
  if (health.data.items.length === 0) {
    return (
      <Empty title="No sessions in this period">
        SDKs that track sessions tell how many ended well; the share of those that did not crash appears here.
      </Empty>
    );
  }
  return (
    <div style={{ overflowX: 'auto' }}>
      <table className={table.table}>
        <thead>
          <tr>
            <th>Release</th>
            <th>Environment</th>
            <th className={table.number}>Crash-free sessions</th>
            <th className={table.number}>Crash-free users</th>
            <th className={table.number}>Sessions</th>
            <th className={table.number}>Crashed</th>
            <th className={table.number}>Errored</th>
            <th className={table.number}>Users</th>
          </tr>
        </thead>
        <tbody>
          {health.data.items.map((item) => (
            <HealthRow key={`${item.release} ${item.environment}`} item={item} />
          ))}
        </tbody>
      </table>
    </div>
  );
};

const HealthRow = ({ item }: { item: ReleaseHealth }) => (
  <tr>
    <td className={`${table.main} value`}>
      <Plain text={item.release} max={200} />
    </td>
    <td>
      <Plain text={item.environment} max={60} />
    </td>
    <td className={table.number} style={toneOf(item.crashFreeSessions)}>
      {item.crashFreeSessions === null ? '' : formatShare(item.crashFreeSessions)}
    </td>
    <td className={table.number} style={toneOf(item.crashFreeUsers)}>
      {item.crashFreeUsers === null ? '' : formatShare(item.crashFreeUsers)}
    </td>
    <td className={table.number}>{formatCount(item.total)}</td>
    <td className={table.number}>{formatCount(item.crashed)}</td>
    <td className={table.number}>{formatCount(item.errored)}</td>
    <td className={table.number}>{formatCount(item.users)}</td>
  </tr>
);

/** Below 99 % people begin to notice, below 95 % they leave. */
const toneOf = (share: number | null): { color: string; fontWeight: number } | undefined => {
  if (share === null || share >= 0.99) return undefined;
  return { color: share >= 0.95 ? 'var(--warning)' : 'var(--error)', fontWeight: 600 };
};
