import type { Instant } from '../../kit/index.ts';
import { HOUR } from '../../kit/index.ts';

/** Item irrelevance of what is never evicted while anything else is left: events that the history or a comment names, and an issue's latest. */
export const kept = { named: -1, latest: -2 } as const;

/** More digits than this say nothing: 2^30 events of one issue. */
const MAX_PLACES = 30;

/**
 * How little an event adds to the `stored` ones of its issue (itself among them, so at least 1), by the luck of a draw in [0, 1): the significant binary digits of the
 * draw, cut to as many places as the count has. Of many events of an issue a fraction of 2^-k has k digits fewer than the most, and a rare issue's events have few
 * (specs/issues.md §5). Pure.
 */
export const itemIrrelevance = (draw: number, stored: number): number => {
  const places = Math.min(MAX_PLACES, Math.floor(Math.log2(Math.max(1, stored))) + 1);
  const cut = Math.floor(draw * 2 ** places);
  if (cut === 0) return 0;
  // `cut & -cut` is its lowest bit.
  return places - Math.log2(cut & -cut);
};

/** log4(hours + 1): an hour, 15 hours, 63 hours, … each weigh as much as one more digit. Pure. */
export const ageIrrelevance = (age: number): number => Math.log2(Math.max(0, age) / HOUR + 1) / 2;

/** A draw in [0, 1) that is an event's own, so that a second delivery draws the same: of 8 bytes or more of a hash. Pure. */
export const drawOf = (hash: Uint8Array): number =>
  new DataView(hash.buffer, hash.byteOffset, hash.byteLength).getUint32(0) / 2 ** 32;

export interface Ranked {
  readonly id: number;
  readonly irrelevance: number;
  readonly received_at: Instant;
}

/**
 * Events in the order in which they are evicted, the highest irrelevance (item and age together) first. Each of `levels` gives events of one item irrelevance, the
 * oldest first; no more of them are asked for than the order needs. Pure.
 */
export const evictionOrder = async function* <Event extends Ranked>(
  levels: readonly AsyncIterable<Event>[],
  now: Instant,
): AsyncGenerator<Event> {
  const iterators = levels.map((level) => level[Symbol.asyncIterator]());
  const heads: (Event | null)[] = [];
  const advance = async (index: number): Promise<void> => {
    const next = await iterators[index]?.next();
    heads[index] = next === undefined || next.done === true ? null : next.value;
  };
  for (const index of iterators.keys()) await advance(index);
  for (;;) {
    let most: { readonly index: number; readonly event: Event; readonly total: number } | null = null;
    for (const [index, event] of heads.entries()) {
      if (event === null) continue;
      const total = event.irrelevance + ageIrrelevance(now - event.received_at);
      if (most === null || total > most.total) most = { index, event, total };
    }
    if (most === null) return;
    yield most.event;
    await advance(most.index);
  }
};
