import type { Instant } from '../../kit/index.ts';
import type { BulkInsert, Transaction } from '../../storage/index.ts';
import { countOutcomes } from '../../usage/index.ts';
import type { Outcome } from '../../usage/index.ts';
import { monitorEvent } from '../monitors/monitor-event.ts';
import { materializeNext } from '../releases/next.ts';
import { writeCheckIns } from './check-ins.ts';
import { writeCounts } from './counts.ts';
import { writeEvents } from './events.ts';
import { discardedBy } from './discards.ts';
import { writeAttachments, writeFeedback } from './extras.ts';
import { writeIssues } from './issues.ts';
import { followEvents } from './lifecycle.ts';
import { lockProjects } from './lock.ts';
import type { Totals } from './lock.ts';
import { stateMissed } from './missed.ts';
import { place, withoutDuplicates } from './place.ts';
import { prepareEvent } from './prepare.ts';
import type { Prepared, PreparedEvent } from './prepare.ts';
import { createReleaseBook } from './releases.ts';
import type { Named } from './releases.ts';
import { writeSessions } from './sessions.ts';
import type { Staged } from './staged.ts';
import { createTagBook } from './tags.ts';
import { writeFirstSeen } from './turning-points.ts';

/** What a digest remembers between batches: numbers of names it has seen. Only ever a shortcut to what the database says. */
export const createMemory = () => ({ releases: createReleaseBook(), tags: createTagBook() });

export interface Applied {
  readonly stored: number;
  readonly duplicates: number;
  readonly newIssues: number;
  /** Others than their first events; and monitors whose runs begin to be missed. */
  readonly turningPoints: number;
}

/**
 * Writes a batch in one transaction: a fixed number of statements, each for all rows. A message that was applied before changes nothing: its events are
 * known by their ids, and whatever has no id of its own by the id of the message.
 */
export const applyBatch = async (
  tx: Transaction,
  staged: Staged,
  memory: ReturnType<typeof createMemory>,
  messages: readonly Prepared[],
  now: Instant,
): Promise<Applied> => {
  const totals = await lockProjects(
    tx,
    messages.map(({ project }) => project),
  );
  const fresh = await firstDeliveries(tx, messages, now);
  const releases = await memory.releases(
    tx,
    staged,
    fresh.flatMap(namedBy).concat(messages.flatMap(namedByEvents)),
    now,
  );
  const materialized = await materializeNext(tx, releases.made, now);

  const failed = await writeCheckIns(
    tx,
    fresh.flatMap(({ messageId, project, received, checkIns }) =>
      checkIns.map((checkIn) => ({ messageId, project, received, checkIn })),
    ),
    releases,
    now,
  );
  const sent = messages.flatMap(({ messageId, project, events, configs: { current } }) => [
    ...events,
    ...failed
      .filter((each) => each.messageId === messageId)
      .map((each) => prepareEvent(project, monitorEvent(each), current)),
  ]);
  const { fresh: events, sentAgain } = await withoutDuplicates(tx, sent);
  const placed = await place(tx, events);
  const written = await writeIssues(tx, placed, totals.issues, releases);
  const { issues } = written;
  await writeEvents(tx, events, issues, totals.events, releases, placed.homes);
  await writeCounts(tx, written, releases);
  await memory.tags(tx, staged, [...issues, ...written.homes]);
  await writeFirstSeen(tx, issues);
  const turned = await followEvents(tx, issues, releases, now);
  const missed = await stateMissed(tx, issues, failed);
  await saveTotals(tx, totals, events);

  await writeAttachments(
    tx,
    messages.flatMap(({ project, attachments }) => attachments.map((each) => ({ project, ...each }))),
    now,
  );
  await writeFeedback(
    tx,
    messages.flatMap(({ project, feedback }) => feedback.map((each) => ({ project, feedback: each }))),
    issues,
  );
  await writeSessions(
    tx,
    fresh.flatMap(({ project, sessions }) => sessions.map((update) => ({ project, update }))),
    releases,
  );
  await countOutcomes(tx, [...fresh.flatMap(discardedBy), ...(await repetitions(tx, messages, fresh, sentAgain, now))]);
  return {
    stored: events.length,
    duplicates: sent.length - events.length,
    newIssues: issues.filter(({ number }) => number !== null).length,
    turningPoints: materialized + turned + missed,
  };
};

