import type { Storage } from '../storage/index.ts';
import { deleteTry, tryInsert } from './store.ts';

/**
 * Counts, durably and before it is handled, the tries of a message that may have ended a process: a handler that throws is counted in the lane, a process that
 * dies counts nothing any more. Kept in the main database, for both implementations: RabbitMQ counts deliveries, but those of everything that was fetched ahead too.
 */
export interface Tries {
  /** Resolves, once it is noted, with the number of this try: one more than was noted or, at first, than `attempt`, since it was in hand before. */
  begin(lane: string, id: string, attempt: number): Promise<number>;
  /** The process has survived it. */
  end(lane: string, id: string): Promise<void>;
}

export const createTries = (storage: Storage): Tries => ({
  begin: async (lane, id, attempt) => {
    const [row] = await storage.insertMany<{ tries: number }>(tryInsert, [{ id: `${lane}:${id}`, tries: attempt + 1 }]);
    return row?.tries ?? attempt + 1;
  },
  end: (lane, id) => deleteTry(storage, `${lane}:${id}`),
});
