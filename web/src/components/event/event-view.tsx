import { useMemo } from 'react';
import type { Event } from '../../api/event.ts';
import type { EventPage } from '../../api/types.ts';
import { FeedbackList } from '../feedback-list.tsx';
import { JsonView } from '../json/json-view.tsx';
import { Pairs } from '../pairs.tsx';
import { Attachments } from './attachments.tsx';
import { Breadcrumbs } from './breadcrumbs.tsx';
import { Contexts, entriesOf } from './contexts.tsx';
import { Exceptions } from './exceptions.tsx';
import { FieldErrors } from './field-errors.tsx';
import { GroupingExplained } from './grouping.tsx';
import { Highlights } from './highlights.tsx';
import { MessageSection } from './message.tsx';
import { Modules } from './modules.tsx';
import { RequestSection } from './request.tsx';
import { SdkSection } from './sdk.tsx';
import { Section, SectionNav, type SectionName } from './section.tsx';
import { Tags } from './tags.tsx';
import { Threads } from './threads.tsx';
import { UserSection } from './user.tsx';

/** Everything one event says, most telling first. */
export const EventView = ({ page }: { page: EventPage }) => {
  const { event } = page;
  const sections = useMemo(() => sectionsOf(page), [page]);
  const has = (id: string) => sections.some((section) => section.id === id);
  const extra = Object.entries(event.extra);
  return (
    <div style={{ minWidth: 0 }}>
      <Highlights event={event} project={String(page.projectId)} />
      <SectionNav sections={sections} />
      {has('feedback') && (
        <Section id="feedback" title="User feedback" count={page.feedback.length}>
          <FeedbackList items={page.feedback} linked={false} />
        </Section>
      )}
      {has('message') && <MessageSection event={event} />}
      {has('stack') && <Exceptions page={page} />}
      {has('threads') && <Threads event={event} />}
      {has('breadcrumbs') && <Breadcrumbs event={event} />}
      {has('request') && event.request && <RequestSection request={event.request} />}
      {has('user') && event.user && <UserSection user={event.user} />}
      {has('tags') && (
        <Section id="tags" title="Tags" count={event.tags.length}>
          <Tags tags={event.tags} project={String(page.projectId)} />
        </Section>
      )}
      {has('contexts') && <Contexts contexts={event.contexts} />}
      {has('extra') && (
        <Section id="extra" title="Additional data" count={extra.length}>
          <Pairs items={extra} />
        </Section>
      )}
      {has('security') && (
        <Section id="security" title="Security report">
          <JsonView value={event.security} open={3} />
        </Section>
      )}
      {has('attachments') && <Attachments page={page} />}
      {has('grouping') && page.grouping && (
        <Section id="grouping" title="Why it was grouped">
          <GroupingExplained grouping={page.grouping} />
        </Section>
      )}
      {has('modules') && <Modules modules={event.modules} />}
      {has('sdk') && <SdkSection event={event} />}
      {has('errors') && <FieldErrors errors={event.errors} />}
    </div>
  );
};

/** The sections that this event fills, in order. */
const sectionsOf = ({ event, attachments, feedback, grouping }: EventPage): SectionName[] => {
  const count = (items: object): number => Object.keys(items).length;
  const all: [id: string, title: string, has: boolean | number][] = [
    ['feedback', 'Feedback', feedback.length],
    ['message', 'Message', hasMessage(event)],
    ['stack', 'Stack trace', event.exceptions.length > 0 || event.stacktrace !== null],
    ['threads', 'Threads', event.threads.length],
    ['breadcrumbs', 'Breadcrumbs', event.breadcrumbs.length],
    ['request', 'Request', event.request !== null],
    ['user', 'User', event.user !== null],
    ['tags', 'Tags', event.tags.length],
    ['contexts', 'Contexts', entriesOf(event.contexts).length],
    ['extra', 'Additional data', count(event.extra)],
    ['security', 'Security report', event.security !== null],
    ['attachments', 'Attachments', attachments.length],
    ['grouping', 'Grouping', grouping !== null],
    ['modules', 'Packages', count(event.modules)],
    ['sdk', 'SDK', event.sdk !== null || event.debugImages.length > 0],
    ['errors', 'Notes', event.errors.length],
  ];
  return all
    .filter(([, , has]) => has !== false && has !== 0)
    .map(([id, title, has]) => ({ id, title, count: typeof has === 'number' ? has : null }));
};

/** A message beside an exception says more; one that is the whole title says it again only with its template. */
const hasMessage = ({ message, exceptions }: Event): boolean =>
  message !== null &&
  message.formatted !== '' &&
  (exceptions.at(-1)?.value !== message.formatted || message.template !== null);
