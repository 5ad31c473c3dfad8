import type { Queries } from '../../storage/index.ts';
import { statuses } from '../lifecycle/rows.ts';
import type { IssuesTables } from '../tables.ts';

export type FeedbackRow = Awaited<ReturnType<typeof listFeedback>>[number];

/** Feedback of a project (not that about deleted issues) or an issue, the newest first, before the row `before`. */
export const listFeedback = (
  queries: Queries,
  scope: { readonly project: number } | { readonly issue: number },
  before: number | null,
  limit: number,
) => {
  let select = queries
    .as<IssuesTables>()
    .selectFrom('feedback')
    .leftJoin('issue', 'issue.id', 'feedback.issue_id')
    .where((eb) => eb.or([eb('issue.id', 'is', null), eb('issue.status', '<', statuses.deleted)]))
    .selectAll('feedback');
  select =
    'project' in scope
      ? select.where('feedback.project_id', '=', scope.project)
      : select.where('feedback.issue_id', '=', scope.issue);
  if (before !== null) select = select.where('feedback.id', '<', before);
  return select.orderBy('feedback.id', 'desc').limit(limit).execute();
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
