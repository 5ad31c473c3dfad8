import { Plain } from '../../components/plain.tsx';
import classes from './settings.module.css';

/** Why the server did not take the change. */
export const SaveProblem = ({ error }: { error: Error | null }) =>
  error === null ? null : (
    <p className={classes.problems} role="alert">
      <Plain text={error.message} max={2_000} />
    </p>
  );
