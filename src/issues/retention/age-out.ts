import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Clock } from '../../kit/index.ts';
import { DAY, MILLISECOND } from '../../kit/index.ts';
import { isOneOf } from '../../storage/index.ts';
import type { Queries, Storage } from '../../storage/index.ts';
import { widthOf } from '../digest/counts.ts';
import type { IssuesTables } from '../tables.ts';
import { condemnBlobs } from './blobs.ts';
import { paced, PIECE, removeInPieces } from './pieces.ts';

/** How long what is counted by time is kept. Days of events are kept for ever: a row for each day on which an issue had one. */
export const ages = {
  /** Long enough for conditions and quotas by the hour. */
  minutes: 2 * DAY,
  /** The longest chart by the hour shows a week. */
  hours: 35 * DAY,
  sessions: 400 * DAY,
  sessionUsers: 100 * DAY,
  checkIns: 100 * DAY,
  /** A lane gives a message up long before. */
  deliveries: 30 * DAY,
  /** Updates of sessions that began more than five days ago are not accepted. */
  openSessions: 6 * DAY,
  /** For an event that comes later than its attachment. */
  attachmentsAlone: DAY,
} as const;

/** Forgets what is older than it is of use, in every table that grows with time. Call it every hour or so. Returns how many rows went. */
export const ageOut = async (storage: Storage, clock: Clock): Promise<number> => {
  const now = clock.now();
  const db = storage.as<IssuesTables>();
  let gone = 0;
  const remove = async (
    table: keyof IssuesTables,
    key: readonly string[],
    where: RawBuilder<unknown>,
  ): Promise<void> => {
    gone += await removeInPieces(storage, table, key, where);
  };
  // Message ids are UUIDv7: they begin with the milliseconds at which they were made.
  const hex = Math.floor((now - ages.deliveries) / MILLISECOND)
    .toString(16)
    .padStart(12, '0');
  await remove('digested_message', ['message_id'], sql`message_id < ${`${hex.slice(0, 8)}-${hex.slice(8)}`}`);
  await remove('release_session', ['project_id', 'session_id'], sql`hour < ${now - ages.openSessions}`);
  // The condition of the index, so that it is used.
  for (const [width, age] of [
    [widthOf.minute, ages.minutes],
    [widthOf.hour, ages.hours],
  ] as const)
    await remove(
      'event_count',
      ['scope', 'id', 'width', 'start'],
      sql`width = ${sql.lit(width)} and width < 2 and start < ${now - age}`,
    );
  const projects = await db.selectFrom('project_total').select('project_id').execute();
  for (const { project_id } of projects) {
    const own = sql`project_id = ${project_id}`;
    await remove(
      'release_health',
      ['project_id', 'hour', 'release_id', 'environment_id'],
      sql`${own} and hour < ${now - ages.sessions}`,
    );
    await remove(
      'release_user',
      ['project_id', 'day', 'release_id', 'environment_id', 'user_hash'],
      sql`${own} and day < ${now - ages.sessionUsers}`,
    );
  }
  for (const { id } of await db.selectFrom('monitor').select('id').execute())
    await remove('check_in', ['id'], sql`monitor_id = ${id} and started_at < ${now - ages.checkIns}`);
  return gone + (await removeLoneAttachments(storage, clock));
};

/** Attachments whose event never came, or was removed before they came. */
const removeLoneAttachments = async (storage: Storage, clock: Clock): Promise<number> => {
  let [gone, after] = [0, 0];
  await paced(async () => {
    const rows = await lookAtAttachments(storage, after);
    after = rows.at(-1)?.id ?? 0;
    const ids = rows.flatMap(({ id, alone, received_at }) =>
      Number(alone) === 1 && received_at < clock.now() - ages.attachmentsAlone ? [id] : [],
    );
    if (ids.length > 0)
      await storage.transaction(async (tx) => {
        const removed = await tx
          .as<IssuesTables>()
          .deleteFrom('event_attachment')
          .where(isOneOf(tx.dialect, sql.ref('id'), ids))
          .returning('hash')
          .execute();
        await condemnBlobs(
          tx,
          removed.map(({ hash }) => hash),
          clock.now(),
        );
        gone += removed.length;
      });
    return rows.length === PIECE;
  });
  return gone;
};

const lookAtAttachments = (queries: Queries, after: number) =>
  queries
    .as<IssuesTables>()
    .selectFrom('event_attachment')
    .select((eb) => [
      'id',
      'received_at',
      eb
        .not(
          eb.exists(
            eb
              .selectFrom('event')
              .select('event.id')
              .whereRef('event.project_id', '=', 'event_attachment.project_id')
              .whereRef('event.event_id', '=', 'event_attachment.event_id'),
          ),
        )
        .as('alone'),
    ])
    .where('id', '>', after)
    .orderBy('id')
    .limit(PIECE)
    .execute();
