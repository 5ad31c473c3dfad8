import { eventIdOf } from './event-id.ts';
import { isObject, looksLikeObject, parseJson } from './json.ts';

export interface FeedbackForm {
  readonly eventId: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly comments: string;
}

/** Feedback as JSON or as a form, with the event's id in it or in the query (`eventId`, as the crash-report dialog is called). Never throws. */
export const feedbackForm = (bytes: Buffer, query: URLSearchParams): FeedbackForm => {
  const fields = looksLikeObject(bytes) ? fromJson(bytes) : new Map(new URLSearchParams(bytes.toString('utf8')));
  const text = (name: string): string | null => fields.get(name) || null;
  const eventId = text('event_id') ?? text('eventId') ?? query.get('eventId') ?? query.get('event_id');
  return { eventId: eventIdOf(eventId), name: text('name'), email: text('email'), comments: text('comments') ?? '' };
};

const fromJson = (bytes: Buffer): Map<string, string> => {
  let value: unknown = null;
  try {
    value = parseJson(bytes);
  } catch {
    // Then there are no fields, and the missing comments are what the client hears of.
  }
  const entries = isObject(value) ? Object.entries(value) : [];
  return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
};
