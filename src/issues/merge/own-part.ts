import { sql } from 'kysely';
import type { Transaction } from '../../storage/index.ts';
import { statuses } from '../lifecycle/rows.ts';
import type { IssuesTables } from '../tables.ts';
import { clearSums, sumParts } from './sums.ts';
import type { Member } from './tree.ts';

/**
 * Before others come into an issue: gives what is its own a row, hidden behind a negative number, that keeps the numbers from now on. The issue's are the sums. Nothing
 * to do where it has one.
 */
export const keepOwnPart = async (tx: Transaction, issue: number, members: readonly Member[]): Promise<void> => {
  if (members.some(({ parent, number }) => parent === issue && number < 0)) return;
  const db = tx.as<IssuesTables>();
  const { id, ...row } = await db.selectFrom('issue').selectAll().where('id', '=', issue).executeTakeFirstOrThrow();
  const part = await db
    .insertInto('issue')
    .values({ ...row, ...asPart, number: -id, merged_into: id })
    .returning('id')
    .executeTakeFirstOrThrow();
  await sumParts(tx, part.id, [issue]);
  for (const table of ['issue_grouping', 'event'] as const)
    await db
      .updateTable(table)
      .set({ home_id: part.id })
      .where('issue_id', '=', issue)
      .where('home_id', 'is', null)
      .execute();
};

/** Once nothing else is left in an issue: it keeps its numbers itself again. */
export const dropOwnPart = async (tx: Transaction, issue: number, part: number): Promise<void> => {
  const db = tx.as<IssuesTables>();
  await clearSums(tx, part);
  for (const table of ['issue_grouping', 'event'] as const)
    await db
      .updateTable(table)
      .set({ home_id: sql.lit(null) })
      .where('issue_id', '=', issue)
      .where('home_id', '=', part)
      .execute();
  await db.deleteFrom('issue').where('id', '=', part).execute();
};

const asPart = {
  status: statuses.merged,
  regressed: 0,
  resolution: null,
  resolved_in: null,
  muted_until: null,
  muted_until_users: null,
  has_fixes: 0,
  assignee_id: null,
  assigned_team_id: null,
};
