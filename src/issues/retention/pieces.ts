import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Queries } from '../../storage/index.ts';
import type { IssuesTables } from '../tables.ts';

/** Rows that one statement removes: writers of other projects wait no longer than that takes. */
export const PIECE = 500;

/** Removes the rows of a table for which `where` holds, piece by piece, each a transaction of its own; `key` is unique. Returns how many there were. */
export const removeInPieces = async (
  queries: Queries,
  table: keyof IssuesTables,
  key: readonly string[],
  where: RawBuilder<unknown>,
): Promise<number> => {
  const columns = sql.join(key.map((column) => sql.ref(column)));
  const from = sql.table(table);
  let removed = 0;
  await paced(async () => {
    const { numAffectedRows = 0n } = await sql`delete from ${from}
      where (${columns}) in (select ${columns} from ${from} where ${where} limit ${sql.lit(PIECE)})`.execute(
      queries.as<IssuesTables>(),
    );
    removed += Number(numAffectedRows);
    return Number(numAffectedRows) === PIECE;
  });
  return removed;
};

/** Calls `work` as long as it says that there is more, and rests in between for as long as it took: whoever else writes comes in between. */
export const paced = async (work: () => Promise<boolean>): Promise<void> => {
  for (;;) {
    const started = performance.now();
    if (!(await work())) return;
    await setTimeout(performance.now() - started);
  }
};
