import type { Generated, Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Instant } from '../../kit/index.ts';
import type { Ddl } from '../../storage/index.ts';
import { orderOf } from '../releases/order.ts';
import type { ReleaseOrder } from '../releases/order.ts';
import { createTables } from './create.ts';
import type { TableSpec } from './create.ts';

/** What the life of an issue adds to its row. The words behind the numbers: `lifecycle/rows.ts`. */
export interface IssueLife {
  /** 0 unresolved, 1 resolved, 2 muted, 3 merged into another one, 4 deleted (lists leave these two out). */
  status: Generated<number>;
  /** 1: unresolved because it came back. */
  regressed: Generated<number>;
  /** Of a resolved one: 0 always, 1 in a release, 2 by the next release. */
  resolution: Generated<number | null>;
  resolved_in: Generated<number | null>;
  /** Of a muted one. */
  muted_until: Generated<Instant | null>;
  muted_until_users: Generated<number | null>;
  /** 1: some release was said to hold the fix, so the digest notes in which it is seen. */
  has_fixes: Generated<number>;
  assignee_id: Generated<number | null>;
  /** A team instead of a person. */
  assigned_team_id: Generated<number | null>;
  /** 0 low, 1 medium, 2 high. */
  priority: Generated<number>;
  merged_into: Generated<number | null>;
  /** Of a deleted one: when it goes for good. */
  purge_at: Generated<Instant | null>;
}

/** Whether a release holds the fix of an issue: 1 somebody resolved it in this release, 0 it was seen in it afterwards. */
export interface IssueFix {
  issue_id: number;
  release_id: number;
  fixed: number;
}

/** "More than `count` events in any `n` periods" unmutes. */
export interface MuteCondition {
  issue_id: number;
  position: number;
  period: string;
  n: number;
  count: number;
}

/** Events of a muted issue with such conditions, since it was muted: `total` of them had come by `at`. */
export interface IssueArrival {
  issue_id: number;
  total: number;
  at: Instant;
}

/** Who is named in a comment, and how it stands there: `@ada` has the handle `ada`. */
export interface IssueMention {
  comment_id: number;
  user_id: number;
  issue_id: number;
  handle: string;
}

export interface IssueComment {
  id: Generated<number>;
  project_id: number;
  issue_id: number;
  user_id: number | null;
  /** Markdown, as it was written. */
  body: string;
  created_at: Instant;
  edited_at: Instant | null;
  deleted_at: Instant | null;
}

/** Something that people did to one or many issues: progress while it runs, and how to take it back. */
export interface OperationTable {
  id: string;
  project_id: number;
  user_id: number | null;
  /** JSON. */
  action: string;
  /** JSON: ids or a filter. */
  target: string;
  status: string;
  /** Issues looked at up to this id; those above `max_id` came later and are not meant. */
  done_to: number;
  max_id: number;
  total: number;
  done: number;
  changed: number;
  refused: number;
  created_at: Instant;
  /** Whoever works on it says so; after a minute of silence another one goes on. */
  touched_at: Instant;
  undone_at: Instant | null;
}

/** What an operation did to an issue. `previous` is JSON of what it was, null where the action was refused or changed nothing. */
export interface OperationEntry {
  operation_id: string;
  issue_id: number;
  point_id: number | null;
  previous: string | null;
  refusal: string | null;
}

export interface ReleaseCommit {
  release_id: number;
  /** 0 is the newest. */
  position: number;
  sha: string;
  repository: string | null;
  author_name: string | null;
  author_email: string | null;
  at: Instant | null;
  message: string | null;
  /** JSON list of `{path, type}`. */
  patch_set: string;
}

/** Which commits a release is made of, as a reference into a repository. */
export interface ReleaseRef {
  release_id: number;
  repository: string;
  sha: string;
  previous_sha: string | null;
}

export interface DeployTable {
  id: Generated<number>;
  release_id: number;
  environment: string;
  name: string | null;
  url: string | null;
  started_at: Instant | null;
  finished_at: Instant;
}

/** Teams as assignees, people in comments, and the way from a turning point to what takes it back. */
export const addTeamsAndMentions = async (db: Kysely<unknown>, ddl: Ddl): Promise<void> => {
  await addColumns(db, ddl, 'issue', { assigned_team_id: null });
  await createTables(db, ddl, [
    {
      name: 'issue_mention',
      columns: { comment_id: 'integer', user_id: 'integer', issue_id: 'integer', handle: 'text' },
      key: ['comment_id', 'user_id'],
      indexes: { issue_mention_of_user: ['user_id', 'issue_id'], issue_mention_issue: ['issue_id'] },
    },
  ]);
  await db.schema.createIndex('operation_entry_point').on('operation_entry').column('point_id').execute();
};

const operationTables: readonly TableSpec[] = [
  {
    name: 'operation',
    columns: {
      id: 'text',
      project_id: 'integer',
      user_id: 'integer?',
      action: 'text',
      target: 'text',
      status: 'text',
      done_to: 'integer',
      max_id: 'integer',
      total: 'integer',
      done: 'integer',
      changed: 'integer',
      refused: 'integer',
      created_at: 'integer',
      touched_at: 'integer',
      undone_at: 'integer?',
    },
    key: ['id'],
    indexes: { operation_by_status: ['status', 'touched_at'], operation_by_age: ['created_at'] },
  },
  {
    name: 'operation_entry',
    columns: {
      operation_id: 'text',
      issue_id: 'integer',
      point_id: 'integer?',
      previous: 'text?',
      refusal: 'text?',
    },
    key: ['operation_id', 'issue_id'],
  },
];

