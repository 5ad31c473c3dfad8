import { sql } from 'kysely';
import type { Clock } from '../../kit/index.ts';
import { MINUTE } from '../../kit/index.ts';
import { isOneOf } from '../../storage/index.ts';
import type { Queries, Storage } from '../../storage/index.ts';
import { scopes } from '../digest/counts.ts';
import { lockProjects } from '../digest/lock.ts';
import { membersOf } from '../merge/tree.ts';
import type { IssuesTables } from '../tables.ts';
import { doomed, removeEvents } from './events.ts';
import { paced, PIECE, removeInPieces } from './pieces.ts';

/** Issues that one call finds. */
const PAGE = 100;

/**
 * Removes for good what was deleted and can no longer be taken back: issues with their events, merged parts and all that was counted. The row of the issue goes
 * last, so that what is interrupted is found again; several at once are harmless. Returns how many issues went.
 */
export const purgeDeletedIssues = async (storage: Storage, clock: Clock): Promise<number> => {
  const db = storage.as<IssuesTables>();
  for (let purged = 0; ; ) {
    // Clocks of several machines differ: nobody takes it back any more.
    const due = await db
      .selectFrom('issue')
      .select(['id', 'project_id'])
      .where('purge_at', '<=', clock.now() - MINUTE)
      .limit(PAGE)
      .execute();
    for (const { id, project_id } of due) {
      await purgeEvents(storage, clock, project_id, id);
      const members = (await membersOf(storage, id)).map((member) => member.id);
      await removeIssues(storage, [...members, id]);
    }
    purged += due.length;
    if (due.length < PAGE) return purged;
  }
};

const purgeEvents = (storage: Storage, clock: Clock, project: number, issue: number): Promise<void> =>
  paced(() =>
    storage.transaction(async (tx) => {
      await lockProjects(tx, [project]);
      const events = await tx
        .as<IssuesTables>()
        .selectFrom('event')
        .select(doomed)
        .where('issue_id', '=', issue)
        .limit(PIECE)
        .execute();
      await removeEvents(tx, project, events, clock.now());
      return events.length === PIECE;
    }),
  );

/** Removes issues whose events are gone, with all that hangs on them; the rows in the order given, last of all. */
export const removeIssues = async (queries: Queries, ids: readonly number[]): Promise<void> => {
  const of = (column: string) => isOneOf(queries.dialect, sql.ref(column), ids);
  for (const [table, key] of Object.entries(hanging))
    await removeInPieces(queries, table as keyof typeof hanging, key, of('issue_id'));
  await removeInPieces(
    queries,
    'event_count',
    ['scope', 'id', 'width', 'start'],
    sql`scope = ${sql.lit(scopes.issue)} and ${of('id')}`,
  );
  for (const id of ids) await queries.as<IssuesTables>().deleteFrom('issue').where('id', '=', id).execute();
};

/** Tables with a column `issue_id`, and their keys. */
const hanging = {
  issue_explanation: ['issue_id'],
  issue_grouping: ['project_id', 'hash'],
  deleted_grouping: ['issue_id', 'hash'],
  issue_user: ['issue_id', 'user_hash'],
  issue_release: ['issue_id', 'release_id'],
  issue_environment: ['issue_id', 'environment_id'],
  issue_tag: ['issue_id', 'key_id', 'value_id'],
  issue_text: ['issue_id'],
  issue_file: ['issue_id', 'path'],
  issue_fix: ['issue_id', 'release_id'],
  issue_spike: ['issue_id'],
  issue_comment: ['id'],
  issue_mention: ['comment_id', 'user_id'],
  issue_arrival: ['issue_id', 'total'],
  mute_condition: ['issue_id', 'position'],
  turning_point: ['id'],
  feedback: ['id'],
} as const;
