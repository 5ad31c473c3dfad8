import type { Instant } from '../../kit/index.ts';
import type { Queries, Transaction } from '../../storage/index.ts';
import type { IssuesTables } from '../tables.ts';

export interface Commit {
  readonly sha: string;
  readonly repository: string | null;
  readonly authorName: string | null;
  readonly authorEmail: string | null;
  readonly at: Instant | null;
  readonly message: string | null;
  readonly patchSet: readonly { readonly path: string; readonly type: string }[];
}

/** Where the commits of a release begin and end, in a repository. */
export interface Ref {
  readonly repository: string;
  readonly sha: string;
  readonly previousSha: string | null;
}

/** A release of a project by its name; null: there is none. */
export const findRelease = async (queries: Queries, project: number, version: string) =>
  (await queries
    .as<IssuesTables>()
    .selectFrom('release')
    .selectAll()
    .where('project_id', '=', project)
    .where('version', '=', version)
    .executeTakeFirst()) ?? null;

/** Replaces the commits of a release; the newest first. */
export const writeCommits = async (tx: Transaction, release: number, commits: readonly Commit[]): Promise<void> => {
  await tx.as<IssuesTables>().deleteFrom('release_commit').where('release_id', '=', release).execute();
  await tx.insertMany(
    {
      table: 'release_commit',
      columns: {
        release_id: 'integer',
        position: 'integer',
        sha: 'text',
        repository: 'text',
        author_name: 'text',
        author_email: 'text',
        at: 'integer',
        message: 'text',
        patch_set: 'text',
      },
    },
    commits.map((commit, position) => ({
      release_id: release,
      position,
      sha: commit.sha,
      repository: commit.repository,
      author_name: commit.authorName,
      author_email: commit.authorEmail,
      at: commit.at,
      message: commit.message,
      patch_set: JSON.stringify(commit.patchSet),
    })),
  );
};

/** Replaces the references of a release. */
export const writeRefs = async (tx: Transaction, release: number, refs: readonly Ref[]): Promise<void> => {
  await tx.as<IssuesTables>().deleteFrom('release_ref').where('release_id', '=', release).execute();
  await tx.insertMany(
    {
      table: 'release_ref',
      columns: { release_id: 'integer', repository: 'text', sha: 'text', previous_sha: 'text' },
      conflict: { keys: ['release_id', 'repository'] },
    },
    refs.map(({ repository, sha, previousSha }) => ({
      release_id: release,
      repository,
      sha,
      previous_sha: previousSha,
    })),
  );
};

export const commitsOf = async (queries: Queries, release: number, after: number, limit: number) => {
  const rows = await queries
    .as<IssuesTables>()
    .selectFrom('release_commit')
    .selectAll()
    .where('release_id', '=', release)
    .where('position', '>', after)
    .orderBy('position')
    .limit(limit)
    .execute();
  return rows.map(({ patch_set, ...row }) => ({ ...row, patchSet: JSON.parse(patch_set) as Commit['patchSet'] }));
};

export const refsOf = (queries: Queries, release: number) =>
  queries
    .as<IssuesTables>()
    .selectFrom('release_ref')
    .selectAll()
    .where('release_id', '=', release)
    .orderBy('repository')
    .execute();

/** The newest first; at most 100. */
export const deploysOf = (queries: Queries, release: number) =>
  queries
    .as<IssuesTables>()
    .selectFrom('deploy')
    .selectAll()
    .where('release_id', '=', release)
    .orderBy('id', 'desc')
    .limit(100)
    .execute();

/** How many commits and deploys these releases have. */
export const countsOf = async (queries: Queries, releases: readonly number[]) => {
  const count = async (table: 'release_commit' | 'deploy'): Promise<Map<number, number>> => {
    if (releases.length === 0) return new Map();
    const rows = await queries
      .as<IssuesTables>()
      .selectFrom(table)
      .select((eb) => ['release_id', eb.fn.countAll<number>().as('count')])
      .where('release_id', 'in', releases)
      .groupBy('release_id')
      .execute();
    return new Map(rows.map((row) => [row.release_id, row.count]));
  };
  return { commits: await count('release_commit'), deploys: await count('deploy') };
};
