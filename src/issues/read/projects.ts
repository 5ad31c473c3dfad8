import type { Instant } from '../../kit/index.ts';
import { floorTo, HOUR } from '../../kit/index.ts';
import type { Queries } from '../../storage/index.ts';
import { sources } from '../digest/extras.ts';
import type { IssuesTables } from '../tables.ts';
import type { Span } from './series.ts';
import { startOf } from './series.ts';

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

export interface DiscardSeries {
  readonly source: keyof typeof sources;
  readonly reason: string;
  readonly category: string;
  readonly counts: { readonly start: Instant; readonly count: number }[];
}

/** What a project dropped, by reason and category, the most first; the 50 most frequent. */
export const discardSeries = async (
  queries: Queries,
  project: number,
  span: Span,
  now: Instant,
): Promise<DiscardSeries[]> => {
  const rows = await queries
    .as<IssuesTables>()
    .selectFrom('discard_count')
    .select(['hour', 'source', 'reason', 'category', 'quantity'])
    .where('project_id', '=', project)
    .where('hour', '>=', floorTo(startOf(span, now), HOUR))
    .execute();
  const series = [...Map.groupBy(rows, ({ source, reason, category }) => JSON.stringify([source, reason, category]))];
  return series
    .map(([, of]) => ({ of, total: of.reduce((sum, { quantity }) => sum + quantity, 0) }))
    .sort((a, b) => b.total - a.total)
    .slice(0, 50)
    .flatMap(({ of: [first, ...rest] }) =>
      first === undefined
        ? []
        : {
            source: first.source === sources.client ? ('client' as const) : ('server' as const),
            reason: first.reason,
            category: first.category,
            counts: [first, ...rest].map(({ hour, quantity }) => ({ start: hour, count: quantity })),
          },
    );
};
