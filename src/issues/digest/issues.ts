import type { Event } from '../../ingest/index.ts';
import { fromHex, toHex } from '../../kit/index.ts';
import type { BulkInsert, BulkUpdate, Transaction } from '../../storage/index.ts';
import type { Place, Placed } from './place.ts';
import type { PreparedEvent } from './prepare.ts';
import type { ReleaseIds } from './releases.ts';
import { writeSearchable } from './searchable.ts';

/** An issue with the events that this batch adds to it. */
export interface Touched {
  readonly id: number;
  readonly project: number;
  /** Set for an issue that this batch created. */
  readonly number: number | null;
  readonly events: readonly PreparedEvent[];
}

/** What a batch adds to: issues, and the merged ones whose events stand at another issue and that keep numbers of their own. */
export interface Written {
  readonly issues: readonly Touched[];
  readonly homes: readonly Touched[];
}

/**
 * Creates the issues that are missing, with their numbers and grouping keys, and adds the batch's sums to those that are there.
 * `numbers` holds the last number given in each project and moves on.
 */
export const writeIssues = async (
  tx: Transaction,
  { places, homes, newKeys }: Placed,
  numbers: Map<number, number>,
  releases: ReleaseIds,
): Promise<Written> => {
  const created = await createIssues(
    tx,
    places.filter(({ id }) => id === null),
    numbers,
    releases,
  );
  const touched = places.map(
    (place): Touched =>
      created.get(place) ?? { id: place.id ?? 0, project: place.project, number: null, events: place.events },
  );
  await tx.insertMany(
    keyInsert,
    newKeys.map(({ place, hash, config, event, home }) => ({
      project_id: place.project,
      hash: fromHex(hash),
      issue_id: place.id ?? created.get(place)?.id ?? 0,
      config,
      first_seen: event.event.receivedAt,
      home_id: home,
    })),
  );
  const merged = eventsByHome(homes);
  await extendIssues(tx, [...touched.filter(({ number }) => number === null), ...merged], releases);
  return { issues: touched, homes: merged };
};

const eventsByHome = (homes: ReadonlyMap<PreparedEvent, number>): Touched[] =>
  [...Map.groupBy(homes, ([, home]) => home)].map(([id, events]) => ({
    id,
    project: events[0]?.[0].project ?? 0,
    number: null,
    events: events.map(([event]) => event),
  }));

const createIssues = async (
  tx: Transaction,
  places: readonly Place[],
  numbers: Map<number, number>,
  releases: ReleaseIds,
): Promise<Map<Place, Touched>> => {
  const rows = places.map(({ project, events }) => {
    const number = (numbers.get(project) ?? 0) + 1;
    numbers.set(project, number);
    const users = usersOf(events).size;
    return { ...firstSight(events, releases), ...sums(events, releases), users, project_id: project, number };
  });
  const inserted = await tx.insertMany<{ id: number; project_id: number; number: number }>(issueInsert, rows);
  const ids = new Map(inserted.map(({ id, project_id, number }) => [`${project_id} ${number}`, id]));
  const created = places.map(({ project, events }, index): Touched => {
    const number = rows[index]?.number ?? 0;
    return { id: ids.get(`${project} ${number}`) ?? 0, project, number, events };
  });
  await tx.insertMany(
    explanationInsert,
    created.flatMap(({ id, events: [first] }) =>
      first === undefined ? [] : [{ issue_id: id, explanation: JSON.stringify(first.grouping.explanation) }],
    ),
  );
  await tx.insertMany(userInsert, created.flatMap(userRows));
  await writeSearchable(tx, created);
  return new Map(created.map((issue, index) => [places[index] as Place, issue]));
};

