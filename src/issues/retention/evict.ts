import { sql } from 'kysely';
import type { Clock, Instant } from '../../kit/index.ts';
import { isOneOf } from '../../storage/index.ts';
import type { Queries, Row, Storage, Transaction } from '../../storage/index.ts';
import { lockProjects } from '../digest/lock.ts';
import type { IssuesTables } from '../tables.ts';
import { doomed, removeEvents } from './events.ts';
import { evictionOrder, kept } from './irrelevance.ts';
import type { Ranked } from './irrelevance.ts';
import { keptAmong, markKept, releaseAllStale, releaseStale } from './kept.ts';
import type { Candidate, Walk } from './kept.ts';
import { levelsOf } from './levels.ts';
import { paced } from './pieces.ts';
import { noteRun } from './runs.ts';

/** Events that one transaction removes: a digest of the project, and on SQLite every writer, waits no longer than that takes. */
const PIECE = 250;

/** Events chosen at once, outside any transaction. */
const CHOICE = 2_000;

/** Where the walk over events that may no longer be the latest of their issues stands, by project. Only to spread the work: a restart begins anew. */
const allWalks = new WeakMap<Storage, Map<number, Walk | null>>();

const walksOf = (storage: Storage): Map<number, Walk | null> => {
  const walks = allWalks.get(storage) ?? new Map<number, Walk | null>();
  allWalks.set(storage, walks);
  return walks;
};

/**
 * Removes the least informative events of a project until it has no more than `cap`, at most `limit` of them. What is chosen is read from an index, level by level,
 * without a look at what stays. May be interrupted, and run by several at once: each piece counts again what is too much, behind the project's lock. Returns how
 * many events went.
 */
export const evictAboveCap = async (
  storage: Storage,
  clock: Clock,
  project: number,
  cap: number,
  limit = Number.MAX_SAFE_INTEGER,
): Promise<number> => {
  const most = Math.min(limit, (await storedEvents(storage, project)) - cap);
  if (most <= 0) return 0;
  const walks = walksOf(storage);
  walks.set(project, await releaseStale(storage, project, walks.get(project) ?? null));
  let [removed, last] = [0, false];
  let ids: number[] = [];
  await paced(async () => {
    if (ids.length === 0)
      ids = await choose(storage, project, Math.min(CHOICE, most - removed), { last, now: clock.now() });
    if (ids.length === 0) {
      if (last) return false;
      // Nothing is left but what goes last, unless some of that was superseded.
      await releaseAllStale(storage, project);
      last = (await choose(storage, project, 1, { last, now: clock.now() })).length === 0;
      return true;
    }
    const gone = await evictPiece(storage, clock, { project, cap, ids: ids.splice(0, PIECE), last });
    removed += gone ?? 0;
    return gone !== null && removed < most;
  });
  return removed;
};

/** Removes events that were received before `before`, whatever they are worth: that is a promise about the people in them. Returns how many went. */
export const evictOlder = async (storage: Storage, clock: Clock, project: number, before: Instant): Promise<number> => {
  let removed = 0;
  await paced(() =>
    storage.transaction(async (tx) => {
      await lockProjects(tx, [project]);
      // In the order of digestion, which is that of receipt but for what waited: those few go with a later run.
      const oldest = await tx
        .as<IssuesTables>()
        .selectFrom('event')
        .select([...doomed, 'event.received_at'])
        .where('project_id', '=', project)
        .orderBy('digest_order')
        .limit(PIECE)
        .execute();
      const old = oldest.filter(({ received_at }) => received_at < before);
      if (old.length > 0) {
        const gone = await removeEvents(tx, project, old, clock.now());
        await noteRun(tx, project, 'above_age', gone, clock.now());
        removed += gone.events;
      }
      return old.length === PIECE;
    }),
  );
  return removed;
};

interface Piece {
  readonly project: number;
  readonly cap: number;
  readonly ids: readonly number[];
  /** Nothing else is left than what goes last. */
  readonly last: boolean;
}

/** Null: there are no more than `cap`. */
const evictPiece = (storage: Storage, clock: Clock, { project, cap, ids, last }: Piece): Promise<number | null> =>
  storage.transaction(async (tx) => {
    await lockProjects(tx, [project]);
    const over = (await storedEvents(tx, project)) - cap;
    if (over <= 0) return null;
    const candidates = await stillThere(tx, ids);
    const marks = last ? new Map<number, number>() : await keptAmong(tx, project, candidates);
    await markKept(tx, marks);
    const going = candidates.filter(({ id }) => !marks.has(id)).slice(0, over);
    const gone = await removeEvents(tx, project, going, clock.now());
    await noteRun(tx, project, 'above_cap', gone, clock.now());
    return gone.events;
  });

/** In the order given. */
const stillThere = async (tx: Transaction, ids: readonly number[]): Promise<Candidate[]> => {
  const rows = await tx
    .as<IssuesTables>()
    .selectFrom('event')
    .select([...doomed, 'event.digest_order'])
    .where(isOneOf(tx.dialect, sql.ref('id'), ids))
    .execute();
  const places = new Map(ids.map((id, place) => [id, place]));
  return rows.toSorted((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0));
};

export const storedEvents = async (queries: Queries, project: number): Promise<number> => {
  const [row] = await queries.query<{ stored_events: number }>(
    'retention stored',
    'select stored_events from project_total where project_id = ?',
    [project],
  );
  return row?.stored_events ?? 0;
};

/** The events that go next: by what they are worth, or, of those that go last, by age. */
const choose = async (
  queries: Queries,
  project: number,
  count: number,
  { last, now }: { readonly last: boolean; readonly now: Instant },
): Promise<number[]> => {
  const levels = last ? [kept.named, kept.latest] : (await levelsOf(queries, project)).filter((level) => level >= 0);
  const ids: number[] = [];
  for await (const { id } of evictionOrder(
    levels.map((level) => eventsAt(queries, project, level)),
    now,
  ))
    if (ids.push(id) >= count) break;
  return ids;
};

const PAGE = 200;

/** The events of a level, the oldest first, a page at a time. Of those that go last only the age counts. */
const eventsAt = async function* (queries: Queries, project: number, level: number): AsyncGenerator<Ranked> {
  let [at, last] = [0, 0];
  for (;;) {
    const rows = await queries.query<Ranked & Row>(
      'retention events of a level',
      `select id, irrelevance, received_at from event where project_id = ? and irrelevance = ? and (received_at, id) > (?, ?)
        order by received_at, id limit ${PAGE}`,
      [project, level, at, last],
    );
    for (const row of rows) yield level < 0 ? { ...row, irrelevance: 0 } : row;
    const end = rows.at(-1);
    if (end === undefined || rows.length < PAGE) return;
    [at, last] = [end.received_at, end.id];
  }
};
