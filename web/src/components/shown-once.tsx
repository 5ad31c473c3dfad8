import { CopyIcon } from './copy.tsx';
import classes from './shown-once.module.css';

/** A secret that the server tells this one time: a token, a link. `also` is another form of it, with who needs that. */
export const ShownOnce = ({
  what,
  secret,
  also,
}: {
  what: string;
  secret: string;
  also?: { what: string; secret: string };
}) => (
  <div className={classes.box} role="status">
    <b>Copy the {what} now: it is not shown again.</b>
    <div className={classes.secret}>
      <code>{secret}</code>
      <CopyIcon text={secret} label={`Copy ${what}`} />
    </div>
    {also !== undefined && (
      <>
        {also.what}
        <div className={classes.secret}>
          <code>{also.secret}</code>
          <CopyIcon text={also.secret} label={`Copy ${also.what}`} />
        </div>
      </>
    )}
  </div>
);
