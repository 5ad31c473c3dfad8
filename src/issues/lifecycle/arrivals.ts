import { sql } from 'kysely';
import type { Instant } from '../../kit/index.ts';
import { periodsBefore } from '../../kit/index.ts';
import type { Transaction } from '../../storage/index.ts';
import type { IssuesTables } from '../tables.ts';
import type { VolumeCondition } from './periods.ts';

/** A muted issue with volume conditions, and how many events this batch brings. */
export interface Arriving {
  readonly issue: number;
  readonly conditions: readonly VolumeCondition[];
  readonly events: number;
}

export interface Fired {
  readonly condition: VolumeCondition;
  /** Which of the arriving events was one too many, from 0. */
  readonly index: number;
}

/**
 * Counts the events of muted issues since they were muted, and says which condition they exceed first. Exact to the microsecond of the digest, whatever the
 * period: a row says how many events had come by when, so the events of a window are two look-ups into an index, however many they are. There are never
 * more rows than the smallest count, for one more event would end the muting; those behind every window go.
 */
export const countArrivals = async (
  tx: Transaction,
  arriving: readonly Arriving[],
  now: Instant,
): Promise<Map<number, Fired>> => {
  const fired = new Map<number, Fired>();
  if (arriving.length === 0) return fired;
  const windows = await readWindows(tx, arriving, now);
  const rows: { issue_id: number; total: number; at: Instant }[] = [];
  for (const { issue, conditions, events } of arriving) {
    const own = windows.get(issue) ?? [];
    const [total, at] = [own[0]?.total ?? 0, Math.max(now, own[0]?.last_at ?? 0)];
    rows.push({ issue_id: issue, total: total + events, at });
    for (const [position, condition] of conditions.entries()) {
      const expired = own.find((window) => window.position === position)?.expired ?? 0;
      const index = firstTooMany(condition.count, total - expired);
      if (index < events && index < (fired.get(issue)?.index ?? Infinity)) fired.set(issue, { condition, index });
    }
  }
  await tx.insertMany(
    { table: 'issue_arrival', columns: { issue_id: 'integer', total: 'integer', at: 'integer' } },
    rows,
  );
  await prune(tx, arriving, windows);
  return fired;
};

/** Which event from now on is one too many for a window that holds `inside` already, from 0. Pure. */
export const firstTooMany = (count: number, inside: number): number => Math.max(0, count - inside);

/** Where the rolling window of a condition begins; an event at this very instant is still inside. */
export const windowStart = ({ period, n }: VolumeCondition, now: Instant): Instant => periodsBefore(now, period, n);

interface Window {
  readonly issue_id: number;
  readonly position: number;
  /** Events since the muting. */
  readonly total: number;
  /** Of these, how many came before the window. */
  readonly expired: number;
  readonly last_at: Instant;
}

const readWindows = async (
  tx: Transaction,
  arriving: readonly Arriving[],
  now: Instant,
): Promise<Map<number, Window[]>> => {
  const given = arriving.flatMap(({ issue, conditions }) =>
    conditions.map(
      (condition, position) =>
        sql`(cast(${issue} as bigint), cast(${position} as bigint), cast(${windowStart(condition, now)} as bigint))`,
    ),
  );
  const last = (column: 'total' | 'at') =>
    sql`(select a.${sql.ref(column)} from issue_arrival as a where a.issue_id = given.issue_id order by a.total desc limit 1)`;
  const { rows } = await sql<Window>`
    with given (issue_id, position, start) as (values ${sql.join(given)})
    select given.issue_id, given.position, coalesce(${last('total')}, 0) as total, coalesce(${last('at')}, 0) as last_at,
      coalesce((select a.total from issue_arrival as a where a.issue_id = given.issue_id and a.at < given.start
        order by a.at desc, a.total desc limit 1), 0) as expired
    from given order by given.issue_id, given.position`.execute(tx.as<IssuesTables>());
  return Map.groupBy(rows, ({ issue_id }) => issue_id);
};

/** Rows are only worth a statement of their own once some have gathered. */
const MANY = 64;

const prune = async (
  tx: Transaction,
  arriving: readonly Arriving[],
  windows: ReadonlyMap<number, readonly Window[]>,
): Promise<void> => {
  for (const { issue, events } of arriving) {
    const own = windows.get(issue) ?? [];
    const total = own[0]?.total ?? 0;
    if (Math.floor((total + events) / MANY) === Math.floor(total / MANY)) continue;
    const behind = Math.min(...own.map(({ expired }) => expired));
    if (behind > 0)
      await tx
        .as<IssuesTables>()
        .deleteFrom('issue_arrival')
        .where('issue_id', '=', issue)
        .where('total', '<', behind)
        .execute();
  }
};
