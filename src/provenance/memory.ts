import type { Instant } from '../kit/index.ts';
import type { ObjectId, Tree } from './model.ts';
import type { ProvenanceStore } from './store.ts';
import type { Additions, Known } from './walk.ts';

/** Entries that are kept of each kind; at about 150 bytes each. */
const MOST = 300_000;
/** Entries of trees that are kept. */
const MOST_NAMES = 1_500_000;

/**
 * What the walk knows: read from the store once, and kept up to date with what the walk itself found. Other writers may know better; that costs rows, never
 * truth: a date that is missed makes a directory be opened that need not be, and the store keeps the earliest of all.
 */
export interface Memory extends Known {
  /** Reads what the store knows of these and was not asked before. */
  learn(contents: Iterable<ObjectId>, directories: Iterable<ObjectId>): Promise<void>;
  keep(id: ObjectId, tree: Tree): void;
  take(additions: Additions): void;
  /** Makes room. Call it between batches: whoever walks must find what was read for it. */
  trim(): void;
}

export const createMemory = (store: ProvenanceStore): Memory => {
  const contents = new Map<ObjectId, Instant | null>();
  const directories = new Map<ObjectId, { date: Instant | null; flat: boolean }>();
  const trees = new Map<ObjectId, Tree>();
  let names = 0;
  return {
    tree: (id) => trees.get(id),
    directoryDate: (id) => directories.get(id)?.date ?? null,
    contentDate: (id) => contents.get(id) ?? null,
    isFlat: (id) => directories.get(id)?.flat ?? false,
    learn: async (wantedContents, wantedDirectories) => {
      const unknown = [...new Set(wantedContents)].filter((id) => !contents.has(id));
      const unknownDirectories = [...new Set(wantedDirectories)].filter((id) => !directories.has(id));
      if (unknown.length > 0) {
        const found = await store.contentGet(unknown);
        for (const id of unknown) contents.set(id, found.get(id) ?? null);
      }
      if (unknownDirectories.length > 0) {
        const found = await store.directoryGet(unknownDirectories);
        for (const id of unknownDirectories) directories.set(id, { date: null, flat: false, ...found.get(id) });
      }
    },
    keep: (id, tree) => {
      if (trees.has(id)) return;
      trees.set(id, tree);
      names += tree.files.length + tree.directories.length;
    },
    take: ({ contentDates, directoryDates, flattened }) => {
      for (const [id, date] of contentDates) contents.set(id, date);
      for (const [id, date] of directoryDates) {
        const before = directories.get(id);
        directories.set(id, {
          flat: before?.flat === true || flattened.has(id),
          date: Math.min(before?.date ?? date, date),
        });
      }
    },
    trim: () => {
      // A map gives its keys in the order of their coming: the oldest go.
      drop(contents, MOST);
      drop(directories, MOST);
      for (const [id, tree] of trees) {
        if (names <= MOST_NAMES) break;
        names -= tree.files.length + tree.directories.length;
        trees.delete(id);
      }
    },
  };
};

const drop = (map: Map<ObjectId, unknown>, most: number): void => {
  for (const id of map.keys()) {
    if (map.size <= most) return;
    map.delete(id);
  }
};
