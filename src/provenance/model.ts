import type { Instant } from '../kit/index.ts';

/** A git object id in lower-case hex: 40 digits (SHA-1) or 64 (SHA-256). */
export type ObjectId = string;

/** The bytes of a path, one character each (latin1): any path can be a key and comes back as it was. */
export type BytePath = string;

/** One directory in git's sense. Submodules are neither files nor directories here. */
export interface Tree {
  readonly files: readonly TreeEntry[];
  readonly directories: readonly TreeEntry[];
}

export interface TreeEntry {
  readonly name: BytePath;
  readonly id: ObjectId;
}

/** A revision that has a usable author date. */
export interface Revision {
  readonly id: ObjectId;
  /** Author date. */
  readonly date: Instant;
  readonly root: ObjectId;
}

/** `culprit whence` and its API answer with these: where a content was, in which revision, of when. */
export interface Occurrence {
  readonly content: ObjectId;
  readonly revision: ObjectId;
  readonly date: Instant;
  /** URL of the preferred origin of the revision. */
  readonly origin: string | null;
  readonly path: BytePath;
}

export const joinPath = (directory: BytePath, name: BytePath): BytePath =>
  directory === '' || directory === '.' ? name : `${directory}/${name}`;
