import type { Queries } from '../../storage/index.ts';
import type { IssuesTables } from '../tables.ts';

/** An issue within a tree of merged ones. */
export interface Member {
  readonly id: number;
  /** Negative for the part of an issue that was its own before others came (`own part`). */
  readonly number: number;
  readonly parent: number;
}

/** Everything that was merged into an issue, directly or with what was merged before; the nearest first. */
export const membersOf = async (queries: Queries, root: number): Promise<Member[]> => {
  const found: Member[] = [];
  for (let parents = [root]; parents.length > 0; ) {
    const rows = await queries
      .as<IssuesTables>()
      .selectFrom('issue')
      .select(['id', 'number', 'merged_into as parent'])
      .where('merged_into', 'in', parents)
      .orderBy('id')
      .execute();
    const children = rows.map(({ id, number, parent }) => ({ id, number, parent: parent ?? 0 }));
    found.push(...children);
    parents = children.map(({ id }) => id);
  }
  return found;
};

/** The issues of a tree that hold numbers of their own: those nothing was merged into. */
export const leavesOf = (root: number, members: readonly Member[]): number[] => {
  const parents = new Set(members.map(({ parent }) => parent));
  return [root, ...members.map(({ id }) => id)].filter((id) => !parents.has(id));
};

/** The issue that stands for this one: itself, unless it was merged. */
export const rootOf = async (queries: Queries, issue: number): Promise<number> => {
  for (let id = issue; ; ) {
    const row = await queries
      .as<IssuesTables>()
      .selectFrom('issue')
      .select('merged_into')
      .where('id', '=', id)
      .executeTakeFirst();
    if (row?.merged_into == null) return id;
    id = row.merged_into;
  }
};
