import { lazy, Suspense } from 'react';
import type { BarsProps } from './bars.tsx';

const Bars = lazy(async () => ({ default: (await import('./bars.tsx')).Bars }));

/** A bar chart over time; the chart library is loaded only where one is shown. */
export const LazyBars = (props: BarsProps) => (
  <Suspense fallback={<div style={{ height: props.height }} aria-busy="true" />}>
    <Bars {...props} />
  </Suspense>
);
