import type { Queries } from '../../storage/index.ts';
import type { IssuesTables } from '../tables.ts';

/** The counters of these projects; one that never had an event is absent. */
export const totalsOf = async (queries: Queries, projects: readonly number[]) => {
  if (projects.length === 0) return new Map();
  const rows = await queries
    .as<IssuesTables>()
    .selectFrom('project_total')
    .selectAll()
    .where('project_id', 'in', projects)
    .execute();
  return new Map(rows.map((row) => [row.project_id, row]));
};

/** The names of a project's environments, by name; at most 1,000. */
export const environmentNames = async (queries: Queries, project: number): Promise<string[]> => {
  const rows = await queries
    .as<IssuesTables>()
    .selectFrom('environment')
    .select('name')
    .where('project_id', '=', project)
    .orderBy('name')
    .limit(1_000)
    .execute();
  return rows.map(({ name }) => name);
};
