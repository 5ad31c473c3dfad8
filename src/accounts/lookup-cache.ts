import type { Clock, Instant } from '../kit/index.ts';
import { SECOND } from '../kit/index.ts';
import { isUnavailable } from '../storage/index.ts';

export interface LookupCacheOptions<Key, Value> {
  /** Finds many at once; what is absent from the answer does not exist. */
  readonly load: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>;
  readonly clock: Clock;
  /** How old a value may be, in microseconds. Default 5 s. */
  readonly fresh?: number;
  /** How long something is taken not to exist. Default 2 s. */
  readonly absent?: number;
  /** Entries at most, of values and of absences each. Default 10,000. */
  readonly limit?: number;
}

export interface LookupCache<Key, Value> {
  /** From memory at once where it is fresh, else from one look-up together with whoever else asks meanwhile. */
  get(key: Key): Value | null | Promise<Value | null>;
}

/**
 * A bounded memory over a database look-up. Whatever is asked for, one look-up runs at a time, the next takes all that gathered: guessed keys
 * neither fill the memory nor crowd the database. While the database is away, or slower than half a second, a value that was right a moment ago still serves.
 */
export const createLookupCache = <Key, Value>(options: LookupCacheOptions<Key, Value>): LookupCache<Key, Value> => {
  const { load, clock, fresh = 5 * SECOND, absent = 2 * SECOND, limit = 10_000 } = options;
  const values = new Map<Key, { value: Value; at: Instant }>();
  const absences = new Map<Key, Instant>();
  let gathering: Gathering<Key, Value> | null = null;
  let running: Promise<unknown> = Promise.resolve();

  const lookUp = async (keys: readonly Key[]): Promise<ReadonlyMap<Key, Value>> => {
    const at = clock.now();
    try {
      const found = await load(keys);
      for (const key of keys) {
        const value = found.get(key);
        values.delete(key);
        absences.delete(key);
        if (value === undefined) remember(absences, key, at, limit);
        else remember(values, key, { value, at }, limit);
      }
      return found;
    } catch (error) {
      // Asked again only after a while, so that a database that is away is not asked on every request.
      if (isUnavailable(error)) for (const key of keys) postpone(values.get(key), at);
      throw error;
    }
  };

  /** Joins the look-up that waits for its turn, or makes one. */
  const gather = (key: Key): Promise<ReadonlyMap<Key, Value>> => {
    if (gathering === null) {
      const keys = new Set<Key>();
      const before = running;
      const answer = (async () => {
        await before;
        gathering = null;
        return await lookUp([...keys]);
      })();
      running = answer.catch(() => undefined);
      gathering = { keys, answer };
    }
    gathering.keys.add(key);
    return gathering.answer;
  };

  const ask = async (key: Key, last: Value | undefined): Promise<Value | null> => {
    const answer = gather(key).then((found) => found.get(key) ?? null);
    if (last === undefined) return await answer;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Value>((resolve) => {
      timer = setTimeout(resolve, PATIENCE, last);
    });
    try {
      return await Promise.race([answer, late]);
    } catch (error) {
      if (isUnavailable(error)) return last;
      throw error;
    } finally {
      clearTimeout(timer);
    }
  };

  return {
    get: (key) => {
      const now = clock.now();
      const known = values.get(key);
      if (known !== undefined && now - known.at < fresh) return known.value;
      const missing = absences.get(key);
      if (missing !== undefined && now - missing < absent) return null;
      return ask(key, known?.value);
    },
  };
};

interface Gathering<Key, Value> {
  readonly keys: Set<Key>;
  readonly answer: Promise<ReadonlyMap<Key, Value>>;
}

/** Milliseconds that a look-up may take while there is an older value. */
const PATIENCE = 500;

const remember = <Key, Entry>(memory: Map<Key, Entry>, key: Key, entry: Entry, limit: number): void => {
  if (memory.size >= limit) memory.delete(memory.keys().next().value as Key);
  memory.set(key, entry);
};

const postpone = (entry: { at: Instant } | undefined, at: Instant): void => {
  if (entry !== undefined) entry.at = at;
};
