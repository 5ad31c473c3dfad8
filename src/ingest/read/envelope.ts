import { messageOf } from '../../kit/index.ts';
import { readInstant } from '../normalise/timestamp.ts';
import type { Envelope, EnvelopeItem } from '../wire/envelope.ts';
import { parseEnvelope } from '../wire/envelope.ts';
import { eventItems, isMinidump } from '../wire/envelope-events.ts';
import { derivedId, eventIdOf } from '../wire/event-id.ts';
import { feedbackForm } from '../wire/feedback-form.ts';
import { inflate } from '../wire/inflate.ts';
import { categoryOf, quantityOf, useOf } from '../wire/item-types.ts';
import type { JsonObject } from '../wire/json.ts';
import { isObject, parseJson } from '../wire/json.ts';
import { addAttachment } from './attachments.ts';
import { readCheckIn } from './check-ins.ts';
import { readClientReport } from './client-report.ts';
import type { Draft, ReadContext } from './draft.ts';
import { discard, emptyDraft } from './draft.ts';
import { readFeedback, readUserReport } from './feedback.ts';
import { crashOf } from './minidump.ts';
import { addSecurityReports } from './security.ts';
import type { ReadSessions } from './sessions.ts';
import { readAggregates, readSession } from './sessions.ts';

/** An envelope, item by item. Throws when the envelope or an event in it cannot be read; anything else that cannot is counted and left out. */
export const readEnvelope = (context: ReadContext): Draft => {
  const { headers, limits, body } = context;
  const envelope = parseEnvelope(inflate(body, headers.encoding, limits.envelope, 'An envelope'), limits);
  const draft = emptyDraft();
  draft.sentAt = readInstant(envelope.header['sent_at']);
  const events = eventItems(envelope);
  events.forEach((item, index) => addEvent(draft, context, envelope, item, index));
  const first = events[0] ?? envelope.items.find(({ type }) => type === 'feedback');
  envelope.items.forEach((item, index) => addItem(draft, context, item, item === first ? 0 : index + 1));
  return draft;
};

/** The first event has the id that was answered; the others have their own, or one that is the same whenever the envelope is read. */
const addEvent = (
  draft: Draft,
  { headers }: ReadContext,
  envelope: Envelope,
  item: EnvelopeItem,
  index: number,
): void => {
  if (isMinidump(item)) {
    draft.events.push({ eventId: headers.event_id, raw: crashOf(item.payload), kind: 'minidump' });
    return;
  }
  const raw = parseEvent(item, index);
  const id =
    index === 0 ? headers.event_id : (eventIdOf(raw['event_id']) ?? derivedId(headers.event_id, 'event', index));
  if (item.type !== 'event') return addSecurityReports(draft, raw, id);
  if (raw['type'] === 'transaction') return discard(draft, 'not_supported', 'transaction');
  // Some SDKs name themselves in the envelope only.
  const event = { ...raw, sdk: raw['sdk'] ?? envelope.header['sdk'] ?? null };
  const dump = index === 0 && (raw['exception'] ?? null) === null ? envelope.items.find(isMinidump) : undefined;
  draft.events.push(
    dump === undefined
      ? { eventId: id, raw: event }
      : { eventId: id, raw: { ...crashOf(dump.payload), ...event }, kind: 'minidump' },
  );
};

const parseEvent = (item: EnvelopeItem, index: number): JsonObject => {
  try {
    const raw = parseJson(item.payload);
    if (isObject(raw)) return raw;
  } catch (thrown) {
    throw new Error(`Event ${index + 1} of the envelope is not JSON: ${messageOf(thrown)}`, { cause: thrown });
  }
  throw new Error(`Event ${index + 1} of the envelope is not a JSON object`);
};

/** Bytes of a session, check-in, report or feedback: as many as an event may have by default. */
const maxItem = 1 << 20;

/** Everything but events. `number` 0: this item has the id that was answered. */
const addItem = (draft: Draft, { headers, limits }: ReadContext, item: EnvelopeItem, number: number): void => {
  const use = useOf(item.type);
  if (use === 'event') return;
  if (use === 'attachment') return addAttachment(draft, attachmentOf(item, headers.event_id), limits);
  if (use === 'unsupported') return discard(draft, 'not_supported', categoryOf(item.type), quantityOf(item.header));
  if (item.payload.length > maxItem) return discard(draft, 'too_large', categoryOf(item.type));
  const fields = tolerantJson(item.payload);
  const kept = fields !== null && keep(draft, item.type, fields, number === 0 ? headers.event_id : null, headers);
  if (!kept) discard(draft, 'invalid', categoryOf(item.type));
};

/** False when the item says nothing that can be used. */
const keep = (
  draft: Draft,
  type: string,
  fields: JsonObject,
  answeredId: string | null,
  { received, event_id }: ReadContext['headers'],
): boolean => {
  switch (type) {
    case 'session':
      return keepSessions(draft, readSession(fields, received));
    case 'sessions':
      return keepSessions(draft, readAggregates(fields, received));
    case 'check_in':
      return push(draft.checkIns, readCheckIn(fields, received));
    case 'client_report':
      draft.clientDiscards.push(...readClientReport(fields, received));
      return true;
    case 'user_report': {
      const form = feedbackForm(Buffer.from(JSON.stringify(fields)), new URLSearchParams({ event_id }));
      return push(draft.feedback, readUserReport(form, received, 'user_report'));
    }
    default: {
      const id = answeredId ?? eventIdOf(fields['event_id']) ?? derivedId('feedback', JSON.stringify(fields));
      return push(draft.feedback, readFeedback(fields, id, received));
    }
  }
};

const push = <Item>(items: Item[], item: Item | null): boolean => {
  if (item !== null) items.push(item);
  return item !== null;
};

const keepSessions = (draft: Draft, { updates, invalid, tooMany }: ReadSessions): boolean => {
  draft.sessions.push(...updates);
  if (invalid > 0) discard(draft, 'invalid', 'session', invalid);
  if (tooMany > 0) discard(draft, 'too_many', 'session', tooMany);
  return true;
};

const tolerantJson = (bytes: Buffer): JsonObject | null => {
  try {
    const value = parseJson(bytes);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
};

const attachmentOf = ({ header, payload }: EnvelopeItem, eventId: string) => ({
  eventId,
  filename: header['filename'],
  contentType: header['content_type'],
  type: header['attachment_type'],
  bytes: payload,
});
