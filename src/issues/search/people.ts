import { sql } from 'kysely';
import type { Names } from './names.ts';
import { nothing, predicate } from './predicate.ts';
import type { Predicate } from './predicate.ts';
import type { Test } from './query.ts';

/** Conditions about who has an issue, and whom its comments name. */

/** `assigned:me` is what is mine alone; `my-teams` what one of my teams has; `#backend` what that team has. */
export const assignedTo = (names: Names, test: Test, me: number): Predicate => {
  if (test.kind === 'word') {
    if (test.word === 'me') return has('assignee_id', [me]);
    if (test.word === 'my-teams') return has('assigned_team_id', names.ownTeams());
    return predicate(sql<boolean>`(issue.assignee_id is null and issue.assigned_team_id is null)`);
  }
  if (test.kind !== 'matches') return nothing;
  const [name] = test.pattern;
  return name.startsWith('#')
    ? has('assigned_team_id', names.teams(name.slice(1)))
    : has('assignee_id', names.users(test.pattern));
};

/** Named by a comment that is still there. */
export const mentioned = (names: Names, test: Test, me: number): Predicate => {
  const users = test.kind === 'word' ? [me] : test.kind === 'matches' ? names.users(test.pattern) : [];
  if (users.length === 0) return nothing;
  const who = sql`issue_mention.user_id in (${sql.join(users)})`;
  // Comments stay with the part they were written about; its parent, and the parent of that, stand for it.
  const set = sql<{ id: number }>`
    select issue_id as id from issue_mention where ${who}
    union select part.merged_into from issue_mention join issue as part on part.id = issue_mention.issue_id where ${who} and part.merged_into is not null
    union select middle.merged_into from issue_mention join issue as part on part.id = issue_mention.issue_id
      join issue as middle on middle.id = part.merged_into where ${who} and middle.merged_into is not null`;
  return predicate(sql<boolean>`issue.id in (${set})`, { sets: [set], exact: set });
};

const has = (column: 'assignee_id' | 'assigned_team_id', ids: readonly number[]): Predicate => {
  const ref = sql.ref(`issue.${column}`);
  return ids.length === 0
    ? nothing
    : predicate(sql<boolean>`(${ref} is not null and ${ref} in (${sql.join([...ids])}))`);
};
