import 'uplot/dist/uPlot.min.css';
import { useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import UPlot from 'uplot';
import { usePreferences } from '../../app/preferences.ts';
import { formatNumber, plural } from '../../lib/number.ts';
import { formatInstant } from '../../lib/time.ts';
import classes from './bars.module.css';
import { barOptions } from './options.ts';

export interface Series {
  label: string;
  /** A token of styles/tokens.css. */
  color: string;
  values: number[];
}

export interface BarsProps {
  label: string;
  /** Start of each bucket, ISO 8601, ascending. */
  starts: string[];
  /** Stacked in this order, the first at the bottom. */
  series: Series[];
  interval: 'minute' | 'hour' | 'day';
  height: number;
  /** What is counted; default `event`. */
  unit?: string;
}

/** Stacked bars over time. What is under the pointer is written above; screen readers get the total. */
export const Bars = ({ label, starts, series, interval, height, unit = 'event' }: BarsProps) => {
  const { ref: box, width } = useElementSize();
  const target = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<number | null>(null);
  const scheme = useComputedColorScheme('light');
  const { zone } = usePreferences();

  useEffect(() => {
    if (width === 0 || target.current === null) return;
    const seconds = starts.map((start) => Date.parse(start) / 1000);
    // Stacking: each series is drawn to the sum of itself and those below it, the highest first.
    const sums = series.map((_, top) =>
      starts.map((__, k) => series.slice(0, top + 1).reduce((sum, { values }) => sum + (values[k] ?? 0), 0)),
    );
    const drawn = series
      .map(({ color, label: name }, index) => ({ color, label: name, sums: sums[index] ?? [] }))
      .reverse();
    const chart = new UPlot(
      barOptions({ width, height, zone, interval, colors: drawn.map(({ color }) => color), onMove: setAt }),
      [seconds, ...drawn.map((item) => item.sums)],
      target.current,
    );
    return () => chart.destroy();
  }, [width, height, starts, series, interval, zone, scheme]);

  const total = series.reduce((sum, { values }) => sum + values.reduce((a, b) => a + b, 0), 0);
  const start = at === null ? undefined : starts[at];
  return (
    <figure className={classes.figure} ref={box} role="img" aria-label={`${label}: ${plural(total, unit)}`}>
      <div ref={target} />
      {start !== undefined && at !== null && (
        <figcaption className={classes.tip}>
          {formatInstant(start, zone).slice(0, interval === 'day' ? 10 : 16)}
          {series.map((one) => (
            <span key={one.label}>
              <i style={{ background: `var(${one.color})` }} /> {series.length > 1 && one.label}{' '}
              {formatNumber(one.values[at] ?? 0)}
            </span>
          ))}
        </figcaption>
      )}
    </figure>
  );
};
