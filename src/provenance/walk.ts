import type { Instant } from '../kit/index.ts';
import { joinPath } from './model.ts';
import type { BytePath, ObjectId, Revision, Tree } from './model.ts';

/**
 * The isochrone walk: which rows of the index one revision adds (Rousseau, Di Cosmo, Zacchiroli, "Software provenance tracking at the scale of public
 * source code", EMSE 2020). A directory all of whose contents were seen strictly before the revision is a frontier: the revision points to it, and its
 * files are listed once for ever, not once a revision.
 */

export interface WalkOptions {
  /** Levels below the root above which no directory is a frontier; the root (0) never is. */
  readonly minDepth: number;
  /** A frontier must have a file of its own; else some content below it is enough. */
  readonly lower: boolean;
  /** More directories than this in one revision, and it is left out: trees can name 10^10 paths in ten objects. */
  readonly maxDirectories: number;
}

export const walkDefaults: WalkOptions = { minDepth: 1, lower: true, maxDirectories: 500_000 };

/** What is known before a revision is looked at. `tree`: undefined while it was not read. */
export interface Known {
  tree(id: ObjectId): Tree | undefined;
  /** Of the frontier. */
  directoryDate(id: ObjectId): Instant | null;
  /** The earliest revision that has it. */
  contentDate(id: ObjectId): Instant | null;
  /** Whether its files are listed already. */
  isFlat(id: ObjectId): boolean;
}

/** What one revision adds. Every list may name what the index has already. */
export interface Additions {
  readonly contentDates: Map<ObjectId, Instant>;
  readonly directoryDates: Map<ObjectId, Instant>;
  readonly contentInRevision: [content: ObjectId, path: BytePath][];
  readonly directoryInRevision: [directory: ObjectId, path: BytePath][];
  /** Directories that are listed now, each with all files below it. */
  readonly flattened: Map<ObjectId, [content: ObjectId, path: BytePath][]>;
}

export type Walk =
  | { readonly kind: 'done'; readonly additions: Additions }
  /** These trees are needed first; then walk again. */
  | { readonly kind: 'missing'; readonly trees: ReadonlySet<ObjectId> }
  | { readonly kind: 'too-large' };

/** Changes nothing: what it finds must be taken over into `known` before the next revision is walked. */
export const walkRevision = (revision: Revision, known: Known, options: WalkOptions = walkDefaults): Walk => {
  const missing = new Set<ObjectId>();
  const nodes = build(revision, known, options, missing);
  if (nodes === null) return { kind: 'too-large' };
  if (missing.size > 0) return { kind: 'missing', trees: missing };
  const additions = process(revision, nodes, known, options, missing);
  if (additions === null) return { kind: 'too-large' };
  return missing.size > 0 ? { kind: 'missing', trees: missing } : { kind: 'done', additions };
};

interface Node {
  readonly id: ObjectId;
  readonly path: BytePath;
  readonly depth: number;
  readonly parent: Node | null;
  readonly children: Node[];
  readonly tree: Tree;
  /** The date of a frontier that is known and holds for this revision: it is not opened. */
  readonly frontier: Instant | null;
  /** It was a frontier of a later date: this revision comes out of order. */
  readonly invalid: boolean;
  /** The latest first date of what is below. */
  latest: number;
  hasContent: boolean;
}

const empty: Tree = { files: [], directories: [] };

/** Top-down: opens every directory that is no known frontier. Then bottom-up: the latest date below each. Parents stand before their children. */
const build = (revision: Revision, known: Known, options: WalkOptions, missing: Set<ObjectId>): Node[] | null => {
  const nodes: Node[] = [];
  const waiting: [id: ObjectId, path: BytePath, parent: Node | null][] = [[revision.root, '', null]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [id, path, parent] = next;
    if (nodes.length >= options.maxDirectories) return null;
    const date = known.directoryDate(id);
    // A frontier of the same instant does not hold either: the earliest revision of a content must list it itself.
    const holds = date !== null && date < revision.date;
    const tree = holds ? empty : known.tree(id);
    if (tree === undefined) missing.add(id);
    const node: Node = {
      id,
      path,
      depth: parent === null ? 0 : parent.depth + 1,
      parent,
      children: [],
      tree: tree ?? empty,
      frontier: holds ? date : null,
      invalid: date !== null && !holds,
      latest: holds ? date : -Infinity,
      hasContent: holds,
    };
    nodes.push(node);
    parent?.children.push(node);
    for (const { name, id: child } of node.tree.directories) waiting.push([child, joinPath(path, name), node]);
  }
  for (let index = nodes.length - 1; index >= 0; index -= 1) {
    const node = nodes[index];
    if (node === undefined) continue;
    for (const { id } of node.tree.files) {
      node.hasContent = true;
      node.latest = Math.max(node.latest, known.contentDate(id) ?? revision.date);
    }
    if (node.parent === null) continue;
    node.parent.latest = Math.max(node.parent.latest, node.latest);
    node.parent.hasContent ||= node.hasContent;
  }
  return nodes;
};

const process = (
  revision: Revision,
  nodes: readonly Node[],
  known: Known,
  options: WalkOptions,
  missing: Set<ObjectId>,
): Additions | null => {
  const additions: Additions = {
    contentDates: new Map(),
    directoryDates: new Map(),
    contentInRevision: [],
    directoryInRevision: [],
    flattened: new Map(),
  };
  const root = nodes[0];
  const waiting = root === undefined ? [] : [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.frontier !== null) {
      additions.directoryInRevision.push([node.id, node.path]);
    } else if (isFrontier(node, revision, options)) {
      additions.directoryDates.set(node.id, node.latest);
      additions.directoryInRevision.push([node.id, node.path]);
      if (!known.isFlat(node.id) && !additions.flattened.has(node.id)) {
        const files = filesBelow(node.id, known, options, missing);
        if (files === null) return null;
        additions.flattened.set(node.id, files);
      }
    } else {
      // It holds for whatever comes after this revision: all that is below it is listed now, at the latest.
      if (node.invalid) additions.directoryDates.set(node.id, revision.date);
      for (const { name, id } of node.tree.files) {
        const date = additions.contentDates.get(id) ?? known.contentDate(id);
        if (date === null || revision.date < date) additions.contentDates.set(id, revision.date);
        additions.contentInRevision.push([id, joinPath(node.path, name)]);
      }
      waiting.push(...node.children);
    }
  }
  return additions;
};

/** Strictly earlier: so the earliest revision of a content always lists it directly, and "first" needs one relation only. */
const isFrontier = (node: Node, revision: Revision, { minDepth, lower }: WalkOptions): boolean =>
  node.latest < revision.date &&
  node.depth >= Math.max(1, minDepth) &&
  (lower ? node.tree.files.length > 0 : node.hasContent);

/** Every file below a directory with its path relative to it; null where there are absurdly many. */
const filesBelow = (
  root: ObjectId,
  known: Known,
  { maxDirectories }: WalkOptions,
  missing: Set<ObjectId>,
): [content: ObjectId, path: BytePath][] | null => {
  const files: [ObjectId, BytePath][] = [];
  const waiting: [ObjectId, BytePath][] = [[root, '']];
  let visited = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    visited += 1;
    if (visited > maxDirectories) return null;
    const [id, path] = next;
    const tree = known.tree(id);
    if (tree === undefined) {
      missing.add(id);
      continue;
    }
    for (const { name, id: file } of tree.files) files.push([file, joinPath(path, name)]);
    for (const { name, id: directory } of tree.directories) waiting.push([directory, joinPath(path, name)]);
  }
  return files;
};