/** The messages that come for the first time, of those that hold something without an id of its own. */
const firstDeliveries = async (tx: Transaction, messages: readonly Prepared[], now: Instant): Promise<Prepared[]> => {
  const byId = new Map(messages.filter(isCountable).map((message) => [message.messageId, message]));
  return await remembered(tx, byId, now);
};

const isCountable = ({ sessions, checkIns, discards, clientDiscards }: Prepared): boolean =>
  sessions.length + checkIns.length + discards.length + clientDiscards.length > 0;

/** Events that clients sent more than once, as discards of the message that brought them, once a message. */
const repetitions = async (
  tx: Transaction,
  messages: readonly Prepared[],
  fresh: readonly Prepared[],
  sentAgain: readonly PreparedEvent[],
  now: Instant,
): Promise<Outcome[]> => {
  if (sentAgain.length === 0) return [];
  const again = new Set(sentAgain);
  const concerned = new Map(
    messages.filter(({ events }) => events.some((event) => again.has(event))).map((each) => [each.messageId, each]),
  );
  const others = new Map([...concerned].filter(([, message]) => !isCountable(message)));
  const first = new Set([...fresh, ...(await remembered(tx, others, now))].map(({ messageId }) => messageId));
  return [...concerned.values()]
    .filter(({ messageId }) => first.has(messageId))
    .map(({ project, received, events }) => ({
      project,
      at: received,
      outcome: 'server',
      reason: 'duplicate',
      category: 'error',
      quantity: events.filter((event) => again.has(event)).length,
    }));
};

/** Writes down that these messages came; returns those of which it was not known. */
const remembered = async (tx: Transaction, byId: ReadonlyMap<string, Prepared>, now: Instant): Promise<Prepared[]> => {
  const inserted = await tx.insertMany<{ message_id: string }>(
    deliveryInsert,
    [...byId.keys()].map((message_id) => ({ message_id, at: now })),
  );
  const first = new Set(inserted.map(({ message_id }) => message_id));
  return [...byId.values()].filter(({ messageId }) => first.has(messageId));
};

const namedByEvents = ({ project, events }: Prepared): Named[] =>
  events.map(({ event: { release, environment } }) => ({ project, release, environment }));

const namedBy = ({ project, sessions, checkIns }: Prepared): Named[] => [
  ...sessions.map(({ release, environment }) => ({ project, release, environment })),
  ...checkIns.map(({ environment }) => ({ project, release: null, environment })),
];

const saveTotals = async (tx: Transaction, totals: Totals, events: readonly PreparedEvent[]): Promise<void> => {
  const seen = new Map<number, { first: Instant; last: Instant; events: number; bytes: number }>();
  for (const { project, event, body } of events) {
    const at = event.receivedAt;
    const sums = seen.get(project) ?? { first: at, last: at, events: 0, bytes: 0 };
    sums.first = Math.min(sums.first, at);
    sums.last = Math.max(sums.last, at);
    sums.events += 1;
    sums.bytes += body.length;
    seen.set(project, sums);
  }
  await tx.updateMany(
    {
      table: 'project_total',
      keys: { project_id: 'integer' },
      columns: {
        issues: { type: 'integer', mode: 'set' },
        events: { type: 'integer', mode: 'set' },
        first_event_at: { type: 'integer', mode: 'min' },
        last_event_at: { type: 'integer', mode: 'max' },
        stored_events: { type: 'integer', mode: 'add' },
        stored_bytes: { type: 'integer', mode: 'add' },
      },
    },
    [...seen].map(([project_id, { first, last, events: stored, bytes }]) => ({
      project_id,
      issues: totals.issues.get(project_id) ?? 0,
      events: totals.events.get(project_id) ?? 0,
      first_event_at: first,
      last_event_at: last,
      stored_events: stored,
      stored_bytes: bytes,
    })),
  );
};

const deliveryInsert: BulkInsert = {
  table: 'digested_message',
  columns: { message_id: 'text', at: 'integer' },
  conflict: { keys: ['message_id'] },
  returning: ['message_id'],
};
