import { CopyIcon } from './copy.tsx';
import classes from './shown-once.module.css';

/** A secret that the server tells this one time: a token, a link. */
export const ShownOnce = ({ what, secret }: { what: string; secret: string }) => (
  <div className={classes.box} role="status">
    <b>Copy the {what} now: it is not shown again.</b>
    <div className={classes.secret}>
      <code>{secret}</code>
      <CopyIcon text={secret} label={`Copy ${what}`} />
    </div>
  </div>
);
