import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { statsQuery } from '../../api/projects.ts';
import type { Stats } from '../../api/types.ts';
import { LazyBars } from '../../components/chart/lazy.tsx';
import { PageFrame, Panel } from '../../components/page.tsx';
import { Plain } from '../../components/plain.tsx';
import { Failed, Loading } from '../../components/state.tsx';
import { formatNumber } from '../../lib/number.ts';
import table from '../../components/table.module.css';

/** How much came in, and what was not kept, by whom and why. */
export const StatsPage = () => {
  const { project } = useParams({ from: '/inside/projects/$project/stats' });
  const { period = '7d' } = useSearch({ from: '/inside/projects/$project/stats' });
  const navigate = useNavigate({ from: '/projects/$project/stats' });
  const stats = useQuery(statsQuery(project, period));
  return (
    <PageFrame
      title="Volume"
      lead="What was accepted, and what was discarded here or already by the SDKs."
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
      {stats.isPending && <Loading />}
      {stats.isError && !stats.data && <Failed error={stats.error} retry={stats.refetch} />}
      {stats.data && <Volume stats={stats.data} />}
    </PageFrame>
  );
};

const sum = (buckets: { count: number }[]): number => buckets.reduce((total, { count }) => total + count, 0);

const Volume = ({ stats }: { stats: Stats }) => {
  const starts = useMemo(() => stats.accepted.map(({ start }) => start), [stats]);
  const series = useMemo(() => {
    // Sources may leave out empty buckets; counts are put where they belong.
    const total = (source: 'server' | 'client'): number[] =>
      starts.map((start) =>
        stats.discarded
          .filter((item) => item.source === source)
          .reduce((all, { buckets }) => all + (buckets.find((bucket) => bucket.start === start)?.count ?? 0), 0),
      );
    return [
      { label: 'accepted', color: '--bar-strong', values: stats.accepted.map(({ count }) => count) },
      { label: 'discarded here', color: '--error', values: total('server') },
      { label: 'discarded by SDKs', color: '--warning', values: total('client') },
    ];
  }, [stats, starts]);
  const rows = [...stats.discarded].sort((a, b) => sum(b.buckets) - sum(a.buckets));
  return (
    <>
      <Panel title="Events over time" actions={<Legend series={series} />}>
        <LazyBars label="Events" starts={starts} series={series} interval={stats.interval} height={240} />
      </Panel>
      <Panel title="Discarded" flush>
        {rows.length === 0 ? (
          <p className="dim" style={{ margin: 14 }}>
            Nothing was discarded in this period.
          </p>
        ) : (
          <table className={table.table}>
            <thead>
              <tr>
                <th>Reason</th>
                <th>Category</th>
                <th>Where</th>
                <th className={table.number}>Count</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={`${row.source} ${row.reason} ${row.category}`}>
                  <td className="mono value">
                    <Plain text={row.reason} max={100} />
                  </td>
                  <td className="value">
                    <Plain text={row.category} max={60} />
                  </td>
                  <td>{row.source === 'server' ? 'here' : 'in the SDK'}</td>
                  <td className={table.number}>{formatNumber(sum(row.buckets))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Panel>
    </>
  );
};

const Legend = ({ series }: { series: { label: string; color: string; values: number[] }[] }) => (
  <span style={{ display: 'flex', flexWrap: 'wrap', gap: '2px 14px', color: 'var(--text-2)', fontSize: 12 }}>
    {series.map(({ label, color, values }) => (
      <span key={label}>
        <i
          style={{
            display: 'inline-block',
            width: 8,
            height: 8,
            marginRight: 5,
            borderRadius: 2,
            background: `var(${color})`,
          }}
        />
        {label} <b>{formatNumber(values.reduce((a, b) => a + b, 0))}</b>
      </span>
    ))}
  </span>
);
