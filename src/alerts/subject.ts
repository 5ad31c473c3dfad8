import { knownTeams, peopleById } from '../accounts/index.ts';
import { factSubject, newestIssues } from '../issues/index.ts';
import type { FactSubject } from '../issues/index.ts';
import type { Queries } from '../storage/index.ts';
import { conditionsHold } from './rules.ts';
import type { Condition, Subject } from './rules.ts';

/** What conditions look at. `subject` null: it is about no issue. */
export const subjectOf = async (
  queries: Queries,
  { environment }: { readonly environment: string | null },
  subject: FactSubject | null,
): Promise<Subject> => ({
  environment: subject?.event?.environment ?? environment,
  level: subject === null ? null : (subject.event?.level ?? subject.issue.level),
  release: subject?.event?.release ?? null,
  tags: new Map(subject?.event?.tags ?? []),
  owner: subject === null ? null : await ownerOf(queries, subject.issue),
});

const ownerOf = async (queries: Queries, { assigneeId, teamId }: FactSubject['issue']): Promise<string | null> => {
  if (assigneeId !== null) return (await peopleById(queries, [assigneeId])).get(assigneeId)?.email ?? null;
  const [team] = teamId === null ? [] : await knownTeams(queries, [teamId]);
  return team === undefined ? null : `#${team.slug}`;
};

/** How many issues a preview looks at. */
export const PREVIEWED = 25;

/** Which of the project's newest issues these conditions fit, by their latest events. */
export const previewConditions = async (
  queries: Queries,
  projectId: number,
  conditions: readonly Condition[],
): Promise<{ readonly looked: number; readonly fitting: readonly FactSubject['issue'][] }> => {
  const ids = await newestIssues(queries, projectId, PREVIEWED);
  const fitting: FactSubject['issue'][] = [];
  for (const issueId of ids) {
    const subject = await factSubject(queries, { projectId, issueId, eventId: null });
    if (subject === undefined) continue;
    if (conditionsHold(conditions, await subjectOf(queries, { environment: null }, subject)))
      fitting.push(subject.issue);
  }
  return { looked: ids.length, fitting };
};
