import { fromHex, toHex } from '../../kit/index.ts';
import type { Queries } from '../../storage/index.ts';
import { decodeBody } from '../body.ts';
import type { IssuesTables } from '../tables.ts';
import { statuses } from '../lifecycle/rows.ts';
import { bodyOf, eventById, eventOfIssue } from './events.ts';
import { issueById } from './issue.ts';

/** What a fact is about, for rooms that tell people of it. */
export interface FactSubject {
  readonly issue: {
    readonly id: number;
    readonly number: number;
    readonly title: string;
    readonly culprit: string;
    readonly level: string;
    readonly kind: string;
    readonly platform: string;
    /** Who takes care of it: a person, a team, or nobody. */
    readonly assigneeId: number | null;
    readonly teamId: number | null;
  };
  /** The event that made it so while it is stored, else the issue's latest; null when none is left. */
  readonly event: {
    /** 32 hex digits. */
    readonly id: string;
    readonly level: string;
    readonly environment: string | null;
    readonly release: string | null;
    /** As sent and derived, each key once. */
    readonly tags: readonly (readonly [key: string, value: string])[];
  } | null;
}

/** The project's newest issues, the newest first. */
export const newestIssues = async (queries: Queries, project: number, limit: number): Promise<number[]> => {
  const rows = await queries
    .as<IssuesTables>()
    .selectFrom('issue')
    .select('id')
    .where('project_id', '=', project)
    .where('status', '<', statuses.merged)
    .orderBy('first_seen', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
};

/** The issue of a fact and the event to look at; undefined when the issue is gone. */
export const factSubject = async (
  queries: Queries,
  fact: { readonly projectId: number; readonly issueId: number; readonly eventId: string | null },
): Promise<FactSubject | undefined> => {
  const row = await issueById(queries, fact.issueId);
  if (row === undefined || row.project_id !== fact.projectId || row.status === statuses.deleted) return undefined;
  const { id, number, title, culprit, level, kind, platform } = row;
  const issue = {
    id,
    number,
    title,
    culprit,
    level,
    kind,
    platform,
    assigneeId: row.assignee_id,
    teamId: row.assigned_team_id,
  };
  const named = fact.eventId === null ? undefined : await eventById(queries, fact.projectId, fromHex(fact.eventId));
  const place = named ?? (await eventOfIssue(queries, id, 'latest'));
  const body = place === undefined ? undefined : await bodyOf(queries, place.id);
  if (place === undefined || body === undefined) return { issue, event: null };
  const { event } = decodeBody(body);
  return {
    issue,
    event: {
      id: toHex(place.event_id),
      level: event.level,
      environment: event.environment,
      release: event.release,
      tags: event.tags,
    },
  };
};

/** A comment and the issue it is about, for who mails it; null when either is gone. */
export const commentSubject = async (
  queries: Queries,
  issue: number,
  comment: number,
): Promise<{ readonly title: string; readonly body: string } | null> => {
  const row = await queries
    .as<IssuesTables>()
    .selectFrom('issue_comment')
    .innerJoin('issue', 'issue.id', 'issue_comment.issue_id')
    .select(['issue.title', 'issue_comment.body'])
    .where('issue_comment.id', '=', comment)
    .where('issue_comment.issue_id', '=', issue)
    .where('issue_comment.deleted_at', 'is', null)
    .where('issue.status', '<', statuses.deleted)
    .executeTakeFirst();
  return row ?? null;
};
