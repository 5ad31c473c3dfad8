import type { FieldError } from '../../api/event.ts';
import { Plain } from '../plain.tsx';
import classes from './field-errors.module.css';
import { Section } from './section.tsx';

const reasons: Record<string, string> = {
  invalid: 'Dropped: not valid',
  too_long: 'Cut: too long',
  too_many: 'Cut: too many',
  too_deep: 'Cut: too deep',
  client: 'Noted by the SDK',
  replaced: 'Replaced',
};

/** What was dropped, cut or mended on the way in. */
export const FieldErrors = ({ errors }: { errors: FieldError[] }) => (
  <Section id="errors" title="Processing notes" count={errors.length}>
    <p className="dim" style={{ marginTop: 0 }}>
      Parts of this event could not be taken as they were sent. The rest is complete.
    </p>
    <ul className={classes.list}>
      {errors.map((error, index) => (
        // oxlint-disable-next-line no-array-index-key -- paths repeat
        <li key={index}>
          <span className={classes.reason}>{reasons[error.reason] ?? error.reason}</span>
          <code className="value">
            <Plain text={error.path} max={300} />
          </code>
          <span className="value dim">
            <Plain text={error.detail} max={500} />
          </span>
        </li>
      ))}
    </ul>
  </Section>
);
