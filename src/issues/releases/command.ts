import { visibleProject } from '../../accounts/index.ts';
import type { Clock, Instant } from '../../kit/index.ts';
import { notFound } from '../../kit/index.ts';
import type { Queries, Storage } from '../../storage/index.ts';
import { listReleases } from '../read/releases.ts';
import { visibleRelease } from '../routes/visible.ts';
import { latestRelease } from './create.ts';
import { addDeploy, changeRelease, ensureRelease } from './manage.ts';
import { countsOf } from './store.ts';

export interface ListedRelease {
  readonly version: string;
  readonly latest: boolean;
  readonly createdAt: Instant;
  readonly finalizedAt: Instant | null;
  readonly lastSeen: Instant | null;
  readonly newIssues: number;
  readonly events: number;
  readonly commits: number;
  readonly deploys: number;
}

/** The releases of a project, the newest first, for who works on the data itself. Throws 404. */
export const commandReleases = async (
  queries: Queries,
  { project: named, limit, archived }: { readonly project: string; readonly limit: number; readonly archived: boolean },
): Promise<ListedRelease[]> => {
  const { id: project } = await visibleProject(queries, everything, named);
  const rows = await listReleases(queries, { project, search: null, environment: null, archived }, null, limit);
  const latest = await latestRelease(queries, project);
  const { commits, deploys } = await countsOf(
    queries,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    version: row.version,
    latest: row.id === latest?.id,
    createdAt: row.created_at,
    finalizedAt: row.finalized_at,
    lastSeen: row.last_seen,
    newIssues: row.new_issues,
    events: row.events,
    commits: commits.get(row.id) ?? 0,
    deploys: deploys.get(row.id) ?? 0,
  }));
};

/** What `culprit release` does to one release. */
export type ReleaseCommand =
  | { readonly kind: 'new'; readonly finalize: boolean; readonly url: string | null; readonly ref: string | null }
  | { readonly kind: 'finalize' }
  | {
      readonly kind: 'deploy';
      readonly environment: string;
      readonly name: string | null;
      readonly url: string | null;
    };

/** Does it, and tells under which name the release is filed. Throws 404 for a project, and but for `new` for a release, that is not there. */
export const commandRelease = async (
  storage: Storage,
  clock: Clock,
  path: { readonly project: string; readonly version: string },
  command: ReleaseCommand,
): Promise<{ readonly version: string; readonly created: boolean }> => {
  const now = clock.now();
  if (command.kind === 'new') {
    const { id } = await visibleProject(storage, everything, path.project);
    const { version, created } = await ensureRelease(storage, clock, id, path.version, {
      ...(command.url === null ? {} : { url: command.url }),
      ...(command.ref === null ? {} : { ref: command.ref }),
      ...(command.finalize ? { finalizedAt: now } : {}),
    });
    return { version, created };
  }
  const { release } = await found(storage, path);
  if (command.kind === 'finalize') await changeRelease(storage, release.id, { finalizedAt: now });
  else {
    const { environment, name, url } = command;
    await addDeploy(storage, release.id, { environment, name, url, startedAt: null, finishedAt: now });
  }
  return { version: release.version, created: false };
};

const everything = { projects: 'all' } as const;

const found = async (
  storage: Storage,
  { project, version }: { readonly project: string; readonly version: string },
) => {
  await visibleProject(storage, everything, project);
  try {
    return await visibleRelease(storage, everything, { projectId: project, version });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'not_found')
      throw notFound(`The release ${version} of ${project}`);
    throw error;
  }
};
