import type { Level } from '../api/event.ts';
import classes from './level.module.css';

const known = ['fatal', 'error', 'warning', 'info', 'debug'];
const toneOf = (level: string): string => (known.includes(level) ? level : 'debug');

/** The level as a small word in its colour. */
export const LevelBadge = ({ level }: { level: Level }) => (
  <span className={classes.badge} data-level={toneOf(level)}>
    {level}
  </span>
);

/** The level as a coloured dot; the word is there for screen readers and on hover. */
export const LevelDot = ({ level }: { level: Level }) => (
  <span className={classes.dot} data-level={toneOf(level)} role="img" aria-label={level} title={level} />
);
