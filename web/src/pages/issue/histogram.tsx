import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState, type ReactNode } from 'react';
import { histogramQuery } from '../../api/issues.ts';
import { LazyBars } from '../../components/chart/lazy.tsx';
import classes from './issue.module.css';

const periods = ['24h', '7d', '30d', '90d'] as const;

/** When the issue's events happened; the figures stand above it, beside the choice of the period. */
export const HistogramStrip = ({ issueId, children }: { issueId: string; children: ReactNode }) => {
  const [period, setPeriod] = useState<(typeof periods)[number]>('30d');
  const { data } = useQuery(histogramQuery(issueId, period));
  const starts = useMemo(() => data?.buckets.map(({ start }) => start) ?? [], [data]);
  const series = useMemo(
    () => [{ label: 'Events', color: '--bar-strong', values: data?.buckets.map(({ count }) => count) ?? [] }],
    [data],
  );
  return (
    <>
      <div className={classes.above}>
        {children}
        <SegmentedControl
          aria-label="Period of the histogram"
          value={period}
          onChange={setPeriod}
          data={[...periods]}
        />
      </div>
      <div className={classes.chart}>
        {data && (
          <LazyBars
            label={`Events of the last ${period}`}
            starts={starts}
            series={series}
            interval={data.interval}
            height={84}
          />
        )}
      </div>
    </>
  );
};
