import type { Envelope, EnvelopeItem } from '../wire/envelope.ts';
import { parseEnvelope, serialiseEnvelope } from '../wire/envelope.ts';
import { eventItems } from '../wire/envelope-events.ts';
import { eventIdOf } from '../wire/event-id.ts';
import { inflate } from '../wire/inflate.ts';
import type { ItemUse } from '../wire/item-types.ts';
import { categoryOf, quantityOf, useOf } from '../wire/item-types.ts';
import { looksLikeObject, peekString } from '../wire/json.ts';
import { tooLarge } from '../limits.ts';
import { accepted } from './answers.ts';
import { parseDsn } from './auth.ts';
import type { InspectContext, Inspected } from './inspect.ts';
import { encodingOf, inspected, notAnObject } from './inspect.ts';
import type { Group, RefusedGroup } from './groups.ts';

/** Envelopes: the framing and the headers are read, payloads only at their ends. */
export const inspectEnvelope = ({ request, limits, newEventId }: InspectContext): Inspected => {
  const encoding = encodingOf(request);
  const bytes = inflate(request.body, encoding, limits.envelope, 'An envelope');
  const envelope = parseEnvelope(bytes, limits);
  envelope.items.forEach((item, index) => checkItem(item, index + 1, limits.event));
  const eventId = eventIdOfEnvelope(envelope, newEventId);
  const unsupported = envelope.items
    .filter(({ type }) => useOf(type) === 'unsupported')
    .map(({ type, header }) => ({ category: categoryOf(type), quantity: quantityOf(header) }));
  return inspected({
    endpoint: 'envelope',
    body: request.body,
    encoding,
    eventId,
    dsn:
      envelope.header['dsn'] === undefined || envelope.header['dsn'] === null ? null : parseDsn(envelope.header['dsn']),
    counts: countsOf(envelope),
    keep: unsupported.length < envelope.items.length,
    unsupported,
    without: (groups) => withoutGroups(envelope, groups),
    answer: (headers) => accepted(eventId, headers),
  });
};

const checkItem = ({ type, payload }: EnvelopeItem, number: number, limit: number): void => {
  const use = useOf(type);
  if (use === 'unsupported' || use === 'attachment') return;
  // Anything else that is too large is left out at digest; an event is what the request is about.
  if ((use === 'event' || use === 'feedback') && payload.length > limit)
    throw tooLarge('An event', limit, payload.length);
  if (!looksLikeObject(payload)) throw notAnObject(`Item ${number} ("${type}")`);
};

/** The envelope's id wins over the payload's; nil means none. */
const eventIdOfEnvelope = ({ header, items }: Envelope, newEventId: () => string): string => {
  const id = eventIdOf(header['event_id']);
  if (id !== null) return id;
  const event = eventItems({ items })[0] ?? items.find(({ type }) => type === 'feedback');
  if (event === undefined) return '';
  return (event.type === 'attachment' ? null : eventIdOf(peekString(event.payload, 'event_id'))) ?? newEventId();
};

const countsOf = (envelope: Envelope): Inspected['counts'] => {
  const counts: Partial<Record<Group, number>> = { error: eventItems(envelope).length };
  for (const { type } of envelope.items) {
    const group = groups[useOf(type)];
    if (group !== undefined) counts[group] = (counts[group] ?? 0) + 1;
  }
  return counts;
};

const groups: Readonly<Partial<Record<ItemUse, Group>>> = {
  feedback: 'feedback',
  attachment: 'attachment',
  sessions: 'session',
  check_in: 'monitor',
};

const withoutGroups = ({ header, items }: Envelope, groups: readonly RefusedGroup[]): Buffer | null => {
  const dropped = new Set<ItemUse>(
    groups.flatMap((group): ItemUse[] => (group === 'error' ? ['event', 'attachment'] : [group])),
  );
  const rest = items.filter(({ type }) => !dropped.has(useOf(type)));
  return rest.some(({ type }) => useOf(type) !== 'unsupported') ? serialiseEnvelope({ header, items: rest }) : null;
};
