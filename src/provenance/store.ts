import type { Instant } from '../kit/index.ts';
import type { BytePath, ObjectId, Occurrence } from './model.ts';

/** Relations, by the names that the wire uses for them. */
export type Relation =
  | 'content_in_revision'
  | 'content_in_directory'
  | 'directory_in_revision'
  | 'revision_before_revision'
  | 'revision_in_origin';

export interface RelationRow {
  readonly source: ObjectId;
  readonly target: ObjectId;
  /** Where the source is in the target; null for relations of revisions and origins. */
  readonly path: BytePath | null;
  /** Of the target, a revision, where it is not stored yet: the revision's own date is written last, for it says that all rows are there. */
  readonly date?: Instant | null;
}

export interface RevisionFacts {
  /** Null: unknown, and whatever is known stays. */
  readonly date: Instant | null;
  readonly origin: ObjectId | null;
}

export interface DirectoryFacts {
  readonly date: Instant | null;
  /** Its files stand in content_in_directory. */
  readonly flat: boolean;
}

/**
 * What the index keeps. Every write is idempotent and merges: the earliest date wins, null never overwrites, relations are sets, what a relation names and
 * nobody added is registered. Implementations: `createProvenanceStore` (SQLite, PostgreSQL).
 */
export interface ProvenanceStore {
  contentAdd(dates: ReadonlyMap<ObjectId, Instant | null>): Promise<void>;
  directoryAdd(facts: ReadonlyMap<ObjectId, DirectoryFacts>): Promise<void>;
  revisionAdd(facts: ReadonlyMap<ObjectId, RevisionFacts>): Promise<void>;
  originAdd(urls: ReadonlyMap<ObjectId, string>): Promise<void>;
  locationAdd(paths: Iterable<BytePath>): Promise<void>;
  relationAdd(relation: Relation, rows: readonly RelationRow[]): Promise<void>;
  /** Takes back the rows of revisions that are to be walked again with an earlier date. */
  revisionClear(ids: Iterable<ObjectId>): Promise<void>;

  /** Absent: nobody added it. */
  contentGet(ids: Iterable<ObjectId>): Promise<Map<ObjectId, Instant | null>>;
  directoryGet(ids: Iterable<ObjectId>): Promise<Map<ObjectId, DirectoryFacts>>;
  revisionGet(ids: Iterable<ObjectId>): Promise<Map<ObjectId, RevisionFacts>>;
  originGet(ids: Iterable<ObjectId>): Promise<Map<ObjectId, string>>;
  /** Rows from these sources, or, `reverse`, to these targets. */
  relationGet(relation: Relation, ids: Iterable<ObjectId>, reverse?: boolean): Promise<RelationRow[]>;
  relationGetAll(relation: Relation): Promise<RelationRow[]>;

  /** All origins by URL, with how many heads of each are indexed with their whole history. */
  origins(): Promise<{ readonly id: ObjectId; readonly url: string; readonly heads: number }[]>;

  /** The earliest occurrence: ties by revision, origin, path. */
  contentFindFirst(ids: Iterable<ObjectId>): Promise<Map<ObjectId, Occurrence>>;
  /** By date, revision, origin, path; after `after` where given. */
  contentFindAll(id: ObjectId, limit: number, after?: Occurrence): Promise<Occurrence[]>;
}
