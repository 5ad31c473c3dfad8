import type { Queries } from '../../storage/index.ts';
import type { IssuesTables } from '../tables.ts';

export type FeedbackRow = Awaited<ReturnType<typeof listFeedback>>[number];

/** Feedback of a project or an issue, the newest first, before the row `before`. */
export const listFeedback = (
  queries: Queries,
  scope: { readonly project: number } | { readonly issue: number },
  before: number | null,
  limit: number,
) => {
  let select = queries.as<IssuesTables>().selectFrom('feedback').selectAll();
  select =
    'project' in scope ? select.where('project_id', '=', scope.project) : select.where('issue_id', '=', scope.issue);
  if (before !== null) select = select.where('id', '<', before);
  return select.orderBy('id', 'desc').limit(limit).execute();
};

/** What people said of one event; at most 100. */
export const feedbackOf = (queries: Queries, project: number, eventId: Uint8Array) =>
  queries
    .as<IssuesTables>()
    .selectFrom('feedback')
    .selectAll()
    .where('project_id', '=', project)
    .where('event_id', '=', eventId)
    .orderBy('id')
    .limit(100)
    .execute();
