import { feedbackForm } from '../wire/feedback-form.ts';
import { inflate } from '../wire/inflate.ts';
import type { JsonObject } from '../wire/json.ts';
import { isObject, parseJson } from '../wire/json.ts';
import { readMinidumpUpload } from '../wire/minidump-upload.ts';
import { readMultipart } from '../wire/multipart.ts';
import { storeJson } from '../wire/store-body.ts';
import { addAttachment, addUploadedFiles } from './attachments.ts';
import { readCheckInUrl } from './check-ins.ts';
import type { Draft, ReadContext } from './draft.ts';
import { discard, emptyDraft } from './draft.ts';
import { readUserReport } from './feedback.ts';
import { crashOf } from './minidump.ts';
import { addSecurityReports } from './security.ts';

/** One event as old clients send it. Throws when it is not a JSON object. */
export const readStore = ({ headers, body, limits }: ReadContext): Draft => {
  const draft = emptyDraft();
  const raw = jsonObject(storeJson(body, headers.encoding, limits), 'The event');
  if (raw['type'] === 'transaction') discard(draft, 'not_supported', 'transaction');
  else draft.events.push({ eventId: headers.event_id, raw });
  return draft;
};

export const readSecurity = ({ headers, body, limits }: ReadContext): Draft => {
  const draft = emptyDraft();
  addSecurityReports(draft, parseJson(inflate(body, headers.encoding, limits.event, 'A report')), headers.event_id);
  return draft;
};

/** A crash dump: a fatal event with what the crash reporter knew, the dump and other files attached. */
export const readMinidump = async ({ headers, body, limits }: ReadContext): Promise<Draft> => {
  const draft = emptyDraft();
  const bytes = inflate(body, headers.encoding, limits.envelope, 'A minidump upload');
  const { dump, event, files } = await readMinidumpUpload(bytes, headers.content_type);
  draft.events.push({ eventId: headers.event_id, raw: { ...crashOf(dump.bytes), ...event }, kind: 'minidump' });
  addAttachment(
    draft,
    { ...dump, filename: dump.filename || 'minidump.dmp', eventId: headers.event_id, type: 'event.minidump' },
    limits,
  );
  addUploadedFiles(draft, files, headers.event_id, limits);
  return draft;
};

export const readAttachments = async ({ headers, body, limits }: ReadContext): Promise<Draft> => {
  const draft = emptyDraft();
  const bytes = inflate(body, headers.encoding, limits.envelope, 'An upload of attachments');
  const { files } = await readMultipart(bytes, headers.content_type);
  addUploadedFiles(draft, files, headers.event_id, limits);
  return draft;
};

export const readCheckInRequest = ({ headers, body, query, limits }: ReadContext): Draft => {
  const draft = emptyDraft();
  const bytes = inflate(body, headers.encoding, limits.event, 'A check-in');
  const checkIn = readCheckInUrl(query, bytes.length === 0 ? {} : jsonObject(bytes, 'The check-in'), headers.received);
  if (checkIn === null) discard(draft, 'invalid', 'monitor');
  else draft.checkIns.push(checkIn);
  return draft;
};

export const readFeedbackRequest = ({ headers, body, query, limits }: ReadContext): Draft => {
  const draft = emptyDraft();
  const form = feedbackForm(inflate(body, headers.encoding, limits.event, 'Feedback'), query);
  const feedback = readUserReport(form, headers.received, 'crash_report_form');
  if (feedback === null) discard(draft, 'invalid', 'feedback');
  else draft.feedback.push(feedback);
  return draft;
};

const jsonObject = (bytes: Buffer, what: string): JsonObject => {
  const value = parseJson(bytes);
  if (!isObject(value)) throw new Error(`${what} is not a JSON object`);
  return value;
};
