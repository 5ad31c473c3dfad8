import { SegmentedControl } from '@mantine/core';
import type { EventPage } from '../../api/types.ts';
import { fetchStacktrace } from '../../api/issues.ts';
import { setPreference, usePreferences } from '../../app/preferences.ts';
import { exceptionChain, type ChainLink } from '../../lib/frames.ts';
import { CopyButton } from '../copy.tsx';
import { LinkOut } from '../link-out.tsx';
import { Plain } from '../plain.tsx';
import { Tag } from '../tag.tsx';
import classes from './exceptions.module.css';
import { Section } from './section.tsx';
import { StackView } from './stack-view.tsx';

/** The exceptions with their stacks: what was thrown, then its causes; the other way round when the oldest call comes first. */
export const Exceptions = ({ page: { event, projectId } }: { page: EventPage }) => {
  const { newestFirst, inAppOnly } = usePreferences();
  const chain = exceptionChain(event.exceptions);
  const shown = newestFirst ? chain : chain.toReversed();
  const actions = (
    <>
      <SegmentedControl
        aria-label="Which frames"
        value={inAppOnly ? 'app' : 'all'}
        onChange={(value) => setPreference('inAppOnly', value === 'app')}
        data={[
          { value: 'app', label: 'App only' },
          { value: 'all', label: 'All frames' },
        ]}
      />
      <SegmentedControl
        aria-label="Order of frames"
        value={newestFirst ? 'newest' : 'oldest'}
        onChange={(value) => setPreference('newestFirst', value === 'newest')}
        data={[
          { value: 'newest', label: 'Newest first' },
          { value: 'oldest', label: 'Oldest first' },
        ]}
      />
      <CopyButton text={() => fetchStacktrace(projectId, event.eventId, 'text')}>Text</CopyButton>
      <CopyButton text={() => fetchStacktrace(projectId, event.eventId, 'markdown')}>Markdown</CopyButton>
    </>
  );
  return (
    <Section id="stack" title="Stack trace" actions={actions}>
      {shown.map((link) => (
        <ExceptionView key={link.index} link={link} newestFirst={newestFirst} platform={event.platform} />
      ))}
      {event.stacktrace !== null && event.exceptions.length === 0 && (
        <StackView stacktrace={event.stacktrace} platform={event.platform} />
      )}
    </Section>
  );
};

const ExceptionView = ({
  link,
  newestFirst,
  platform,
}: {
  link: ChainLink;
  newestFirst: boolean;
  platform: string;
}) => {
  const { exception, depth } = link;
  const { mechanism } = exception;
  return (
    <article className={classes.exception} style={{ marginLeft: Math.min(depth, 4) * 20 }}>
      {link.relation !== 'top' && (
        <p className={classes.relation}>
          <Relation link={link} newestFirst={newestFirst} />
        </p>
      )}
      <h3 className={classes.type}>
        <Plain text={exception.type ?? 'Exception'} max={300} />
        {exception.module && (
          <span className={classes.module}>
            <Plain text={exception.module} max={200} />
          </span>
        )}
      </h3>
      {exception.value && (
        <pre className={classes.value}>
          <Plain text={exception.value} max={20_000} />
        </pre>
      )}
      {mechanism !== null && (
        <div className={classes.mechanism}>
          {mechanism.handled === false && <Tag tone="error">Unhandled</Tag>}
          {mechanism.handled === true && <Tag>Handled</Tag>}
          <span className="faint" title="How the SDK caught it">
            <Plain text={mechanism.type} max={80} />
          </span>
          {mechanism.helpLink !== null && <LinkOut text={mechanism.helpLink} max={120} />}
          {Object.entries({ ...mechanism.data, ...mechanism.meta }).map(([name, value]) => (
            <span key={name} className={classes.datum}>
              <Plain text={name} max={60} />=
              <Plain text={typeof value === 'string' ? value : JSON.stringify(value)} max={160} />
            </span>
          ))}
        </div>
      )}
      {exception.stacktrace !== null && exception.stacktrace.frames.length > 0 ? (
        <StackView stacktrace={exception.stacktrace} platform={platform} />
      ) : (
        <p className={classes.none}>No stack trace was sent with this exception.</p>
      )}
    </article>
  );
};

const Relation = ({ link, newestFirst }: { link: ChainLink; newestFirst: boolean }) => {
  const parent = <b>{<Plain text={link.parent?.type ?? 'the exception'} max={120} />}</b>;
  const place = newestFirst ? 'above' : 'below';
  if (link.relation === 'member') {
    return (
      <>
        One of the errors in {parent} {place}
        {link.source !== null && (
          <code>
            {' '}
            <Plain text={link.source} max={60} />
          </code>
        )}
      </>
    );
  }
  if (link.relation === 'context')
    return newestFirst ? <>While handling</> : <>While this was handled, {parent} occurred</>;
  return newestFirst ? <>Caused by</> : <>Caused {parent} below</>;
};
