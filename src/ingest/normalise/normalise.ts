import type { Instant } from '../../kit/index.ts';
import type { Event } from '../event.ts';
import { extra, modules } from './bags.ts';
import { breadcrumbs } from './breadcrumbs.ts';
import { clientNotes } from './client-notes.ts';
import { contexts } from './contexts.ts';
import { drawnTags, fieldTags, mergedTags } from './derived-tags.ts';
import { exceptions } from './exceptions.ts';
import { fingerprint } from './fingerprint.ts';
import { stacktrace } from './frames.ts';
import { message } from './message.ts';
import { uuidOf } from '../wire/event-id.ts';
import { Notes } from './notes.ts';
import { payloadOf } from './payload.ts';
import { releaseNames } from './release.ts';
import { request } from './request.ts';
import { debugImages, sdk } from './sdk.ts';
import { isRecord, text } from './source.ts';
import type { Source } from './source.ts';
import type { Tag } from './tags.ts';
import { sentTags, tagValue } from './tags.ts';
import { threads } from './threads.ts';
import { clockDrift, eventTime } from './timestamp.ts';
import { user } from './user.ts';
import { level, platform } from './vocabulary.ts';

/** What the request says about the event, beside the event. */
export interface NormaliseContext {
  /** 32 lower-case hex digits: the one that was answered to the client. */
  readonly eventId: string;
  readonly receivedAt: Instant;
  /** `sent_at` of the envelope, by the sender's clock; null when it did not say. */
  readonly sentAt: Instant | null;
  /** The address the request came from; null when unknown or not to be used. */
  readonly clientAddress: string | null;
  /** The User-Agent header of the request; null without one. */
  readonly userAgent: string | null;
  /** Set when the endpoint or the envelope item decides what it is (security reports, minidumps, feedback, monitors). */
  readonly kind?: Event['kind'];
  /** Of the request's query string (security reports), where the event itself has none. */
  readonly release?: string | null;
  readonly environment?: string | null;
}

/**
 * The event in any payload. Takes every JSON value and never throws: one bad field is dropped, cut or mended and noted in `errors` (at most 100),
 * the rest is kept. Time and memory are bounded by the size of what came, recursion by fixed depths.
 *
 * Law: an event written back in the protocol (`asPayload`) and normalised again in the same context (with `sentAt` null: its clock is corrected
 * already) is the same event, but for `errors`.
 */
export const normaliseEvent = (raw: unknown, context: NormaliseContext): Event => {
  const notes = new Notes(isRecord(raw) && raw['platform'] === 'php');
  const payload = payloadOf(raw, context.kind, notes);
  const source: Source = { fields: payload.fields, path: '', notes };
  const defaults: Source = { fields: payload.defaults, path: '', notes };

  const drift = clockDrift(context.sentAt, context.receivedAt);
  const eventPlatform = platform(source, 'platform') ?? platform(defaults, 'platform') ?? 'other';
  const fromBrowser = payload.security !== null;
  const inBrowser = fromBrowser || eventPlatform === 'javascript';
  const asked = request(source) ?? request(defaults);
  const sent = exceptions(source, eventPlatform);
  const thrown = withStackBeside(
    sent.length > 0 ? sent : exceptions(defaults, eventPlatform),
    stacktrace(source, 'stacktrace', eventPlatform),
  );

  const event: Event = {
    eventId: context.eventId,
    kind: 'error',
    timestamp: eventTime(source, context.receivedAt, drift),
    receivedAt: context.receivedAt,
    level: level(source, 'level', level(defaults, 'level', 'error')),
    platform: eventPlatform,
    logger: text(source, 'logger', 64) ?? text(defaults, 'logger', 64),
    transaction: text(source, 'transaction', 200),
    serverName: text(source, 'server_name', 256),
    ...releaseNames(source, context),
    culprit: text(source, 'culprit', 200) ?? text(defaults, 'culprit', 200),
    message: message(source) ?? message(defaults),
    exceptions: thrown.exceptions,
    threads: threads(source, eventPlatform),
    stacktrace: thrown.stacktrace,
    breadcrumbs: breadcrumbs(source, drift),
    request: asked,
    user: user(source, asked, { platform: eventPlatform, clientAddress: context.clientAddress, fromBrowser }),
    tags: [],
    contexts: contexts(source, { request: asked, userAgent: context.userAgent, inBrowser }),
    extra: extra(source),
    modules: modules(source),
    fingerprint: fingerprint(source),
    sdk: sdk(source),
    debugImages: debugImages(source),
    security: payload.security,
    errors: [],
  };
  event.kind = payload.kind ?? kindOf(event);
  event.tags = mergedTags(
    [...sentTags(defaults), ...siteTag(source), ...sentTags(source)],
    drawnTags(event),
    fieldTags(event),
  );
  noteOddId(source);
  clientNotes(source);
  event.errors = notes.list();
  return event;
};

/** Old clients put the stack of what was thrown beside it: it is moved to the last exception, where everybody looks, unless that has its own. */
const withStackBeside = (
  exceptions: Event['exceptions'],
  beside: Event['stacktrace'],
): Pick<Event, 'exceptions' | 'stacktrace'> => {
  const last = exceptions.at(-1);
  if (last === undefined || beside === null || (last.stacktrace?.frames.length ?? 0) > 0)
    return { exceptions, stacktrace: beside };
  return { exceptions: [...exceptions.slice(0, -1), { ...last, stacktrace: beside }], stacktrace: null };
};

/** An id that is none was replaced when the request was accepted. */
const noteOddId = ({ fields, notes }: Source): void => {
  const said = fields['event_id'];
  if (said !== undefined && said !== null && said !== '' && uuidOf(said) === null)
    notes.add('event_id', 'invalid', 'no 32 hex digits; another id is used');
};

/** The `site` of old clients. */
const siteTag = (source: Source): Tag[] => {
  const site = tagValue(text(source, 'site', 200));
  return site === null ? [] : [['site', site]];
};

/**
 * An exception makes an error; so does a bare stack. `attach_stacktrace` of JavaScript SDKs sends a message's stack as an exception without type,
 * marked synthetic: that is a message.
 */
const kindOf = (event: Event): 'error' | 'message' => {
  const [only] = event.exceptions;
  if (only === undefined) {
    const hasStack = event.stacktrace !== null || event.threads.some((thread) => thread.crashed);
    return event.message === null && hasStack ? 'error' : 'message';
  }
  const synthetic = event.exceptions.length === 1 && only.type === null && only.mechanism?.synthetic === true;
  return synthetic && event.message !== null ? 'message' : 'error';
};
