import { useQuery } from '@tanstack/react-query';
import { useMemo, type ReactNode } from 'react';
import type { Period } from '../../api/projects.ts';
import { releaseHealthQuery } from '../../api/releases.ts';
import type { ReleaseDetail, ReleaseHealth } from '../../api/types.ts';
import { LazyBars, LazyShares } from '../../components/chart/lazy.tsx';
import { Panel } from '../../components/page.tsx';
import { Failed, Loading } from '../../components/state.tsx';
import { formatNumber, formatShare } from '../../lib/number.ts';
import classes from './releases.module.css';
import { toneOf } from './tone.ts';

interface Props {
  project: string;
  release: ReleaseDetail;
  environment: string;
  period: Period;
}

const HEIGHT = 150;

/** A release in figures, and by its sessions over time. */
export const Health = ({ project, release, environment, period }: Props) => {
  const health = useQuery(releaseHealthQuery(project, release.version, environment, period));
  if (health.isPending) return <Loading rows={3} />;
  if (!health.data) return <Failed error={health.error} retry={health.refetch} />;
  const { total } = health.data;
  return (
    <>
      <dl className={classes.facts} aria-label="In figures">
        <Fact name="Crash-free sessions" share={total?.crashFreeSessions ?? null} tone />
        <Fact name="Crash-free users" share={total?.crashFreeUsers ?? null} tone />
        <Fact name="Adoption" share={total?.adoption ?? null} />
        <Fact name="Sessions">{formatNumber(total?.sessions ?? 0)}</Fact>
        <Fact name="Users">{formatNumber(total?.users ?? 0)}</Fact>
        <Fact name="New issues">{formatNumber(release.newIssues)}</Fact>
        <Fact name="Events">{formatNumber(release.events)}</Fact>
      </dl>
      {total === null ? (
        <Panel title="Health">
          <p className="dim" style={{ margin: 0 }}>
            No sessions of this release in this period{environment === '' ? '' : ' and environment'}. SDKs that track
            sessions (most do, <code>autoSessionTracking</code> or <code>browserSessionIntegration</code>) tell how they
            ended; the share of those that did not crash appears here.
          </p>
        </Panel>
      ) : (
        <Charts health={health.data} />
      )}
    </>
  );
};

const Fact = ({
  name,
  share,
  tone = false,
  children,
}: {
  name: string;
  share?: number | null;
  tone?: boolean;
  children?: ReactNode;
}) => (
  <div>
    <dt>{name}</dt>
    <dd style={tone ? toneOf(share ?? null) : undefined}>
      {children ?? (share === null || share === undefined ? <span className="faint">–</span> : formatShare(share))}
    </dd>
  </div>
);

const Charts = ({ health }: { health: ReleaseHealth }) => {
  const { interval, buckets } = health;
  const starts = useMemo(() => buckets.map(({ start }) => start), [buckets]);
  const lines = useMemo(
    () => ({
      sessions: buckets.map(({ crashFreeSessions }) => crashFreeSessions),
      users: buckets.map(({ crashFreeUsers }) => crashFreeUsers),
      adoption: buckets.map(({ adoption }) => adoption),
    }),
    [buckets],
  );
  const series = useMemo(
    () => [
      { label: 'well', color: '--bar', values: buckets.map(({ exited }) => exited) },
      {
        label: 'with errors',
        color: '--warning',
        values: buckets.map(({ errored, unhandled, abnormal }) => errored + unhandled + abnormal),
      },
      { label: 'crashed', color: '--error', values: buckets.map(({ crashed }) => crashed) },
    ],
    [buckets],
  );
  const shared = { starts, interval, height: HEIGHT };
  return (
    <div className={classes.charts} data-count={interval === 'day' ? 4 : 3}>
      <Panel title="Crash-free sessions">
        <LazyShares label="Crash-free sessions" values={lines.sessions} color="--bar-strong" {...shared} />
      </Panel>
      {interval === 'day' && (
        <Panel title="Crash-free users">
          <LazyShares label="Crash-free users" values={lines.users} color="--bar-strong" {...shared} />
        </Panel>
      )}
      <Panel title="Adoption">
        <LazyShares label="Adoption" values={lines.adoption} color="--info" floor={0} {...shared} />
      </Panel>
      <Panel title="Sessions">
        <LazyBars label="Sessions" unit="session" series={series} {...shared} />
      </Panel>
    </div>
  );
};