const lifeTables: readonly TableSpec[] = [
  {
    name: 'issue_fix',
    columns: { issue_id: 'integer', release_id: 'integer', fixed: 'integer' },
    key: ['issue_id', 'release_id'],
  },
  {
    name: 'mute_condition',
    columns: { issue_id: 'integer', position: 'integer', period: 'text', n: 'integer', count: 'integer' },
    key: ['issue_id', 'position'],
  },
  {
    name: 'issue_arrival',
    columns: { issue_id: 'integer', total: 'integer', at: 'integer' },
    key: ['issue_id', 'total'],
    indexes: { issue_arrival_at: ['issue_id', 'at', 'total'] },
  },
  {
    name: 'issue_comment',
    columns: {
      id: 'identity',
      project_id: 'integer',
      issue_id: 'integer',
      user_id: 'integer?',
      body: 'text',
      created_at: 'integer',
      edited_at: 'integer?',
      deleted_at: 'integer?',
    },
    indexes: { issue_comment_of: ['issue_id', 'id'], issue_comment_of_project: ['project_id', 'id'] },
  },
  {
    name: 'release_commit',
    columns: {
      release_id: 'integer',
      position: 'integer',
      sha: 'text',
      repository: 'text?',
      author_name: 'text?',
      author_email: 'text?',
      at: 'integer?',
      message: 'text?',
      patch_set: 'text',
    },
    key: ['release_id', 'position'],
    indexes: { release_commit_sha: ['sha'] },
  },
  {
    name: 'release_ref',
    columns: { release_id: 'integer', repository: 'text', sha: 'text', previous_sha: 'text?' },
    key: ['release_id', 'repository'],
  },
  {
    name: 'deploy',
    columns: {
      id: 'identity',
      release_id: 'integer',
      environment: 'text',
      name: 'text?',
      url: 'text?',
      started_at: 'integer?',
      finished_at: 'integer',
    },
    indexes: { deploy_of_release: ['release_id', 'id'] },
  },
];

/** The life of issues: states, marks, conditions, operations; releases in their order, with commits and deploys. */
export const addLifecycle = async (db: Kysely<unknown>, ddl: Ddl): Promise<void> => {
  await createTables(db, ddl, [...lifeTables, ...operationTables]);
  await addColumns(db, ddl, 'issue', {
    status: 0,
    regressed: 0,
    resolution: null,
    resolved_in: null,
    muted_until: null,
    muted_until_users: null,
    has_fixes: 0,
    assignee_id: null,
    priority: 1,
    merged_into: null,
  });
  for (const [name, column, where] of partialIndexes)
    await sql`create index ${sql.ref(name)} on issue (${sql.raw(column)}) where ${sql.raw(where)}`.execute(db);
  await addStatusToOrders(db);
  await addColumns(db, ddl, 'release', { epoch: 0, semantic: 0, finalized_at: null });
  for (const column of ['order_key', 'url', 'ref'])
    await db.schema.alterTable('release').addColumn(column, ddl.text).execute();
  await orderReleases(db);
  await db.schema.createIndex('release_order').on('release').columns(['project_id', 'order_key', 'id']).execute();
};

/** Few rows each: those the next release concerns, those that end with time, those somebody has, those merged away. */
const partialIndexes = [
  ['issue_by_next_release', 'project_id', 'resolution = 2'],
  ['issue_by_muted_until', 'muted_until', 'muted_until is not null'],
  ['issue_by_assignee', 'assignee_id, project_id', 'assignee_id is not null'],
  ['issue_by_parent', 'merged_into', 'merged_into is not null'],
] as const;

const addColumns = async (
  db: Kysely<unknown>,
  ddl: Ddl,
  table: string,
  columns: Readonly<Record<string, number | null>>,
): Promise<void> => {
  for (const [column, value] of Object.entries(columns))
    await db.schema
      .alterTable(table)
      .addColumn(column, ddl.integer, (c) => (value === null ? c : c.notNull().defaultTo(sql.lit(value))))
      .execute();
};

/** Lists filter by status without touching the rows, as they do by what stood there before. */
const addStatusToOrders = async (db: Kysely<unknown>): Promise<void> => {
  for (const sort of ['last_seen', 'first_seen', 'events', 'users']) {
    const rest = ['handled', 'kind', 'first_seen', 'last_seen'].filter((column) => column !== sort);
    await db.schema.dropIndex(`issue_by_${sort}`).execute();
    await db.schema
      .createIndex(`issue_by_${sort}`)
      .on('issue')
      .columns(['project_id', sort, 'id', ...rest, 'status', 'regressed'])
      .execute();
  }
};

interface OldReleases {
  release: {
    id: number;
    project_id: number;
    version: string;
    created_at: number;
    epoch: number;
    semantic: number;
    order_key: string;
  };
}

/** Orders the releases that are there, in the order in which they came. */
const orderReleases = async (untyped: Kysely<unknown>): Promise<void> => {
  const db = untyped as Kysely<OldReleases>;
  const latest = new Map<number, ReleaseOrder & { readonly at: number }>();
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('release')
      .select(['id', 'project_id', 'version', 'created_at'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(1_000)
      .execute();
    for (const { id, project_id, version, created_at } of rows) {
      const before = latest.get(project_id) ?? null;
      // Those of one batch came at one time.
      const at = Math.max(created_at, (before?.at ?? 0) + 1);
      const order = orderOf(version, at, before);
      latest.set(project_id, { ...order, at });
      await db
        .updateTable('release')
        .set({ epoch: order.epoch, semantic: order.semantic ? 1 : 0, order_key: order.key })
        .where('id', '=', id)
        .execute();
      after = id;
    }
    if (rows.length < 1_000) return;
  }
};
