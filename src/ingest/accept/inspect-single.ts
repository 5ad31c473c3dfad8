import { badRequest } from '../../kit/index.ts';
import { eventIdOf, uuidOf, nilId } from '../wire/event-id.ts';
import { inflate } from '../wire/inflate.ts';
import { isObject, looksLikeArray, looksLikeObject, parseJson, peekString } from '../wire/json.ts';
import { storeJson } from '../wire/store-body.ts';
import { checkInStatus } from '../wire/check-in-url.ts';
import { feedbackForm } from '../wire/feedback-form.ts';
import { accepted, acceptedAsImage, acceptedSilently } from './answers.ts';
import type { InspectContext, Inspected } from './inspect.ts';
import { encodingOf, inspected, mimeOf, notAnObject, unsupportedMedia } from './inspect.ts';

/** One JSON event: POST, or GET with `sentry_data` in the query, which wants an image back. */
export const inspectStore = ({ request, query, limits, newEventId }: InspectContext): Inspected => {
  const data = query.get('sentry_data');
  const asImage = request.method === 'GET';
  if (asImage && data === null) throw badRequest('A GET to store needs the event in ?sentry_data=.', 'bad_json');
  const body = data === null ? request.body : Buffer.from(`sentry_data=${encodeURIComponent(data)}`);
  const encoding = data === null ? encodingOf(request) : '';
  const eventId = eventIdOf(peekString(storeJson(body, encoding, limits), 'event_id')) ?? newEventId();
  return inspected({
    endpoint: 'store',
    body,
    encoding,
    eventId,
    answer: (headers) => (asImage ? acceptedAsImage(headers) : accepted(eventId, headers)),
  });
};

/** What browsers send by `report-uri` and `report-to`. */
const reportTypes: ReadonlySet<string> = new Set([
  'application/csp-report',
  'application/reports+json',
  'application/json',
  'application/expect-ct-report',
  'application/expect-ct-report+json',
  'application/expect-staple-report',
]);

/** CSP, Expect-CT, Expect-Staple, HPKP: one report as an object; Reporting API (NEL too): a list of them. */
export const inspectSecurity = ({ request, limits, newEventId }: InspectContext): Inspected => {
  const mime = mimeOf(request.headers['content-type']);
  if (!reportTypes.has(mime))
    throw unsupportedMedia(
      'Security reports come as application/csp-report, application/reports+json or application/json.',
    );
  const encoding = encodingOf(request);
  const bytes = inflate(request.body, encoding, limits.event, 'A report');
  if (!looksLikeObject(bytes) && !looksLikeArray(bytes))
    throw badRequest('The report is neither a JSON object nor a list of them.', 'bad_json');
  return inspected({
    endpoint: 'security',
    body: request.body,
    encoding,
    eventId: newEventId(),
    answer: acceptedSilently,
  });
};

/** `curl https://…/cron/nightly/KEY/?status=ok` in a crontab; a POST may bring the same fields, and the monitor's schedule, as JSON. */
export const inspectCheckIn = ({ request, query, limits }: InspectContext): Inspected => {
  const encoding = encodingOf(request);
  const bytes = inflate(request.body, encoding, limits.event, 'A check-in');
  const body = bytes.length === 0 ? {} : jsonObject(bytes, 'The check-in');
  if (checkInStatus(query, body) === null)
    throw badRequest('A check-in needs ?status=ok, error or in_progress.', 'bad_check_in');
  const id = uuidOf(query.get('check_in_id') ?? body['check_in_id']) ?? nilId;
  const fields = new URLSearchParams(query);
  fields.set('monitor_slug', request.params.monitor ?? '');
  return inspected({
    endpoint: 'checkin',
    body: request.body,
    encoding,
    eventId: '',
    query: fields,
    counts: { monitor: 1 },
    answer: (headers) => accepted(id === nilId ? '' : id, headers),
  });
};

/** The crash-report dialog's form and the old web API: what a person has to say about an event. */
export const inspectFeedback = ({ request, query, limits }: InspectContext): Inspected => {
  const encoding = encodingOf(request);
  const bytes = inflate(request.body, encoding, limits.event, 'Feedback');
  const form = feedbackForm(bytes, query);
  if (form.eventId === null) throw badRequest('Feedback needs the event_id it is about.', 'bad_feedback');
  if (form.comments.trim() === '') throw badRequest('Feedback needs comments.', 'bad_feedback');
  return inspected({
    endpoint: 'feedback',
    body: request.body,
    encoding,
    eventId: '',
    counts: { feedback: 1 },
    answer: (headers) => accepted(form.eventId ?? '', headers),
  });
};

const jsonObject = (bytes: Buffer, what: string): { [key: string]: unknown } => {
  let value: unknown;
  try {
    value = parseJson(bytes);
  } catch {
    throw notAnObject(what);
  }
  if (!isObject(value)) throw notAnObject(what);
  return value;
};
