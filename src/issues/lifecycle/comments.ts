import type { Instant } from '../../kit/index.ts';
import { CulpritError, notFound } from '../../kit/index.ts';
import type { Storage } from '../../storage/index.ts';
import type { IssuesTables } from '../tables.ts';
import { act } from './act.ts';

/** Writes a comment into the history of an issue. Returns its number. */
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
    await act(tx, { project, issues: [issue], action: { kind: 'comment', comment: id }, user, now });
    return id;
  });

/** Changes a comment, or deletes it (`body` null). Throws 404 for another issue's comment, 403 for another author's. */
export const changeComment = async (
  storage: Storage,
  issue: number,
  comment: number,
  change: { readonly user: number; readonly body: string | null; readonly now: Instant },
): Promise<void> => {
  const { user, body, now } = change;
  await storage.transaction(async (tx) => {
    const db = tx.as<IssuesTables>();
    const row = await db
      .selectFrom('issue_comment')
      .select(['user_id', 'deleted_at'])
      .where('id', '=', comment)
      .where('issue_id', '=', issue)
      .executeTakeFirst();
    if (row === undefined || row.deleted_at !== null) throw notFound('The comment');
    if (row.user_id !== user) throw new CulpritError('forbidden', 403, 'Only its author may change a comment.');
    const set = body === null ? { body: '', deleted_at: now } : { body, edited_at: now };
    await db.updateTable('issue_comment').set(set).where('id', '=', comment).execute();
  });
};
