import 'uplot/dist/uPlot.min.css';
import { useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import UPlot from 'uplot';
import { usePreferences } from '../../app/preferences.ts';
import { formatShare } from '../../lib/number.ts';
import { formatInstant } from '../../lib/time.ts';
import classes from './bars.module.css';
import { shareOptions } from './options.ts';

export interface SharesProps {
  label: string;
  /** Start of each bucket, ISO 8601, ascending. */
  starts: string[];
  /** 0 to 1; null where there is nothing to share. */
  values: (number | null)[];
  /** A token of styles/tokens.css. */
  color: string;
  interval: 'hour' | 'day';
  height: number;
  /** Where the axis begins; default a little below the lowest value, so that small losses are seen. */
  floor?: number;
}

/** A share over time as a line. What is under the pointer is written above; screen readers get the last one. */
export const Shares = ({ label, starts, values, color, interval, height, floor }: SharesProps) => {
  const { ref: box, width } = useElementSize();
  const target = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<number | null>(null);
  const scheme = useComputedColorScheme('light');
  const { zone } = usePreferences();

  useEffect(() => {
    if (width === 0 || target.current === null) return;
    const chart = new UPlot(
      shareOptions({ width, height, zone, interval, color, floor: floor ?? floorOf(values), onMove: setAt }),
      [starts.map((start) => Date.parse(start) / 1000), values],
      target.current,
    );
    return () => chart.destroy();
  }, [width, height, starts, values, color, interval, floor, zone, scheme]);

  const last = values.findLast((value) => value !== null) ?? null;
  const start = at === null ? undefined : starts[at];
  const value = at === null ? null : (values[at] ?? null);
  return (
    <figure
      className={classes.figure}
      ref={box}
      role="img"
      aria-label={`${label}: ${last === null ? 'none' : `${formatShare(last)} at last`}`}
    >
      <div ref={target} />
      {start !== undefined && (
        <figcaption className={classes.tip}>
          {formatInstant(start, zone).slice(0, interval === 'hour' ? 16 : 10)}
          <span>
            <i style={{ background: `var(${color})` }} /> {value === null ? 'none' : formatShare(value)}
          </span>
        </figcaption>
      )}
    </figure>
  );
};

const floorOf = (values: readonly (number | null)[]): number => {
  const lowest = Math.min(1, ...values.filter((value) => value !== null));
  // Twice the loss, but never so near that a hundredth looks like a fall.
  return Math.max(0, Math.min(0.98, 1 - (1 - lowest) * 1.5));
};
