import type { SessionUpdate } from '../../ingest/index.ts';
import { DAY, floorTo, HOUR } from '../../kit/index.ts';
import type { BulkInsert, BulkLookup, Row, Transaction } from '../../storage/index.ts';
import { releasePlaces } from './counts.ts';
import { storable } from './dictionary.ts';
import { hashUser } from '../who.ts';
import type { KnownSession, SessionOutcome } from '../session-outcome.ts';
import { advance, outcomeOf } from '../session-outcome.ts';
import type { ReleaseIds } from './releases.ts';

export interface ProjectSession {
  readonly project: number;
  readonly update: SessionUpdate;
}

/** Where a session is counted: the hour it started in, under the release and environment it named first. */
interface Cell {
  readonly project_id: number;
  readonly release_id: number;
  readonly environment_id: number;
  readonly hour: number;
}

interface StoredSession extends Cell {
  readonly session_id: string;
  readonly sequence: number;
  readonly outcome: string;
}

/**
 * Counts sessions by hour, release and environment. A single session is counted once, as what the newest update says: an update moves it from one
 * count to another. Aggregates have no identity; the message they came in is what is counted once.
 */
export const writeSessions = async (
  tx: Transaction,
  sessions: readonly ProjectSession[],
  releases: ReleaseIds,
): Promise<void> => {
  if (sessions.length === 0) return;
  const wanted = sessions.flatMap(({ project, update: { sessionId } }) =>
    sessionId === null ? [] : [{ project_id: project, session_id: storable(sessionId) }],
  );
  const stored = await tx.lookupMany<Row & StoredSession>(sessionLookup, wanted);
  const known = new Map(stored.map((row) => [`${row.project_id} ${row.session_id}`, row as StoredSession]));
  const changed = new Map<string, StoredSession>();
  const health = new Map<string, Cell & Record<SessionOutcome | 'total', number>>();
  const users = new Map<string, Row>();

  for (const { project, update } of sessions) {
    const release_id = releases.release(project, update.release);
    const environment_id = releases.environment(project, update.environment);
    if (release_id === null || environment_id === null) continue;
    const cell: Cell = { project_id: project, release_id, environment_id, hour: floorTo(update.started, HOUR) };
    const outcome = outcomeOf(update);
    if (update.distinctId !== null) addUser(users, cell, update.distinctId, outcome);
    if (update.sessionId === null) {
      count(health, cell, outcome, update.quantity);
      count(health, cell, 'total', update.quantity);
      continue;
    }
    const session_id = storable(update.sessionId);
    const key = `${project} ${session_id}`;
    const before = known.get(key);
    const next = advance(before as KnownSession | undefined, update);
    if (next === null) continue;
    const at = before ?? cell;
    if (before === undefined) count(health, at, 'total', 1);
    else count(health, at, before.outcome as SessionOutcome, -1);
    count(health, at, next.outcome, 1);
    const { project_id, hour } = at;
    const row = { project_id, session_id, release_id: at.release_id, environment_id: at.environment_id, hour, ...next };
    known.set(key, row);
    changed.set(key, row);
  }
  await tx.insertMany(
    sessionInsert,
    [...changed.values()].map((row) => ({ ...row })),
  );
  await tx.insertMany(
    healthInsert,
    [...health.values()].map((row) => ({ ...row })),
  );
  await tx.insertMany(userInsert, [...users.values()]);
  await tx.insertMany(releasePlaces, placesOf([...health.values()]));
};

/** Each place once, with its first and last hour. */
const placesOf = (cells: readonly Cell[]): Row[] =>
  [...Map.groupBy(cells, ({ release_id, environment_id }) => `${release_id} ${environment_id}`).values()].flatMap(
    (of) => {
      const hours = of.map(({ hour }) => hour);
      const [first] = of;
      if (first === undefined) return [];
      const { release_id, environment_id } = first;
      const seen = { first_seen: Math.min(...hours), last_seen: Math.max(...hours), events: 0 };
      return [{ release_id, environment_id, ...seen }];
    },
  );

const count = (
  health: Map<string, Cell & Record<SessionOutcome | 'total', number>>,
  { project_id, release_id, environment_id, hour }: Cell,
  outcome: SessionOutcome | 'total',
  quantity: number,
): void => {
  const key = `${project_id} ${hour} ${release_id} ${environment_id}`;
  let row = health.get(key);
  if (row === undefined) {
    const zero = { total: 0, exited: 0, errored: 0, unhandled: 0, abnormal: 0, crashed: 0 };
    row = { project_id, release_id, environment_id, hour, ...zero };
    health.set(key, row);
  }
  row[outcome] += quantity;
};

const addUser = (users: Map<string, Row>, cell: Cell, distinctId: string, outcome: SessionOutcome): void => {
  const { project_id, release_id, environment_id, hour } = cell;
  const day = floorTo(hour, DAY);
  const key = `${project_id} ${day} ${release_id} ${environment_id} ${distinctId}`;
  const crashed = outcome === 'crashed' || users.get(key)?.['crashed'] === 1 ? 1 : 0;
  users.set(key, { project_id, release_id, environment_id, day, user_hash: hashUser(distinctId), crashed });
};

const sessionColumns = {
  project_id: 'integer',
  session_id: 'text',
  release_id: 'integer',
  environment_id: 'integer',
  hour: 'integer',
  sequence: 'integer',
  outcome: 'text',
} as const;

const sessionLookup: BulkLookup = {
  table: 'release_session',
  keys: { project_id: 'integer', session_id: 'text' },
  columns: Object.keys(sessionColumns),
};

const sessionInsert: BulkInsert = {
  table: 'release_session',
  columns: sessionColumns,
  conflict: {
    keys: ['project_id', 'session_id'],
    set: { sequence: 'excluded.sequence', outcome: 'excluded.outcome' },
  },
};

const counted = ['total', 'exited', 'errored', 'crashed', 'abnormal', 'unhandled'] as const;

const healthInsert: BulkInsert = {
  table: 'release_health',
  columns: {
    project_id: 'integer',
    release_id: 'integer',
    environment_id: 'integer',
    hour: 'integer',
    ...Object.fromEntries(counted.map((column) => [column, 'integer' as const])),
  },
  conflict: {
    keys: ['project_id', 'hour', 'release_id', 'environment_id'],
    set: Object.fromEntries(counted.map((column) => [column, `release_health.${column} + excluded.${column}`])),
  },
};

const userInsert: BulkInsert = {
  table: 'release_user',
  columns: {
    project_id: 'integer',
    release_id: 'integer',
    environment_id: 'integer',
    day: 'integer',
    user_hash: 'blob',
    crashed: 'integer',
  },
  conflict: {
    keys: ['project_id', 'day', 'release_id', 'environment_id', 'user_hash'],
    set: { crashed: 'excluded.crashed' },
    where: 'excluded.crashed > release_user.crashed',
  },
};
