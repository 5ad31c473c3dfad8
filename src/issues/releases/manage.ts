import { releaseNamed } from '../../ingest/index.ts';
import type { Clock, Instant } from '../../kit/index.ts';
import { badRequest, conflict } from '../../kit/index.ts';
import type { Queries, Storage, Transaction } from '../../storage/index.ts';
import { storable } from '../digest/dictionary.ts';
import { lockProjects } from '../digest/lock.ts';
import { act } from '../lifecycle/act.ts';
import type { FixingCommit } from '../lifecycle/state.ts';
import type { IssuesTables } from '../tables.ts';
import { createReleases } from './create.ts';
import { fixedIn } from './fixes.ts';
import { materializeNext } from './next.ts';
import { findRelease, writeCommits, writeRefs } from './store.ts';
import type { Commit, Ref } from './store.ts';

/** What may be said of a release beside its name; what is absent stays as it is. */
export interface ReleaseChange {
  readonly url?: string | null;
  readonly ref?: string | null;
  /** When it was out; null takes it back. */
  readonly finalizedAt?: Instant | null;
  /** Since when lists leave it out; null: they do not. */
  readonly archivedAt?: Instant | null;
}

export interface Deploy {
  readonly environment: string;
  readonly name: string | null;
  readonly url: string | null;
  readonly startedAt: Instant | null;
  readonly finishedAt: Instant;
}

/** The name a release is filed under, as its events are: slashes become dashes. Throws 400 `bad_release` for what cannot name one. */
export const releaseName = (said: string): string => {
  const name = releaseNamed(said);
  if (name === null) throw badRequest(`"${said.slice(0, 50)}" cannot be the name of a release.`, 'bad_release');
  return storable(name);
};

/** Makes a release, or finds it. A new one that sorts behind all others is the next that issues wait for. */
export const ensureRelease = async (
  storage: Storage,
  clock: Clock,
  project: number,
  said: string,
  change: ReleaseChange = {},
): Promise<{ id: number; version: string; created: boolean }> => {
  const version = releaseName(said);
  return await storage.transaction(async (tx) => {
    const { id, created } = await ensure(tx, project, version, clock.now());
    await changeRow(tx, id, change);
    return { id, version, created };
  });
};

export const changeRelease = (storage: Storage, release: number, change: ReleaseChange): Promise<void> =>
  storage.transaction((tx) => changeRow(tx, release, change));

/** Deletes a release that was made by mistake. Throws 409 `release_in_use` for one that has events or sessions, or in which issues are resolved. */
export const deleteRelease = (
  storage: Storage,
  { id, project_id }: { readonly id: number; readonly project_id: number },
): Promise<void> =>
  storage.transaction(async (tx) => {
    await lockProjects(tx, [project_id]);
    const why = await whyKept(tx, id);
    if (why !== null)
      throw conflict(
        `The release ${why}. Only one that was made by mistake can be deleted; archive others.`,
        'release_in_use',
      );
    const db = tx.as<IssuesTables>();
    for (const table of ['release_commit', 'release_ref', 'deploy', 'issue_fix'] as const)
      await db.deleteFrom(table).where('release_id', '=', id).execute();
    await db.deleteFrom('release').where('id', '=', id).execute();
  });

/**
 * Replaces the commits of a release, the newest first, and resolves in it the issues that their messages say they fix: those that are open. Returns the
 * numbers of the issues resolved.
 */
export const setCommits = async (
  storage: Storage,
  clock: Clock,
  project: { readonly id: number; readonly slug: string },
  said: string,
  commits: readonly Commit[],
  user: number | null,
): Promise<number[]> => {
  const version = releaseName(said);
  return await storage.transaction(async (tx) => {
    const now = clock.now();
    const { id } = await ensure(tx, project.id, version, now);
    await writeCommits(tx, id, commits);
    const fixes = fixesIn(commits, project.slug);
    if (fixes.size === 0) return [];
    const issues = await tx.lookupMany<{ id: number }>(
      { table: 'issue', keys: { project_id: 'integer', number: 'integer' }, columns: ['id'] },
      [...fixes.keys()].map((number) => ({ project_id: project.id, number })),
    );
    const acted = await act(tx, {
      project: project.id,
      issues: issues.map((issue) => issue.id),
      action: ({ number }) => {
        const commit = fixes.get(number);
        return { kind: 'resolve', by: 'release', release: id, version, ...(commit === undefined ? {} : { commit }) };
      },
      user,
      now,
    });
    return acted.flatMap(({ point, issue: { number } }) => (point === null ? [] : [number])).sort((a, b) => a - b);
  });
};

/** The issues that commits say they fix, each with the newest commit that does. */
const fixesIn = (commits: readonly Commit[], slug: string): Map<number, FixingCommit> =>
  new Map(
    commits.toReversed().flatMap(({ sha, message, authorName, authorEmail }) =>
      fixedIn(message ?? '', slug).map((number) => [
        number,
        {
          sha,
          message: (message ?? '').trim().split('\n', 1)[0]?.slice(0, 200) ?? '',
          author: authorName ?? authorEmail,
        },
      ]),
    ),
  );

/** Replaces the references of a release into repositories. */
export const setRefs = (storage: Storage, release: number, refs: readonly Ref[]): Promise<void> =>
  storage.transaction((tx) => writeRefs(tx, release, refs));

/** Notes that a release was brought somewhere. Returns the number of the note. */
export const addDeploy = async (queries: Queries, release: number, deploy: Deploy): Promise<number> => {
  const { environment, name, url, startedAt, finishedAt } = deploy;
  const { id } = await queries
    .as<IssuesTables>()
    .insertInto('deploy')
    .values({ release_id: release, environment, name, url, started_at: startedAt, finished_at: finishedAt })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
};

/** What would be lost with a release; null: nothing. */
const whyKept = async (tx: Transaction, id: number): Promise<string | null> => {
  const db = tx.as<IssuesTables>();
  const has = async (table: 'release_environment' | 'issue_release'): Promise<boolean> =>
    (await db.selectFrom(table).select('release_id').where('release_id', '=', id).limit(1).executeTakeFirst()) !==
    undefined;
  if ((await has('issue_release')) || (await has('release_environment'))) return 'has events or sessions';
  const fixed = await db
    .selectFrom('issue_fix')
    .select('issue_id')
    .where('release_id', '=', id)
    .where('fixed', '=', 1)
    .limit(1)
    .executeTakeFirst();
  return fixed === undefined ? null : 'is where issues are resolved';
};

const ensure = async (
  tx: Transaction,
  project: number,
  version: string,
  now: Instant,
): Promise<{ id: number; created: boolean }> => {
  await lockProjects(tx, [project]);
  const known = await findRelease(tx, project, version);
  if (known !== null) return { id: known.id, created: false };
  const made = await createReleases(tx, [{ project, version }], now);
  await materializeNext(tx, made, now);
  return { id: made[0]?.id ?? 0, created: true };
};

const changeRow = async (
  tx: Transaction,
  id: number,
  { url, ref, finalizedAt, archivedAt }: ReleaseChange,
): Promise<void> => {
  const set = {
    ...(url === undefined ? {} : { url }),
    ...(ref === undefined ? {} : { ref }),
    ...(finalizedAt === undefined ? {} : { finalized_at: finalizedAt }),
    ...(archivedAt === undefined ? {} : { archived_at: archivedAt }),
  };
  if (Object.keys(set).length > 0)
    await tx.as<IssuesTables>().updateTable('release').set(set).where('id', '=', id).execute();
};