const extendIssues = async (tx: Transaction, issues: readonly Touched[], releases: ReleaseIds): Promise<void> => {
  const users = new Map<number, number>();
  const newUsers = await tx.insertMany<{ issue_id: number }>(
    { ...userInsert, returning: ['issue_id'] },
    issues.flatMap(userRows),
  );
  for (const { issue_id } of newUsers) users.set(issue_id, (users.get(issue_id) ?? 0) + 1);
  const rows = issues.map(({ id, events }) => ({ id, ...sums(events, releases), users: users.get(id) ?? 0 }));
  await tx.updateMany(
    issueUpdate,
    rows.filter((row) => row.last_release_id === null),
  );
  await tx.updateMany(
    issueUpdateWithRelease,
    rows.filter((row) => row.last_release_id !== null),
  );
};

/** 0 unhandled, 1 handled, 2 nobody said: the smallest of an issue's events is the issue's. */
export const handledOf = (event: Event): number => {
  const handled = event.exceptions.at(-1)?.mechanism?.handled ?? null;
  return handled === null ? 2 : handled ? 1 : 0;
};

/** What never changes afterwards: an issue is called what its first event was called. */
const firstSight = ([first]: readonly PreparedEvent[], releases: ReleaseIds) => {
  if (first === undefined) throw new Error('an issue begins with an event');
  const { project, event, grouping } = first;
  const { title, type, value, culprit } = grouping.title;
  return {
    kind: event.kind,
    type,
    value,
    title,
    culprit,
    level: event.level,
    platform: event.platform,
    first_release_id: releases.release(project, event.release),
  };
};

const sums = (events: readonly PreparedEvent[], releases: ReleaseIds) => {
  let [first, last, handled] = [Number.MAX_SAFE_INTEGER, 0, 2];
  let release: number | null = null;
  for (const { project, event } of events) {
    first = Math.min(first, event.receivedAt);
    last = Math.max(last, event.receivedAt);
    handled = Math.min(handled, handledOf(event));
    release = releases.release(project, event.release) ?? release;
  }
  const count = events.length;
  return { first_seen: first, last_seen: last, handled, events: count, stored_events: count, last_release_id: release };
};

const usersOf = (events: readonly PreparedEvent[]): Map<string, Uint8Array> =>
  new Map(events.flatMap(({ userHash }) => (userHash === null ? [] : [[toHex(userHash), userHash] as const])));

const userRows = ({ id, events }: Touched) =>
  [...usersOf(events).values()].map((user_hash) => ({ issue_id: id, user_hash }));

const issueInsert: BulkInsert = {
  table: 'issue',
  columns: {
    project_id: 'integer',
    number: 'integer',
    kind: 'text',
    type: 'text',
    value: 'text',
    title: 'text',
    culprit: 'text',
    level: 'text',
    platform: 'text',
    handled: 'integer',
    first_seen: 'integer',
    last_seen: 'integer',
    events: 'integer',
    stored_events: 'integer',
    users: 'integer',
    first_release_id: 'integer',
    last_release_id: 'integer',
  },
  returning: ['id', 'project_id', 'number'],
};

const issueUpdate: BulkUpdate = {
  table: 'issue',
  keys: { id: 'integer' },
  columns: {
    first_seen: { type: 'integer', mode: 'min' },
    last_seen: { type: 'integer', mode: 'max' },
    handled: { type: 'integer', mode: 'min' },
    events: { type: 'integer', mode: 'add' },
    stored_events: { type: 'integer', mode: 'add' },
    users: { type: 'integer', mode: 'add' },
  },
};

const issueUpdateWithRelease: BulkUpdate = {
  ...issueUpdate,
  columns: { ...issueUpdate.columns, last_release_id: { type: 'integer', mode: 'set' } },
};

const keyInsert: BulkInsert = {
  table: 'issue_grouping',
  columns: {
    project_id: 'integer',
    hash: 'blob',
    issue_id: 'integer',
    config: 'text',
    first_seen: 'integer',
    home_id: 'integer',
  },
  conflict: { keys: ['project_id', 'hash'] },
};

const explanationInsert: BulkInsert = {
  table: 'issue_explanation',
  columns: { issue_id: 'integer', explanation: 'text' },
};

const userInsert: BulkInsert = {
  table: 'issue_user',
  columns: { issue_id: 'integer', user_hash: 'blob' },
  conflict: { keys: ['issue_id', 'user_hash'] },
};
