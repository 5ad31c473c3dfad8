import { initialsOf } from '../lib/actions.ts';
import classes from './avatar.module.css';

/** A person (round) or a team (square) by their initials; the whole name is there on hover and for screen readers. */
export const Avatar = ({ name, team = false }: { name: string; team?: boolean }) => (
  <span className={classes.avatar} data-team={team || undefined} role="img" aria-label={name} title={name}>
    {initialsOf(name)}
  </span>
);
