import { constants } from 'node:buffer';
import type { ScrubSettings } from '../accounts/index.ts';
import { sha256, toHex } from '../kit/index.ts';
import { normaliseEvent } from './normalise/index.ts';
import type { Draft, ReadContext, ReadLimits } from './read/draft.ts';
import { readEnvelope } from './read/envelope.ts';
import {
  readAttachments,
  readCheckInRequest,
  readFeedbackRequest,
  readMinidump,
  readSecurity,
  readStore,
} from './read/single.ts';
import { scrubEvent, scrubText } from './scrub/index.ts';
import type { Digestible, SpoolHeaders } from './spool.ts';
import { derivedId, eventIdOf } from './wire/event-id.ts';
import { isObject } from './wire/json.ts';

const readers: Readonly<Record<SpoolHeaders['endpoint'], (context: ReadContext) => Draft | Promise<Draft>>> = {
  envelope: readEnvelope,
  store: readStore,
  security: readSecurity,
  minidump: readMinidump,
  attachments: readAttachments,
  checkin: readCheckInRequest,
  feedback: readFeedbackRequest,
};

/**
 * The digest's side of the spool: reads one message of the digest lane fully, makes its events regular and removes secrets. The same message always reads the
 * same, ids included, so that a second delivery is no second event. Throws what to write on the dead letter when it cannot be read at all.
 */
export const readSpooled = async (
  headers: SpoolHeaders,
  body: Uint8Array,
  settings: ScrubSettings,
): Promise<Digestible> => {
  const read = readers[headers.endpoint] as (typeof readers)[SpoolHeaders['endpoint']] | undefined;
  if (read === undefined) throw new Error(`Nothing reads the endpoint ${JSON.stringify(headers.endpoint)}`);
  const query = new URLSearchParams(headers.query);
  const { events, sentAt, ...rest } = await read({ headers, query, limits: limitsOf(headers), body });
  const context = {
    receivedAt: headers.received,
    sentAt,
    clientAddress: headers.address || null,
    userAgent: headers.user_agent || null,
    release: query.get('sentry_release') || null,
    environment: query.get('sentry_environment') || null,
  };
  return {
    project: headers.project,
    received: headers.received,
    events: events.map((event, index) => {
      const eventId = event.eventId || ownId(event.raw, body, index);
      const kind = event.kind === undefined ? {} : { kind: event.kind };
      return scrubEvent(normaliseEvent(event.raw, { ...context, eventId, ...kind }), settings);
    }),
    ...rest,
    feedback: rest.feedback.map((feedback) => ({ ...feedback, message: scrubText(feedback.message, settings) })),
  };
};

/** For messages that were put on the lane with no id answered to anybody. */
const ownId = (raw: unknown, body: Uint8Array, index: number): string =>
  eventIdOf(isObject(raw) ? raw['event_id'] : null) ?? derivedId(toHex(sha256(body)), index);

/**
 * What was accepted was within the limits of its time, and a lower limit of today must not lose it. Attachments are the exception: they were
 * accepted unseen.
 */
const limitsOf = ({ max_attachment }: SpoolHeaders): ReadLimits => ({
  envelope: constants.MAX_LENGTH,
  event: constants.MAX_LENGTH / 8,
  headerLine: constants.MAX_LENGTH,
  items: Infinity,
  attachment: max_attachment,
});
