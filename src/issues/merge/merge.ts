import { sql } from 'kysely';
import type { Instant } from '../../kit/index.ts';
import { conflict } from '../../kit/index.ts';
import type { Transaction } from '../../storage/index.ts';
import { lockProjects } from '../digest/lock.ts';
import { act } from '../lifecycle/act.ts';
import type { Acted } from '../lifecycle/act.ts';
import { statuses } from '../lifecycle/rows.ts';
import { statusPoints } from '../lifecycle/state.ts';
import type { Status } from '../lifecycle/state.ts';
import type { IssuesTables } from '../tables.ts';
import { dropOwnPart, keepOwnPart } from './own-part.ts';
import { countStored, sumParts } from './sums.ts';
import { leavesOf, membersOf, rootOf } from './tree.ts';

/** Who merges what. */
export interface Merging {
  readonly project: { readonly id: number; readonly slug: string };
  readonly user: number | null;
  readonly now: Instant;
}

/**
 * Merges issues into another one: their events, keys and numbers are its own from now on, and future events follow their keys. They stay, hidden, and keep their
 * own numbers, so that they can leave again. Throws 409 where one is merged already.
 */
export const mergeInto = async (
  tx: Transaction,
  { project, user, now }: Merging,
  target: number,
  sources: readonly number[],
): Promise<Acted[]> => {
  await lockProjects(tx, [project.id]);
  const db = tx.as<IssuesTables>();
  const into = await db
    .selectFrom('issue')
    .select(['number', 'merged_into'])
    .where('id', '=', target)
    .where('status', '<', statuses.deleted)
    .executeTakeFirst();
  const wanted = [...new Set(sources)].filter((id) => id !== target);
  if (into === undefined || into.merged_into !== null || wanted.length === 0)
    throw conflict('There is nothing to merge: name other issues than the one they go into.', 'illegal_action');
  const shortId = `${project.slug.toUpperCase()}-${into.number}`;
  const merge = { kind: 'merge', into: target, shortId } as const;
  await keepOwnPart(tx, target, await membersOf(tx, target));
  const acted = await act(tx, { project: project.id, issues: wanted, action: merge, user, now });
  const refused = acted.find(({ refusal }) => refusal !== null);
  if (acted.length < wanted.length || refused !== undefined)
    throw conflict(
      refused === undefined
        ? 'Only issues of one project can be merged.'
        : `${project.slug.toUpperCase()}-${refused.issue.number}: ${refused.refusal}.`,
      'illegal_action',
    );
  for (const source of wanted) {
    await tx
      .as<IssuesTables>()
      .updateTable('feedback')
      .set({ issue_id: target })
      .where('issue_id', '=', source)
      .execute();
    for (const table of ['issue_grouping', 'event'] as const)
      await db
        .updateTable(table)
        .set({ issue_id: target, home_id: sql`coalesce(home_id, ${source})` })
        .where('issue_id', '=', source)
        .execute();
  }
  await sum(tx, target);
  const shortIds = acted.map(({ issue }) => `${project.slug.toUpperCase()}-${issue.number}`);
  await act(tx, { project: project.id, issues: [target], action: { kind: 'absorb', shortIds }, user, now });
  return acted;
};

/** Lets a merged issue leave again, with what is its own, and be what it was. Throws 409 where it is not merged. Returns the issue it left. */
export const unmerge = async (tx: Transaction, { project, user, now }: Merging, issue: number): Promise<number> => {
  await lockProjects(tx, [project.id]);
  const db = tx.as<IssuesTables>();
  const root = await rootOf(tx, issue);
  const to = await statusBefore(tx, issue);
  const [left] = await act(tx, { project: project.id, issues: [issue], action: { kind: 'unmerge', to }, user, now });
  if (left === undefined || left.refusal !== null)
    throw conflict(`${left?.refusal ?? 'the issue is gone'}.`, 'illegal_action');
  const members = await membersOf(tx, issue);
  const leaves = leavesOf(issue, members);
  await db
    .updateTable('feedback')
    .set({ issue_id: issue })
    .where('issue_id', '=', root)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('event')
          .select('event.id')
          .whereRef('event.project_id', '=', 'feedback.project_id')
          .whereRef('event.event_id', '=', 'feedback.event_id')
          .where('event.home_id', 'in', leaves),
      ),
    )
    .execute();
  for (const table of ['issue_grouping', 'event'] as const)
    await db
      .updateTable(table)
      .set({ issue_id: issue, home_id: members.length === 0 ? sql.lit(null) : sql.ref('home_id') })
      .where('issue_id', '=', root)
      .where('home_id', 'in', leaves)
      .execute();
  await sum(tx, issue);
  await sum(tx, root);
  const rest = await membersOf(tx, root);
  const [only] = rest;
  if (rest.length === 1 && only !== undefined && only.number < 0) await dropOwnPart(tx, root, only.id);
  const shortId = `${project.slug.toUpperCase()}-${left.issue.number}`;
  await act(tx, { project: project.id, issues: [root], action: { kind: 'release_member', shortId }, user, now });
  return root;
};

const sum = async (tx: Transaction, issue: number): Promise<void> => {
  const members = await membersOf(tx, issue);
  if (members.length > 0) await sumParts(tx, issue, leavesOf(issue, members));
  await countStored(tx, issue);
};

/** What an issue was before it was merged; its history says it. */
const statusBefore = async (tx: Transaction, issue: number): Promise<Status> => {
  const row = await tx
    .as<IssuesTables>()
    .selectFrom('turning_point')
    .select('metadata')
    .where('issue_id', '=', issue)
    .where('kind', 'in', statusPoints)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  const told = JSON.parse(row?.metadata ?? '{}') as { status?: Status };
  return told.status ?? { kind: 'unresolved', regressed: false };
};
