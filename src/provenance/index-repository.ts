import { createHash } from 'node:crypto';
import { CulpritError } from '../kit/index.ts';
import { readHeads, readHistory } from './git/history.ts';
import { runGit } from './git/git.ts';
import { openTreeReader } from './git/tree-reader.ts';
import { indexRevisions } from './index-revisions.ts';
import { createMemory } from './memory.ts';
import type { ObjectId, Revision } from './model.ts';
import type { ProvenanceStore, RelationRow } from './store.ts';
import { walkDefaults } from './walk.ts';
import type { WalkOptions } from './walk.ts';

export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly rows: number;
}

export interface IndexedRepository {
  /** Revisions that were not there before. */
  readonly added: number;
  /** Reachable, but without a usable author date. */
  readonly undated: number;
  readonly tooLarge: readonly ObjectId[];
  readonly heads: number;
  readonly rows: number;
}

export interface IndexOptions {
  readonly walk?: WalkOptions;
  /** Revisions that are written together. */
  readonly batch?: number;
  readonly progress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

export const originId = (url: string): ObjectId => createHash('sha1').update(url).digest('hex');

/**
 * Indexes what can be reached from the branches and tags of a repository (its git directory or work tree) and was not indexed yet. Stopped at any point and
 * called again, it goes on. Throws `git_failed`, `shallow_repository`.
 */
export const indexRepository = async (
  store: ProvenanceStore,
  folder: string,
  url: string,
  options: IndexOptions = {},
): Promise<IndexedRepository> => {
  const { walk = walkDefaults, batch = 500, progress = () => {}, signal } = options;
  await refuseShallow(folder);
  const origin = originId(url);
  await store.originAdd(new Map([[origin, url]]));
  const heads = (await readHeads(folder)).map(({ revision }) => revision);
  const complete = (await store.relationGet('revision_in_origin', [origin], true)).map(({ source }) => source);
  const counted = await countHistory(folder, heads, complete);

  const trees = openTreeReader(folder);
  const memory = createMemory(store);
  let [seen, added, undated, rows] = [0, 0, 0, 0];
  const tooLarge: ObjectId[] = [];
  try {
    for await (const portion of readHistory(folder, heads, complete, batch)) {
      signal?.throwIfAborted();
      const dated = portion.flatMap(({ id, root, date }): Revision[] => (date === null ? [] : [{ id, root, date }]));
      const result = await indexRevisions(store, memory, (ids) => trees.read(ids), dated, walk);
      await store.relationAdd('revision_before_revision', portion.flatMap(edges));
      await store.revisionAdd(
        new Map(
          await withoutOrigin(
            store,
            portion.map(({ id }) => id),
            origin,
          ),
        ),
      );
      seen += portion.length;
      added += result.done;
      undated += portion.length - dated.length;
      rows += result.rows;
      tooLarge.push(...result.tooLarge);
      progress({ done: seen, total: counted, rows });
    }
  } finally {
    await trees.close();
  }
  // Last: it says that the whole history of these heads is there.
  const fresh = heads.filter((head) => !complete.includes(head));
  await store.relationAdd(
    'revision_in_origin',
    fresh.map((source) => ({ source, target: origin, path: null })),
  );
  return { added, undated, tooLarge, heads: heads.length, rows };
};

const edges = ({ id, parents }: { id: ObjectId; parents: readonly ObjectId[] }): RelationRow[] =>
  [...new Set(parents)].map((parent) => ({ source: parent, target: id, path: null }));

/** The preferred origin of a revision is the one that was visited first. */
const withoutOrigin = async (store: ProvenanceStore, ids: readonly ObjectId[], origin: ObjectId) => {
  const stored = await store.revisionGet(ids);
  return ids
    .filter((id) => (stored.get(id)?.origin ?? null) === null)
    .map((id) => [id, { date: null, origin }] as const);
};

const countHistory = async (folder: string, heads: readonly ObjectId[], complete: readonly ObjectId[]) => {
  const input = [...heads, ...complete.map((id) => `^${id}`)].map((line) => `${line}\n`).join('');
  const text = await runGit(folder, ['rev-list', '--count', '--ignore-missing', '--stdin'], { input });
  return Number(text.toString());
};

/** What is cut off has no beginning: every content would seem to come from the first revision that is left. */
const refuseShallow = async (folder: string): Promise<void> => {
  const answer = (await runGit(folder, ['rev-parse', '--is-shallow-repository'])).toString().trim();
  if (answer !== 'true') return;
  throw new CulpritError(
    'shallow_repository',
    422,
    `${folder} is a shallow clone: its early revisions are missing. Run "git fetch --unshallow" in it and index it again.`,
  );
};
