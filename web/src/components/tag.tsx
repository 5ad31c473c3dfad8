import type { ReactNode } from 'react';
import classes from './level.module.css';

export type Tone = 'fatal' | 'error' | 'warning' | 'info' | 'debug' | 'ok';

/** A small word on a soft ground. */
export const Tag = ({ tone = 'debug', title, children }: { tone?: Tone; title?: string; children: ReactNode }) => (
  <span className={classes.tag} data-level={tone} title={title}>
    {children}
  </span>
);
