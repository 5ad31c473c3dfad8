import { sql } from 'kysely';
import type { Instant } from '../../kit/index.ts';
import type { Transaction } from '../../storage/index.ts';
import { act } from '../lifecycle/act.ts';
import type { IssuesTables } from '../tables.ts';
import type { NewRelease } from './create.ts';

/** Issues resolved by the next release are resolved in the first new one that sorts behind all others. Returns how many there were. */
export const materializeNext = async (
  tx: Transaction,
  releases: readonly NewRelease[],
  now: Instant,
): Promise<number> => {
  let count = 0;
  const firsts = new Map(
    releases
      .filter(({ isLatest }) => isLatest)
      .toReversed()
      .map((release) => [release.project, release]),
  );
  for (const { project, id, version } of firsts.values()) {
    const waiting = await tx
      .as<IssuesTables>()
      .selectFrom('issue')
      .select('id')
      .where('project_id', '=', project)
      // Written out, not bound: only then is the index of these few known to hold them.
      .where('resolution', '=', sql.lit(2))
      .execute();
    if (waiting.length === 0) continue;
    const issues = waiting.map(({ id: issue }) => issue);
    await act(tx, { project, issues, action: { kind: 'next_release', release: id, version }, user: null, now });
    count += issues.length;
  }
  return count;
};
