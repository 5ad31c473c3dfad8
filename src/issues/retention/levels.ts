import type { Queries } from '../../storage/index.ts';

/** The item irrelevances that a project's events have, the highest first: a few dozen, each found by one look into an index. */
export const levelsOf = async (queries: Queries, project: number): Promise<number[]> => {
  const levels: number[] = [];
  for (let below = 100; ; ) {
    const [row] = await queries.query<{ level: number | null }>(
      'retention level',
      'select max(irrelevance) as level from event where project_id = ? and irrelevance < ?',
      [project, below],
    );
    if (row?.level == null) return levels;
    levels.push((below = row.level));
  }
};

/** How many of a project's events were received before an instant: counts those in the index and looks at no other. */
export const countOlder = async (queries: Queries, project: number, before: number): Promise<number> => {
  let count = 0;
  for (const level of await levelsOf(queries, project)) {
    const [row] = await queries.query<{ events: number }>(
      'retention older',
      'select count(*) as events from event where project_id = ? and irrelevance = ? and received_at < ?',
      [project, level, before],
    );
    count += row?.events ?? 0;
  }
  return count;
};
