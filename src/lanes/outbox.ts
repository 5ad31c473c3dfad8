import { newId } from '../kit/index.ts';
import type { Logger } from '../kit/index.ts';
import type { Storage, Transaction } from '../storage/index.ts';
import { createBell } from './bell.ts';
import type { Headers, LaneDefinition, Lanes, Outgoing } from './lanes.ts';
import * as store from './store.ts';

/** Something that became true, told to whoever subscribed to its kind. */
export interface Fact {
  /** Such as `issue.created`. */
  readonly kind: string;
  /** Facts of one key arrive in the order in which they were stated. */
  readonly key: string | number;
  /** Anything JSON can hold: the body of the message. */
  readonly data: unknown;
  readonly headers?: Headers;
}

/** Which lanes hear of which kinds. */
export type Subscriptions = Readonly<Record<string, readonly LaneDefinition[]>>;

export interface Relay {
  /** Facts were committed: relay them now rather than within a second. */
  nudge(): void;
  stop(): Promise<void>;
}

/**
 * States facts in the transaction that makes them true: they become known exactly if it commits. On the lane a fact is its data as JSON, with the headers `kind` and
 * `fact` (its id, the same however often it comes) beside its own.
 */
export const state = async (tx: Transaction, facts: readonly Fact[]): Promise<void> => {
  const rows = facts.map(({ kind, key, headers = {}, data }) => ({
    id: newId(),
    kind,
    key: JSON.stringify(key),
    headers: JSON.stringify(headers),
    data: JSON.stringify(data ?? null),
  }));
  if (rows.length > 0) await tx.insertMany(store.factInsert, rows);
};

/**
 * Publishes committed facts to the lanes that subscribed to their kind and then forgets them; those without a subscriber are forgotten at once, so every relay of an
 * installation must know all subscriptions. Looks every second and when nudged. Several at once are harmless: a fact then comes twice.
 */
export const startRelay = (storage: Storage, lanes: Lanes, subscriptions: Subscriptions, log: Logger): Relay => {
  const bell = createBell();
  const stopping = new AbortController();

  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      bell.clear();
      try {
        while (!stopping.signal.aborted && (await relayFacts(storage, lanes, subscriptions)) === PAGE);
      } catch (error) {
        log.warn({ err: error }, 'facts cannot be relayed for now');
      }
      if (!stopping.signal.aborted) await bell.wait(1_000);
    }
  };
  const running = run();

  return {
    nudge: () => bell.ring(),
    stop: async () => {
      stopping.abort();
      bell.ring();
      await running;
    },
  };
};

const PAGE = 200;

/** Relays the oldest facts. Returns how many there were. */
const relayFacts = async (storage: Storage, lanes: Lanes, subscriptions: Subscriptions): Promise<number> => {
  const facts = await store.oldestFacts(storage, PAGE);
  const parcels = new Map<LaneDefinition, Outgoing[]>();
  for (const { id, kind, key, headers, data } of facts) {
    for (const lane of subscriptions[kind] ?? []) {
      const message = {
        id: `${id}:${lane.name}`,
        key: JSON.parse(key) as string | number,
        body: Buffer.from(data),
        headers: { ...(JSON.parse(headers) as Headers), kind, fact: id },
      };
      parcels.set(lane, [...(parcels.get(lane) ?? []), message]);
    }
  }
  await Promise.all([...parcels].map(([lane, messages]) => lanes.publish(lane, messages)));
  if (facts.length > 0)
    await store.deleteFacts(
      storage,
      facts.map(({ id }) => id),
    );
  return facts.length;
};
