import { sql } from 'kysely';
import type { Instant } from '../kit/index.ts';
import { DAY, fromHex, MILLISECOND, toHex } from '../kit/index.ts';
import type { BlobStore, Queries } from '../storage/index.ts';
import { scopes } from './digest/counts.ts';
import type { IssuesTables } from './tables.ts';

/** Rows that one statement removes: writers of other projects wait no longer than that takes. */
const CHUNK = 500;

/**
 * Removes what is held of projects that no longer exist, also what was still digested while they were deleted. Call it every minute or so;
 * `existing` names those of the given projects that exist, as of now. Resolves to the number of projects removed.
 */
export const purgeDeletedProjects = async (
  queries: Queries,
  blobs: BlobStore,
  existing: (projects: readonly number[]) => Promise<{ has(project: number): boolean }>,
): Promise<number> => {
  const rows = await queries.as<IssuesTables>().selectFrom('project_total').select('project_id').execute();
  const projects = rows.map(({ project_id }) => project_id);
  const exist = await existing(projects);
  const gone = projects.filter((project) => !exist.has(project));
  for (const project of gone) await purgeProject(queries, blobs, project);
  return gone.length;
};

/** Piece by piece, the row of the project's totals last: what is interrupted is found again. */
const purgeProject = async (queries: Queries, blobs: BlobStore, project: number): Promise<void> => {
  const db = queries.as<IssuesTables>();
  await purgeAttachments(queries, blobs, project);
  await inChunks(
    () => db.selectFrom('event').select('id').where('project_id', '=', project).limit(CHUNK).execute(),
    async (ids) => {
      await db.deleteFrom('event_body').where('id', 'in', ids).execute();
      await db.deleteFrom('event').where('id', 'in', ids).execute();
    },
  );
  await inChunks(
    () => db.selectFrom('issue').select('id').where('project_id', '=', project).limit(CHUNK).execute(),
    async (ids) => {
      for (const table of ofIssue) await db.deleteFrom(table).where('issue_id', 'in', ids).execute();
      await db.deleteFrom('event_count').where('scope', '=', scopes.issue).where('id', 'in', ids).execute();
      await db.deleteFrom('issue').where('id', 'in', ids).execute();
    },
  );
  await inChunks(
    () => db.selectFrom('release').select('id').where('project_id', '=', project).limit(CHUNK).execute(),
    async (ids) => {
      for (const table of ofRelease) await db.deleteFrom(table).where('release_id', 'in', ids).execute();
      await db.deleteFrom('release').where('id', 'in', ids).execute();
    },
  );
  await db
    .deleteFrom('operation_entry')
    .where('operation_id', 'in', (eb) => eb.selectFrom('operation').select('id').where('project_id', '=', project))
    .execute();
  await inChunks(
    () => db.selectFrom('tag_key').select('id').where('project_id', '=', project).limit(CHUNK).execute(),
    async (ids) => {
      await db.deleteFrom('tag_value').where('key_id', 'in', ids).execute();
      await db.deleteFrom('tag_key').where('id', 'in', ids).execute();
    },
  );
  await inChunks(
    () => db.selectFrom('monitor').select('id').where('project_id', '=', project).limit(CHUNK).execute(),
    async (ids) => {
      for (const table of ofMonitor) await db.deleteFrom(table).where('monitor_id', 'in', ids).execute();
      await db.deleteFrom('monitor').where('id', 'in', ids).execute();
    },
  );
  await db.deleteFrom('event_count').where('scope', '=', scopes.project).where('id', '=', project).execute();
  for (const table of ofProject) await db.deleteFrom(table).where('project_id', '=', project).execute();
};

/** Forgets what only serves to recognise a second delivery, once none can come any more. Returns how many rows went. Call it every hour or so. */
export const pruneDigest = async (queries: Queries, now: Instant): Promise<number> => {
  const db = queries.as<IssuesTables>();
  // Message ids are UUIDv7: they begin with the milliseconds at which they were made.
  const hex = Math.floor((now - 30 * DAY) / MILLISECOND)
    .toString(16)
    .padStart(12, '0');
  const oldest = `${hex.slice(0, 8)}-${hex.slice(8)}`;
  let gone = 0;
  const chunked = async (remove: () => Promise<{ numDeletedRows: bigint }>): Promise<void> => {
    for (let removed = CHUNK; removed === CHUNK; gone += removed) removed = Number((await remove()).numDeletedRows);
  };
  await chunked(() =>
    db
      .deleteFrom('digested_message')
      .where('message_id', 'in', (eb) =>
        eb.selectFrom('digested_message').select('message_id').where('message_id', '<', oldest).limit(CHUNK),
      )
      .executeTakeFirstOrThrow(),
  );
  // Updates of sessions that began more than five days ago are not accepted.
  await chunked(() =>
    db
      .deleteFrom('release_session')
      .where((eb) =>
        eb(
          eb.refTuple('project_id', 'session_id'),
          'in',
          eb
            .selectFrom('release_session')
            .select(['project_id', 'session_id'])
            .where('hour', '<', now - 6 * DAY)
            .limit(CHUNK)
            .$asTuple('project_id', 'session_id'),
        ),
      )
      .executeTakeFirstOrThrow(),
  );
  return gone;
};

/** The same content may belong to events of other projects. */
const purgeAttachments = async (queries: Queries, blobs: BlobStore, project: number): Promise<void> => {
  const db = queries.as<IssuesTables>();
  for (;;) {
    const rows = await db
      .selectFrom('event_attachment')
      .select(['id', 'hash'])
      .where('project_id', '=', project)
      .limit(CHUNK)
      .execute();
    if (rows.length === 0) return;
    const hashes = new Set(rows.map(({ hash }) => toHex(hash)));
    await db
      .deleteFrom('event_attachment')
      .where(
        'id',
        'in',
        rows.map(({ id }) => id),
      )
      .execute();
    for (const hash of hashes) {
      const other = await db
        .selectFrom('event_attachment')
        .select(sql.lit(1).as('one'))
        .where('hash', '=', fromHex(hash))
        .limit(1)
        .executeTakeFirst();
      if (other === undefined) await blobs.delete(hash);
    }
  }
};

const inChunks = async (
  find: () => Promise<{ id: number }[]>,
  remove: (ids: number[]) => Promise<void>,
): Promise<void> => {
  for (;;) {
    const rows = await find();
    if (rows.length === 0) return;
    await remove(rows.map(({ id }) => id));
  }
};

const ofIssue = [
  'issue_explanation',
  'issue_grouping',
  'issue_user',
  'issue_release',
  'issue_environment',
  'issue_tag',
  'issue_text',
  'issue_file',
  'turning_point',
  'issue_fix',
  'mute_condition',
  'issue_arrival',
  'issue_comment',
  'issue_mention',
] as const;

const ofRelease = ['release_commit', 'release_ref', 'deploy'] as const;

const ofMonitor = ['monitor_environment', 'check_in'] as const;

const ofProject = [
  'saved_search',
  'feedback',
  'discard_count',
  'release_session',
  'release_health',
  'release_user',
  'operation',
  'environment',
  'grouping_config',
  'project_total',
] as const;
