import { releaseNamed } from '../../ingest/index.ts';
import type { Clock, Instant } from '../../kit/index.ts';
import { badRequest, notFound } from '../../kit/index.ts';
import type { Storage, Transaction } from '../../storage/index.ts';
import { storable } from '../digest/dictionary.ts';
import { lockProjects } from '../digest/lock.ts';
import { act } from '../lifecycle/act.ts';
import type { IssuesTables } from '../tables.ts';
import { createReleases } from './create.ts';
import { fixedIn } from './fixes.ts';
import { materializeNext } from './next.ts';
import { findRelease, writeCommits } from './store.ts';
import type { Commit } from './store.ts';

/** What may be said of a release beside its name; what is absent stays as it is. */
export interface ReleaseChange {
  readonly url?: string | null;
  readonly ref?: string | null;
  /** When it was out; null takes it back. */
  readonly finalizedAt?: Instant | null;
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

/** Throws 404. */
export const changeRelease = async (
  storage: Storage,
  project: number,
  said: string,
  change: ReleaseChange,
): Promise<void> => {
  const release = await findRelease(storage, project, releaseName(said));
  if (release === null) throw notFound('The release');
  await storage.transaction((tx) => changeRow(tx, release.id, change));
};

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
    const numbers = new Set(commits.flatMap(({ message }) => fixedIn(message ?? '', project.slug)));
    if (numbers.size === 0) return [];
    const issues = await tx.lookupMany<{ id: number }>(
      { table: 'issue', keys: { project_id: 'integer', number: 'integer' }, columns: ['id'] },
      [...numbers].map((number) => ({ project_id: project.id, number })),
    );
    const acted = await act(tx, {
      project: project.id,
      issues: issues.map((issue) => issue.id),
      action: { kind: 'resolve', by: 'release', release: id, version },
      user,
      now,
    });
    return acted.flatMap(({ point, issue: { number } }) => (point === null ? [] : [number])).sort((a, b) => a - b);
  });
};

/** Notes that a release was brought somewhere. Throws 404. Returns its number. */
export const addDeploy = async (storage: Storage, project: number, said: string, deploy: Deploy): Promise<number> => {
  const release = await findRelease(storage, project, releaseName(said));
  if (release === null) throw notFound('The release');
  const { environment, name, url, startedAt, finishedAt } = deploy;
  const { id } = await storage
    .as<IssuesTables>()
    .insertInto('deploy')
    .values({ release_id: release.id, environment, name, url, started_at: startedAt, finished_at: finishedAt })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
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

const changeRow = async (tx: Transaction, id: number, { url, ref, finalizedAt }: ReleaseChange): Promise<void> => {
  const set = {
    ...(url === undefined ? {} : { url }),
    ...(ref === undefined ? {} : { ref }),
    ...(finalizedAt === undefined ? {} : { finalized_at: finalizedAt }),
  };
  if (Object.keys(set).length > 0)
    await tx.as<IssuesTables>().updateTable('release').set(set).where('id', '=', id).execute();
};
