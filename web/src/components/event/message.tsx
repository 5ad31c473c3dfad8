import type { Event } from '../../api/event.ts';
import { JsonView } from '../json/json-view.tsx';
import { Plain } from '../plain.tsx';
import classes from './message.module.css';
import { Section } from './section.tsx';

/** What was logged: as people read it, then the template that groups it and what filled it. */
export const MessageSection = ({ event: { message } }: { event: Event }) => {
  if (message === null) return null;
  return (
    <Section id="message" title="Message">
      <pre className={classes.text}>
        <Plain text={message.formatted} max={20_000} />
      </pre>
      {message.template !== null && message.template !== message.formatted && (
        <p className={classes.template}>
          Template{' '}
          <code>
            <Plain text={message.template} max={2_000} />
          </code>
        </p>
      )}
      {message.params !== null && <JsonView value={message.params} />}
    </Section>
  );
};
