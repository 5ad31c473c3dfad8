import { SegmentedControl } from '@mantine/core';
import { useMemo } from 'react';
import type { Stats } from '../../api/types.ts';
import { usagePeriods, type UsagePeriod } from '../../api/usage.ts';
import { formatNumber } from '../../lib/number.ts';
import { LazyBars } from '../chart/lazy.tsx';
import { Panel } from '../page.tsx';
import { Plain } from '../plain.tsx';
import { Empty } from '../state.tsx';
import table from '../table.module.css';
import { colourOf, meaningOf } from './reasons.ts';
import classes from './windows.module.css';

type Volumes = Pick<Stats, 'interval' | 'accepted' | 'others' | 'discarded'>;

export const PeriodSwitch = ({ period, choose }: { period: UsagePeriod; choose: (period: UsagePeriod) => void }) => (
  <SegmentedControl aria-label="Period" value={period} onChange={choose} data={[...usagePeriods]} />
);

const sum = (buckets: readonly { count: number }[]): number => buckets.reduce((total, { count }) => total + count, 0);

/** Spans and logs that nobody keeps would bury the events: the chart is about events, the table about everything. */
const isEvent = (category: string): boolean => ['error', 'default', 'security', 'feedback'].includes(category);

/** What was accepted and what was discarded: over time by reason, and in numbers. */
export const Volume = ({ stats }: { stats: Volumes }) => {
  const starts = useMemo(() => stats.accepted.map(({ start }) => start), [stats]);
  const series = useMemo(() => seriesOf(stats), [stats]);
  if (sum(stats.accepted) + stats.others.length + stats.discarded.length === 0)
    return (
      <Panel>
        <Empty title="Nothing came in this period">
          What SDKs send shows here within a second, also what was refused or what they dropped themselves.
        </Empty>
      </Panel>
    );
  return (
    <>
      <Panel title="Events" actions={<Legend series={series} />}>
        <LazyBars label="Events" starts={starts} series={series} interval={stats.interval} height={240} />
      </Panel>
      <Discarded rows={stats.discarded} />
      <Others rows={stats.others} />
    </>
  );
};

interface VolumeSeries {
  label: string;
  color: string;
  values: number[];
}

/** Accepted at the bottom, then each reason; those of SDKs together. */
const seriesOf = (stats: Volumes): VolumeSeries[] => {
  const series = new Map<string, VolumeSeries>();
  for (const { source, reason, category, buckets } of stats.discarded) {
    if (!isEvent(category)) continue;
    const label = source === 'client' ? 'by SDKs' : reason;
    const counts = buckets.map(({ count }) => count);
    const known = series.get(label);
    if (known) known.values = known.values.map((count, index) => count + (counts[index] ?? 0));
    else series.set(label, { label, color: colourOf(source, reason), values: counts });
  }
  return [
    { label: 'accepted', color: '--bar-strong', values: stats.accepted.map(({ count }) => count) },
    ...series.values(),
  ];
};

const Legend = ({ series }: { series: VolumeSeries[] }) => (
  <span className={classes.legend}>
    {series.map(({ label, color, values }) => (
      <span key={label}>
        <i style={{ background: `var(${color})` }} />
        {label} <b>{formatNumber(values.reduce((a, b) => a + b, 0))}</b>
      </span>
    ))}
  </span>
);

const Discarded = ({ rows }: { rows: Stats['discarded'] }) => (
  <Panel title="Discarded" flush>
    {rows.length === 0 ? (
      <p className="dim" style={{ margin: 14 }}>
        Nothing was discarded in this period.
      </p>
    ) : (
      <div style={{ overflowX: 'auto' }}>
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
                <td className="value">
                  <span className="mono">
                    <Plain text={row.reason} max={100} />
                  </span>
                  <div className={classes.note}>{meaningOf(row.source, row.reason)}</div>
                </td>
                <td className="value">
                  <Plain text={row.category} max={60} />
                </td>
                <td className={table.nowrap}>{row.source === 'server' ? 'here' : 'in the SDK'}</td>
                <td className={table.number}>{formatNumber(sum(row.buckets))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    )}
  </Panel>
);

const Others = ({ rows }: { rows: Stats['others'] }) =>
  rows.length === 0 ? null : (
    <Panel title="Also accepted" flush>
      <table className={table.table}>
        <tbody>
          {rows.map(({ category, buckets }) => (
            <tr key={category}>
              <td>{names[category] ?? category}</td>
              <td className={table.number}>{formatNumber(sum(buckets))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );

const names: Readonly<Record<string, string>> = {
  feedback: 'User feedback',
  session: 'Sessions',
  monitor: 'Check-ins of cron monitors',
  attachment: 'Attachments',
};
