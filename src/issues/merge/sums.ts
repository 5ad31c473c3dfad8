import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Transaction } from '../../storage/index.ts';
import { scopes } from '../digest/counts.ts';
import type { IssuesTables } from '../tables.ts';

/**
 * Makes the numbers of an issue the sum of its parts: spans, tags, releases, environments, users each once, and the text it is found by. The parts keep their own, so that they can be
 * summed again in another way. `parts` must not hold the issue itself.
 */
export const sumParts = async (tx: Transaction, issue: number, parts: readonly number[]): Promise<void> => {
  await clearSums(tx, issue);
  const run = async (statement: RawBuilder<unknown>): Promise<void> => {
    await statement.execute(tx.as<IssuesTables>());
  };
  const id = sql`cast(${issue} as bigint)`;
  const among = sql`(${sql.join(parts)})`;
  await run(sql`insert into event_count (scope, id, width, start, events)
    select ${sql.lit(scopes.issue)}, ${id}, width, start, sum(events) from event_count
    where scope = ${sql.lit(scopes.issue)} and id in ${among} group by width, start`);
  await run(sql`insert into issue_user (issue_id, user_hash)
    select distinct ${id}, user_hash from issue_user where issue_id in ${among}`);
  await run(sql`insert into issue_tag (issue_id, key_id, value_id, events)
    select ${id}, key_id, value_id, sum(events) from issue_tag where issue_id in ${among} group by key_id, value_id`);
  for (const what of ['release', 'environment'] as const) {
    const [table, column] = [sql.ref(`issue_${what}`), sql.ref(`${what}_id`)];
    await run(sql`insert into ${table} (issue_id, ${column}, first_seen, last_seen, events)
      select ${id}, ${column}, min(first_seen), max(last_seen), sum(events) from ${table}
      where issue_id in ${among} group by ${column}`);
  }
  await gatherText(tx, issue, parts);
  await sumRow(tx, issue, parts);
};

/** What any of the parts is found by finds the issue: each line once. */
const gatherText = async (tx: Transaction, issue: number, parts: readonly number[]): Promise<void> => {
  const db = tx.as<IssuesTables>();
  const texts = await db
    .selectFrom('issue_text')
    .select('text')
    .where('issue_id', 'in', parts)
    .orderBy('issue_id')
    .execute();
  const lines = [...new Set(texts.flatMap(({ text }) => text.split('\n')))];
  await db
    .insertInto('issue_text')
    .values({ issue_id: issue, text: lines.join('\n').slice(0, MAX_TEXT) })
    .execute();
  await sql`insert into issue_file (project_id, path, issue_id)
    select distinct project_id, path, cast(${issue} as bigint) from issue_file where issue_id in (${sql.join(parts)})`.execute(
    db,
  );
};

/** Of some dozen parts that are all different. */
const MAX_TEXT = 100_000;

/** Forgets the numbers of an issue, all but those in its row. */
export const clearSums = async (tx: Transaction, issue: number): Promise<void> => {
  const db = tx.as<IssuesTables>();
  await db.deleteFrom('event_count').where('scope', '=', scopes.issue).where('id', '=', issue).execute();
  for (const table of [
    'issue_user',
    'issue_tag',
    'issue_release',
    'issue_environment',
    'issue_text',
    'issue_file',
  ] as const)
    await db.deleteFrom(table).where('issue_id', '=', issue).execute();
};

const sumRow = async (tx: Transaction, issue: number, parts: readonly number[]): Promise<void> => {
  const db = tx.as<IssuesTables>();
  const rows = await db
    .selectFrom('issue')
    .select(['events', 'first_seen', 'last_seen', 'handled', 'first_release_id', 'last_release_id'])
    .where('id', 'in', parts)
    .execute();
  const [first] = rows.toSorted((a, b) => a.first_seen - b.first_seen);
  const lasts = rows.toSorted((a, b) => b.last_seen - a.last_seen);
  if (first === undefined) return;
  const { users } = await db
    .selectFrom('issue_user')
    .select((eb) => eb.fn.countAll<number>().as('users'))
    .where('issue_id', '=', issue)
    .executeTakeFirstOrThrow();
  await db
    .updateTable('issue')
    .set({
      events: rows.reduce((sum, { events }) => sum + events, 0),
      first_seen: first.first_seen,
      last_seen: lasts[0]?.last_seen ?? first.last_seen,
      handled: Math.min(...rows.map(({ handled }) => handled)),
      users,
      first_release_id: first.first_release_id,
      last_release_id: lasts.find(({ last_release_id }) => last_release_id !== null)?.last_release_id ?? null,
    })
    .where('id', '=', issue)
    .execute();
};

/** Retention counts down only where the events stand: after they moved, they are counted. */
export const countStored = async (tx: Transaction, issue: number): Promise<void> => {
  const db = tx.as<IssuesTables>();
  const { stored } = await db
    .selectFrom('event')
    .select((eb) => eb.fn.countAll<number>().as('stored'))
    .where('issue_id', '=', issue)
    .executeTakeFirstOrThrow();
  await db.updateTable('issue').set({ stored_events: stored }).where('id', '=', issue).execute();
};
