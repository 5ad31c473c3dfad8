import { Button, Skeleton } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { ApiError } from '../api/client.ts';
import classes from './state.module.css';

/** Nothing here, and what to do about it. */
export const Empty = ({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) => (
  <div className={classes.state}>
    <h2>{title}</h2>
    {children && <p>{children}</p>}
    {action}
  </div>
);

/** Something failed: in the server's words, with another try. */
export const Failed = ({
  error,
  retry,
  what = 'This could not be loaded',
}: {
  error: unknown;
  retry?: () => unknown;
  what?: string;
}) => {
  const missing = error instanceof ApiError && error.status === 404;
  return (
    <div className={classes.state} role="alert">
      {!missing && <IconAlertTriangle size={22} color="var(--error)" />}
      <h2>{missing ? 'Not found' : what}</h2>
      <p className="value">{error instanceof Error ? error.message : String(error)}</p>
      {retry && !missing && (
        <Button variant="default" onClick={() => void retry()}>
          Try again
        </Button>
      )}
    </div>
  );
};

/** Grey lines where rows will be. */
export const Loading = ({ rows = 6, height = 20 }: { rows?: number; height?: number }) => (
  <div className={classes.loading} aria-busy="true" aria-label="Loading">
    {Array.from({ length: rows }, (_, row) => (
      <Skeleton key={row} height={height} width={`${100 - ((row * 17) % 40)}%`} radius={4} />
    ))}
  </div>
);
