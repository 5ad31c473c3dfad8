import type { Queries } from '../../storage/index.ts';
import type { IssuesTables } from '../tables.ts';

/** Merged issues with the keys that are theirs; the oldest first, at most 100. */
export const listMembers = async (queries: Queries, ids: readonly number[]) => {
  if (ids.length === 0) return [];
  const db = queries.as<IssuesTables>();
  const issues = await db
    .selectFrom('issue')
    .select(['id', 'number', 'title', 'events', 'users', 'first_seen', 'last_seen'])
    .where('id', 'in', ids)
    .orderBy('id')
    .limit(100)
    .execute();
  const keys = await db.selectFrom('issue_grouping').select(['home_id', 'hash']).where('home_id', 'in', ids).execute();
  const hashes = Map.groupBy(keys, ({ home_id }) => home_id);
  return issues.map((issue) => ({
    ...issue,
    hashes: (hashes.get(issue.id) ?? []).slice(0, 100).map(({ hash }) => hash),
  }));
};
