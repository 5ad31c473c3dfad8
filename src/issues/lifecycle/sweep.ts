import type { Clock, Instant } from '../../kit/index.ts';
import { DAY } from '../../kit/index.ts';
import type { Queries, Storage } from '../../storage/index.ts';
import type { IssuesTables } from '../tables.ts';
import { act } from './act.ts';
import { abandonedOperations, continueOperation } from './operations.ts';

const PAGE = 500;

/**
 * Does what only the clock can do: unmutes issues that were muted until now, goes on with operations that a crash interrupted, and forgets those too old to be taken
 * back. Call it every few seconds, in as many processes as you like. Resolves to the number of issues unmuted.
 */
export const createLifecycleSweep = (storage: Storage, clock: Clock) => async (): Promise<number> => {
  const now = clock.now();
  let unmuted = 0;
  for (let due = await dueIssues(storage, now); due.length > 0; ) {
    for (const [project, issues] of Map.groupBy(due, ({ project_id }) => project_id)) {
      const ids = issues.map(({ id }) => id);
      const acted = await storage.transaction((tx) =>
        act(tx, { project, issues: ids, action: { kind: 'time', now }, user: null, now }),
      );
      unmuted += acted.filter(({ point }) => point !== null).length;
    }
    due = due.length === PAGE ? await dueIssues(storage, now) : [];
  }
  for (const id of await abandonedOperations(storage, now)) await continueOperation(storage, clock, id);
  await forgetOperations(storage, now - DAY);
  return unmuted;
};

const dueIssues = (queries: Queries, now: Instant) =>
  queries
    .as<IssuesTables>()
    .selectFrom('issue')
    .select(['id', 'project_id'])
    .where('muted_until', '<=', now)
    .orderBy('muted_until')
    .limit(PAGE)
    .execute();

const forgetOperations = async (queries: Queries, before: Instant): Promise<void> => {
  const db = queries.as<IssuesTables>();
  const old = await db
    .selectFrom('operation')
    .select('id')
    .where('created_at', '<', before)
    .where('status', 'in', ['done', 'undone'])
    .limit(PAGE)
    .execute();
  for (const { id } of old) {
    await db.deleteFrom('operation_entry').where('operation_id', '=', id).execute();
    await db.deleteFrom('operation').where('id', '=', id).execute();
  }
};
