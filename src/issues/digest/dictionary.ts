import type { Row, Transaction } from '../../storage/index.ts';
import type { Staged } from './staged.ts';
import { createLru } from './lru.ts';

/** Text that is stored once under a number: releases, environments, tag keys and values. */
export interface Dictionary {
  /** The numbers of these texts, by `key(owner, text)`; what is new is created, unless `create` is false. */
  resolve(tx: Transaction, staged: Staged, entries: Iterable<Entry>, options?: Options): Promise<Map<string, number>>;
}

/** `owner` is the project, for tag values the tag key. */
export interface Entry {
  readonly owner: number;
  readonly text: string;
}

export interface Options {
  readonly create?: boolean;
}

export interface DictionaryTable {
  readonly table: string;
  readonly owner: 'project_id' | 'key_id';
  readonly text: 'version' | 'name' | 'key' | 'value';
}

export const keyOf = (owner: number, text: string): string => `${owner}\n${text}`;

/** Text as the storage will keep it (it mends what databases refuse): else a row would not be found again by what it holds. */
export const storable = (text: string): string =>
  text.isWellFormed() && !text.includes('\u0000') ? text : text.toWellFormed().replaceAll('\u0000', '');

/** A dictionary over one table, with the last `size` numbers in memory. Numbers become known to others only after the commit. */
export const createDictionary = ({ table, owner, text }: DictionaryTable, size: number): Dictionary => {
  const memory = createLru<string, number>(size);
  const keys = { [owner]: 'integer', [text]: 'text' } as const;
  const columns = ['id', owner, text];

  const find = (tx: Transaction, rows: readonly Row[]) => tx.lookupMany({ table, keys, columns }, rows);
  const add = (tx: Transaction, rows: readonly Row[]) =>
    tx.insertMany({ table, columns: keys, conflict: { keys: [owner, text] }, returning: columns }, rows);

  return {
    resolve: async (tx, staged, entries, { create = true } = {}) => {
      const found = new Map<string, number>();
      const missing = new Map<string, Row>();
      for (const entry of entries) {
        const key = keyOf(entry.owner, entry.text);
        const id = memory.get(key);
        if (id === undefined) missing.set(key, { [owner]: entry.owner, [text]: entry.text });
        else found.set(key, id);
      }
      const take = (rows: readonly Row[]): void => {
        for (const row of rows) {
          const [id, key] = [row['id'] as number, keyOf(row[owner] as number, row[text] as string)];
          found.set(key, id);
          missing.delete(key);
          staged.afterCommit(() => memory.set(key, id));
        }
      };
      if (missing.size > 0) take(await find(tx, [...missing.values()]));
      if (missing.size > 0 && create) take(await add(tx, [...missing.values()]));
      // Somebody else (the API) made it in between.
      if (missing.size > 0 && create) take(await find(tx, [...missing.values()]));
      return found;
    },
  };
};
