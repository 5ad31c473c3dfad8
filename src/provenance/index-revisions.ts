import type { Instant } from '../kit/index.ts';
import type { Memory } from './memory.ts';
import type { BytePath, ObjectId, Revision, Tree } from './model.ts';
import type { DirectoryFacts, ProvenanceStore, RelationRow } from './store.ts';
import { walkDefaults, walkRevision } from './walk.ts';
import type { Additions, WalkOptions } from './walk.ts';

/** Where trees are read: all that are asked for, in one go. Throws for one that is not there. */
export type ReadTrees = (ids: readonly ObjectId[]) => Promise<ReadonlyMap<ObjectId, Tree>>;

export interface Indexed {
  /** Revisions that are complete in the index now. */
  readonly done: number;
  /** Were there already. */
  readonly skipped: number;
  /** Name more directories than a walk may visit; they stay out. */
  readonly tooLarge: readonly ObjectId[];
  /** Content rows that were written, new or not. */
  readonly rows: number;
}

/**
 * Indexes a batch of revisions, whatever came before and whoever writes beside: the earliest first. Everything that says "this is complete" is written after
 * what it speaks of, so after a crash anywhere the same call gives the undisturbed result.
 */
export const indexRevisions = async (
  store: ProvenanceStore,
  memory: Memory,
  readTrees: ReadTrees,
  batch: readonly Revision[],
  options: WalkOptions = walkDefaults,
): Promise<Indexed> => {
  const stored = await store.revisionGet(batch.map(({ id }) => id));
  const fresh = [...new Map(batch.map((revision) => [revision.id, revision])).values()]
    .filter(({ id, date }) => (stored.get(id)?.date ?? Infinity) > date)
    .sort((a, b) => a.date - b.date || (a.id < b.id ? -1 : 1));
  const again = fresh.filter(({ id }) => (stored.get(id)?.date ?? null) !== null).map(({ id }) => id);
  if (again.length > 0) await store.revisionClear(again);

  await prefetch(memory, readTrees, fresh);
  const found: [Revision, Additions][] = [];
  const tooLarge: ObjectId[] = [];
  for (const revision of fresh) {
    const additions = await walkWhole(revision, memory, readTrees, options);
    if (additions === null) {
      tooLarge.push(revision.id);
      continue;
    }
    memory.take(additions);
    found.push([revision, additions]);
  }
  const rows = await flush(store, found);
  memory.trim();
  return { done: found.length, skipped: batch.length - fresh.length, tooLarge, rows };
};

/** Trees from the roots down, a level at a time, as far as no frontier is known; and what the store knows of everything in them. */
const prefetch = async (memory: Memory, readTrees: ReadTrees, revisions: readonly Revision[]): Promise<void> => {
  const earliest = revisions[0]?.date ?? 0;
  const seen = new Set<ObjectId>();
  let level = new Set(revisions.map(({ root }) => root));
  while (level.size > 0) {
    await memory.learn([], level);
    const open: ObjectId[] = [];
    for (const id of level) {
      seen.add(id);
      const date = memory.directoryDate(id);
      if (date === null || date >= earliest) open.push(id);
    }
    await readInto(
      memory,
      readTrees,
      open.filter((id) => memory.tree(id) === undefined),
    );
    const next = new Set<ObjectId>();
    const files: ObjectId[] = [];
    for (const id of open) {
      const tree = memory.tree(id);
      for (const { id: child } of tree?.directories ?? []) if (!seen.has(child)) next.add(child);
      for (const { id: file } of tree?.files ?? []) files.push(file);
    }
    await memory.learn(files, []);
    level = next;
  }
};

const readInto = async (memory: Memory, readTrees: ReadTrees, ids: readonly ObjectId[]): Promise<void> => {
  if (ids.length === 0) return;
  for (const [id, tree] of await readTrees(ids)) memory.keep(id, tree);
};

/** Walks, reads what it turns out to need, and walks again. Null: too large. */
const walkWhole = async (
  revision: Revision,
  memory: Memory,
  readTrees: ReadTrees,
  options: WalkOptions,
): Promise<Additions | null> => {
  for (;;) {
    const walk = walkRevision(revision, memory, options);
    if (walk.kind === 'done') return walk.additions;
    if (walk.kind === 'too-large') return null;
    await readInto(memory, readTrees, [...walk.trees]);
    const below = [...walk.trees].flatMap((id) => memory.tree(id) ?? []);
    await memory.learn(
      below.flatMap(({ files }) => files.map(({ id }) => id)),
      below.flatMap(({ directories }) => directories.map(({ id }) => id)),
    );
  }
};

/** In the order of the specification: each step says nothing that the ones before do not bear out. */
const flush = async (store: ProvenanceStore, found: readonly [Revision, Additions][]): Promise<number> => {
  const contentDates = new Map<ObjectId, Instant>();
  const directories = new Map<ObjectId, DirectoryFacts>();
  const paths = new Set<BytePath>();
  const inRevision: RelationRow[] = [];
  const inDirectory: RelationRow[] = [];
  const directoryIn: RelationRow[] = [];
  for (const [{ id: target, date }, additions] of found) {
    for (const [id, first] of additions.contentDates)
      contentDates.set(id, Math.min(contentDates.get(id) ?? first, first));
    for (const [source, path] of additions.contentInRevision) inRevision.push({ source, target, path, date });
    for (const [source, path] of additions.directoryInRevision) directoryIn.push({ source, target, path, date });
    for (const [id, files] of additions.flattened)
      for (const [source, path] of files) inDirectory.push({ source, target: id, path });
    for (const [id, first] of additions.directoryDates) {
      const before = directories.get(id);
      directories.set(id, {
        date: Math.min(before?.date ?? first, first),
        flat: before?.flat === true || additions.flattened.has(id),
      });
    }
  }
  for (const rows of [inRevision, inDirectory, directoryIn]) for (const { path } of rows) paths.add(path ?? '');
  await store.contentAdd(contentDates);
  await store.revisionAdd(new Map(found.map(([{ id }]) => [id, { date: null, origin: null }])));
  await store.locationAdd(paths);
  await store.relationAdd('content_in_revision', inRevision);
  await store.relationAdd('content_in_directory', inDirectory);
  // A frontier's date is believed by whoever comes later: its files stand there by now.
  await store.directoryAdd(directories);
  await store.relationAdd('directory_in_revision', directoryIn);
  await store.revisionAdd(new Map(found.map(([{ id, date }]) => [id, { date, origin: null }])));
  return inRevision.length + inDirectory.length;
};
