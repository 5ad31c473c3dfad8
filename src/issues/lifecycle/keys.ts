import { sql } from 'kysely';
import type { Transaction } from '../../storage/index.ts';
import type { IssuesTables } from '../tables.ts';

const columns = sql`project_id, hash, issue_id, config, first_seen, home_id`;

/** Takes the grouping keys of deleted issues out of the way: events that come now begin issues of their own. */
export const hideKeys = async (tx: Transaction, issues: readonly number[]): Promise<void> => {
  if (issues.length === 0) return;
  const db = tx.as<IssuesTables>();
  await sql`insert into deleted_grouping (${columns})
    select ${columns} from issue_grouping where issue_id in (${sql.join(issues)})`.execute(db);
  await db.deleteFrom('issue_grouping').where('issue_id', 'in', issues).execute();
};

/** Gives them back, but for those that lead to another issue by now: that one keeps them. */
export const returnKeys = async (tx: Transaction, issues: readonly number[]): Promise<void> => {
  if (issues.length === 0) return;
  const db = tx.as<IssuesTables>();
  await sql`insert into issue_grouping (${columns})
    select ${columns} from deleted_grouping where issue_id in (${sql.join(issues)})
    on conflict (project_id, hash) do nothing`.execute(db);
  await db.deleteFrom('deleted_grouping').where('issue_id', 'in', issues).execute();
};
