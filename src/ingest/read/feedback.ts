import type { Instant } from '../../kit/index.ts';
import type { Feedback } from '../spool.ts';
import { derivedId, eventIdOf } from '../wire/event-id.ts';
import type { FeedbackForm } from '../wire/feedback-form.ts';
import type { JsonObject } from '../wire/json.ts';
import { isObject } from '../wire/json.ts';
import { instantOf, textOf } from './fields.ts';

const maxMessage = 4_096;

/** A `feedback` item: shaped like an event, its words in a context; null when it says nothing. https://develop.sentry.dev/sdk/telemetry/feedbacks/ */
export const readFeedback = (event: JsonObject, id: string, received: Instant): Feedback | null => {
  const contexts = isObject(event['contexts']) ? event['contexts'] : {};
  const said = isObject(contexts['feedback']) ? contexts['feedback'] : {};
  const user = isObject(event['user']) ? event['user'] : {};
  const message = textOf(said['message'], maxMessage);
  if (message === null) return null;
  return {
    id,
    eventId: eventIdOf(said['associated_event_id']),
    name: textOf(said['name'], 256) ?? textOf(user['name'], 256) ?? textOf(user['username'], 256),
    email: textOf(said['contact_email'], 254) ?? textOf(user['email'], 254),
    message,
    url: textOf(said['url'], 2_000),
    source: textOf(said['source'], 100),
    timestamp: past(instantOf(event, 'timestamp'), received),
  };
};

/** A `user_report` item, a form, or a call of the old web API. The same words about the same event are the same feedback. */
export const readUserReport = (form: FeedbackForm, received: Instant, source: string): Feedback | null => {
  const message = textOf(form.comments, maxMessage);
  if (message === null) return null;
  return {
    id: derivedId('feedback', form.eventId ?? '', form.email ?? '', form.name ?? '', message),
    eventId: form.eventId,
    name: textOf(form.name, 256),
    email: textOf(form.email, 254),
    message,
    url: null,
    source,
    timestamp: received,
  };
};

const past = (instant: Instant | null, received: Instant): Instant => Math.min(instant ?? received, received);
