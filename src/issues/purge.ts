import { sql } from 'kysely';
import type { Clock } from '../kit/index.ts';
import { isOneOf } from '../storage/index.ts';
import type { Storage } from '../storage/index.ts';
import { scopes } from './digest/counts.ts';
import { condemnBlobs } from './retention/blobs.ts';
import { doomed, removeEvents } from './retention/events.ts';
import { removeIssues } from './retention/issues.ts';
import { paced, PIECE, removeInPieces } from './retention/pieces.ts';
import type { IssuesTables } from './tables.ts';

/**
 * Removes what is held of projects that no longer exist, also what was still digested while they were deleted. Call it every minute or so;
 * `existing` names those of the given projects that exist, as of now. Resolves to the number of projects removed.
 */
export const purgeDeletedProjects = async (
  storage: Storage,
  clock: Clock,
  existing: (projects: readonly number[]) => Promise<{ has(project: number): boolean }>,
): Promise<number> => {
  const rows = await storage.as<IssuesTables>().selectFrom('project_total').select('project_id').execute();
  const projects = rows.map(({ project_id }) => project_id);
  const exist = await existing(projects);
  const gone = projects.filter((project) => !exist.has(project));
  for (const project of gone) await purgeProject(storage, clock, project);
  return gone.length;
};

/** Piece by piece, the row of the project's totals last: what is interrupted is found again. */
const purgeProject = async (storage: Storage, clock: Clock, project: number): Promise<void> => {
  const db = storage.as<IssuesTables>();
  await eventsOf(storage, clock, project);
  await removeAttachments(storage, clock, project);
  await inPieces(
    () => db.selectFrom('issue').select('id').where('project_id', '=', project).limit(PIECE).execute(),
    (ids) => removeIssues(storage, ids),
  );
  const named = sql`project_id = ${project}`;
  const within = (column: string, parent: string) =>
    sql`${sql.ref(column)} in (select id from ${sql.table(parent)} where ${named})`;
  for (const [table, key] of Object.entries(ofRelease))
    await removeInPieces(storage, table as keyof typeof ofRelease, key, within('release_id', 'release'));
  for (const [table, key] of Object.entries(ofMonitor))
    await removeInPieces(storage, table as keyof typeof ofMonitor, key, within('monitor_id', 'monitor'));
  await removeInPieces(storage, 'operation_entry', ['operation_id', 'issue_id'], within('operation_id', 'operation'));
  await removeInPieces(storage, 'tag_value', ['id'], within('key_id', 'tag_key'));
  await removeInPieces(
    storage,
    'event_count',
    ['scope', 'id', 'width', 'start'],
    sql`scope = ${sql.lit(scopes.project)} and id = ${project}`,
  );
  for (const [table, key] of Object.entries(ofProject))
    await removeInPieces(storage, table as keyof typeof ofProject, key, named);
};

const eventsOf = (storage: Storage, clock: Clock, project: number): Promise<void> =>
  paced(() =>
    storage.transaction(async (tx) => {
      const events = await tx
        .as<IssuesTables>()
        .selectFrom('event')
        .select(doomed)
        .where('project_id', '=', project)
        .limit(PIECE)
        .execute();
      await removeEvents(tx, project, events, clock.now());
      return events.length === PIECE;
    }),
  );

/** Those whose events never came. */
const removeAttachments = (storage: Storage, clock: Clock, project: number): Promise<void> =>
  paced(() =>
    storage.transaction(async (tx) => {
      const db = tx.as<IssuesTables>();
      const rows = await db
        .selectFrom('event_attachment')
        .select(['id', 'hash'])
        .where('project_id', '=', project)
        .limit(PIECE)
        .execute();
      const ids = rows.map(({ id }) => id);
      await db
        .deleteFrom('event_attachment')
        .where(isOneOf(tx.dialect, sql.ref('id'), ids))
        .execute();
      await condemnBlobs(
        tx,
        rows.map(({ hash }) => hash),
        clock.now(),
      );
      return rows.length === PIECE;
    }),
  );

const inPieces = (find: () => Promise<{ id: number }[]>, remove: (ids: number[]) => Promise<void>): Promise<void> =>
  paced(async () => {
    const rows = await find();
    await remove(rows.map(({ id }) => id));
    return rows.length === PIECE;
  });

const ofRelease = {
  release_commit: ['release_id', 'position'],
  release_ref: ['release_id', 'repository'],
  deploy: ['id'],
  release_environment: ['release_id', 'environment_id'],
} as const;

const ofMonitor = { monitor_environment: ['monitor_id', 'environment_id'], check_in: ['id'] } as const;

/** The totals last. */
const ofProject = {
  saved_search: ['id'],
  saved_search_pin: ['user_id', 'search_id'],
  feedback: ['id'],
  release_session: ['project_id', 'session_id'],
  release_health: ['project_id', 'hour', 'release_id', 'environment_id'],
  release_user: ['project_id', 'day', 'release_id', 'environment_id', 'user_hash'],
  release: ['id'],
  monitor: ['id'],
  operation: ['id'],
  tag_key: ['id'],
  environment: ['id'],
  grouping_config: ['project_id', 'version'],
  project_total: ['project_id'],
} as const;
