import type { Instant } from '../../kit/index.ts';
import { fromHex, toHex } from '../../kit/index.ts';
import type { Row, Transaction } from '../../storage/index.ts';
import type { PreparedEvent } from './prepare.ts';

/** The issue an event belongs to: one that is there, or one that this batch creates. */
export interface Place {
  /** Set for an issue that is there; given to a new one when it is inserted. */
  id: number | null;
  readonly project: number;
  readonly events: PreparedEvent[];
}

export interface Placed {
  readonly places: readonly Place[];
  /** Keys that lead to no issue yet, with the place they are to lead to. */
  /** Of events whose issue holds merged ones: whose they are. */
  readonly homes: ReadonlyMap<PreparedEvent, number>;
  readonly newKeys: readonly {
    readonly place: Place;
    readonly hash: string;
    readonly config: string;
    readonly event: PreparedEvent;
    readonly home: number | null;
  }[];
}

/**
 * Parts the events from those that are stored already, or came before in this batch. The order stays. Of the latter `sentAgain` are those that clients sent more than
 * once: the same message again brings the same time of receipt.
 */
export const withoutDuplicates = async (
  tx: Transaction,
  events: readonly PreparedEvent[],
): Promise<{ readonly fresh: PreparedEvent[]; readonly sentAgain: PreparedEvent[] }> => {
  const keyOf = ({ project, event }: PreparedEvent): string => `${project} ${event.eventId}`;
  const fresh = new Map<string, PreparedEvent>();
  for (const event of events) if (!fresh.has(keyOf(event))) fresh.set(keyOf(event), event);
  const receipts = new Map([...fresh].map(([key, { event }]) => [key, event.receivedAt]));
  const stored = await tx.lookupMany<{ project_id: number; event_id: Uint8Array; received_at: Instant }>(
    {
      table: 'event',
      keys: { project_id: 'integer', event_id: 'blob' },
      columns: ['project_id', 'event_id', 'received_at'],
    },
    [...fresh.values()].map(({ project, id }) => ({ project_id: project, event_id: id })),
  );
  for (const { project_id, event_id, received_at } of stored) {
    const key = `${project_id} ${toHex(event_id)}`;
    fresh.delete(key);
    receipts.set(key, received_at);
  }
  return {
    fresh: [...fresh.values()],
    sentAgain: events.filter((event) => receipts.get(keyOf(event)) !== event.event.receivedAt),
  };
};

/**
 * Finds every event's issue by its grouping keys: the first current key that is known decides, else the first known of the replaced configurations, else
 * the event begins a new issue. All its current keys lead to that issue from then on.
 */
export const place = async (tx: Transaction, events: readonly PreparedEvent[]): Promise<Placed> => {
  const known = await lookupKeys(tx, events);
  const places = new Map<string, Place>();
  /** Keys that events of this batch have claimed for a new issue. */
  const claimed = new Map<string, Place>();
  const newKeys: Placed['newKeys'][number][] = [];
  const homes = new Map<PreparedEvent, number>();
  for (const event of events) {
    const { project, hashes, previous, grouping } = event;
    const keys = hashes.map((hash) => `${project} ${hash}`);
    const led = first([...keys, ...previous.map((hash) => `${project} ${hash}`)], known);
    const issue = led?.issue;
    const home = led?.home ?? null;
    if (home !== null) homes.set(event, home);
    let at = issue === undefined ? first(keys, claimed) : places.get(`${issue}`);
    if (at === undefined) {
      at = { id: issue ?? null, project, events: [] };
      places.set(issue === undefined ? `new ${keys[0]}` : `${issue}`, at);
    }
    at.events.push(event);
    for (const [index, hash] of hashes.entries()) {
      const key = keys[index] ?? '';
      if (known.has(key) || claimed.has(key)) continue;
      claimed.set(key, at);
      newKeys.push({ place: at, hash, config: grouping.config, event, home });
    }
  }
  return { places: [...places.values()], homes, newKeys };
};

/** Which of the events' keys lead to which issue, by `project hash`. */
export const lookupKeys = async (
  tx: Pick<Transaction, 'lookupMany'>,
  events: readonly PreparedEvent[],
): Promise<Map<string, { readonly issue: number; readonly home: number | null }>> => {
  const wanted = new Map<string, Row>();
  for (const { project, hashes, previous } of events)
    for (const hash of [...hashes, ...previous])
      wanted.set(`${project} ${hash}`, { project_id: project, hash: fromHex(hash) });
  const rows = await tx.lookupMany<{ project_id: number; hash: Uint8Array; issue_id: number; home_id: number | null }>(
    {
      table: 'issue_grouping',
      keys: { project_id: 'integer', hash: 'blob' },
      columns: ['project_id', 'hash', 'issue_id', 'home_id'],
    },
    [...wanted.values()],
  );
  return new Map(
    rows.map(({ project_id, hash, issue_id, home_id }) => [
      `${project_id} ${toHex(hash)}`,
      { issue: issue_id, home: home_id },
    ]),
  );
};

const first = <Value>(keys: readonly string[], map: ReadonlyMap<string, Value>): Value | undefined => {
  for (const key of keys) {
    const value = map.get(key);
    if (value !== undefined) return value;
  }
  return undefined;
};
