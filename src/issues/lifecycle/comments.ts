import { peopleByHandle } from '../../accounts/index.ts';
import type { Instant } from '../../kit/index.ts';
import { CulpritError, notFound } from '../../kit/index.ts';
import type { Storage, Transaction } from '../../storage/index.ts';
import type { IssuesTables } from '../tables.ts';
import { act } from './act.ts';
import { handlesIn } from './mentions.ts';
import { eventsIn } from './references.ts';

/** Writes a comment into the history of an issue, and whom it names. Returns its number. */
export const addComment = async (
  storage: Storage,
  comment: {
    readonly project: number;
    readonly issue: number;
    readonly user: number;
    readonly body: string;
    readonly now: Instant;
  },
): Promise<number> =>
  await storage.transaction(async (tx) => {
    const { project, issue, user, body, now } = comment;
    const { id } = await tx
      .as<IssuesTables>()
      .insertInto('issue_comment')
      .values({
        project_id: project,
        issue_id: issue,
        user_id: user,
        body,
        created_at: now,
        edited_at: null,
        deleted_at: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const mentioned = await writeMentions(tx, { id, project, issue, body });
    await writeReferences(tx, { id, project, body });
    await act(tx, { project, issues: [issue], action: { kind: 'comment', comment: id, mentioned }, user, now });
    return id;
  });

/** Changes a comment of one of these issues, or deletes it (`body` null). Throws 404 for another issue's comment, 403 for another author's. */
export const changeComment = async (
  storage: Storage,
  issues: readonly number[],
  comment: number,
  change: { readonly user: number; readonly body: string | null; readonly now: Instant },
): Promise<void> => {
  const { user, body, now } = change;
  await storage.transaction(async (tx) => {
    const db = tx.as<IssuesTables>();
    const row = await db
      .selectFrom('issue_comment')
      .select(['user_id', 'deleted_at', 'project_id', 'issue_id'])
      .where('id', '=', comment)
      .where('issue_id', 'in', issues)
      .executeTakeFirst();
    if (row === undefined || row.deleted_at !== null) throw notFound('The comment');
    if (row.user_id !== user) throw new CulpritError('forbidden', 403, 'Only its author may change a comment.');
    const set = body === null ? { body: '', deleted_at: now } : { body, edited_at: now };
    await db.updateTable('issue_comment').set(set).where('id', '=', comment).execute();
    await writeMentions(tx, { id: comment, project: row.project_id, issue: row.issue_id, body: body ?? '' });
    await writeReferences(tx, { id: comment, project: row.project_id, body: body ?? '' });
  });
};

/** Replaces whom a comment names: people who see the project. Returns their ids. */
const writeMentions = async (
  tx: Transaction,
  { id, project, issue, body }: { id: number; project: number; issue: number; body: string },
): Promise<number[]> => {
  await tx.as<IssuesTables>().deleteFrom('issue_mention').where('comment_id', '=', id).execute();
  const handles = handlesIn(body);
  if (handles.length === 0) return [];
  const people = await peopleByHandle(tx, project, handles);
  const byPerson = new Map([...people].map(([handle, person]) => [person.id, handle]));
  await tx.insertMany(
    {
      table: 'issue_mention',
      columns: { comment_id: 'integer', user_id: 'integer', issue_id: 'integer', handle: 'text' },
    },
    [...byPerson].map(([user, handle]) => ({ comment_id: id, user_id: user, issue_id: issue, handle })),
  );
  return [...byPerson.keys()];
};

/** Replaces which events a comment speaks of: these are the last that retention takes. */
const writeReferences = async (
  tx: Transaction,
  { id, project, body }: { id: number; project: number; body: string },
): Promise<void> => {
  await tx.as<IssuesTables>().deleteFrom('event_reference').where('comment_id', '=', id).execute();
  await tx.insertMany(
    { table: 'event_reference', columns: { comment_id: 'integer', project_id: 'integer', event_id: 'blob' } },
    eventsIn(body).map((event_id) => ({ comment_id: id, project_id: project, event_id })),
  );
};
