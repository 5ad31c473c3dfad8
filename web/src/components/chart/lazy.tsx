import { lazy, Suspense } from 'react';
import type { BarsProps } from './bars.tsx';
import type { SharesProps } from './shares.tsx';

const Bars = lazy(async () => ({ default: (await import('./bars.tsx')).Bars }));
const Shares = lazy(async () => ({ default: (await import('./shares.tsx')).Shares }));

/** A bar chart over time; the chart library is loaded only where one is shown. */
export const LazyBars = (props: BarsProps) => (
  <Suspense fallback={<Room height={props.height} />}>
    <Bars {...props} />
  </Suspense>
);

/** A line of shares over time. */
export const LazyShares = (props: SharesProps) => (
  <Suspense fallback={<Room height={props.height} />}>
    <Shares {...props} />
  </Suspense>
);

const Room = ({ height }: { height: number }) => <div style={{ height }} aria-busy="true" />;
