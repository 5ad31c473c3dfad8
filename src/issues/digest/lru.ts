/** A map that forgets what was used longest ago once it holds `size` entries. */
export interface Lru<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): void;
  delete(key: Key): void;
}

export const createLru = <Key, Value>(size: number): Lru<Key, Value> => {
  const map = new Map<Key, Value>();
  return {
    get: (key) => {
      const value = map.get(key);
      if (value === undefined) return undefined;
      map.delete(key);
      map.set(key, value);
      return value;
    },
    set: (key, value) => {
      map.delete(key);
      map.set(key, value);
      if (map.size > size) for (const oldest of map.keys()) return void map.delete(oldest);
    },
    delete: (key) => void map.delete(key),
  };
};
