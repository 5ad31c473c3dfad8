import type { Caller, Project } from '../../accounts/index.ts';
import { sees, visibleProject } from '../../accounts/index.ts';
import { fromHex, notFound } from '../../kit/index.ts';
import type { Queries } from '../../storage/index.ts';
import type { EventPlace } from '../read/events.ts';
import { eventById } from '../read/events.ts';
import { statuses } from '../lifecycle/rows.ts';
import { rootOf } from '../merge/tree.ts';
import { issueById, issueByNumber } from '../read/issue.ts';
import type { IssueRow } from '../read/issues.ts';
import { releaseName } from '../releases/manage.ts';
import { findRelease } from '../releases/store.ts';

type Seer = Pick<Caller, 'projects'>;

export interface VisibleIssue {
  readonly issue: IssueRow;
  readonly project: Project;
}

/**
 * The issue by number or short id, when the caller may see it; for one that was merged the issue that holds it now, so that old links lead there. Throws
 * `not_found` otherwise, whether it exists or not.
 */
export const visibleIssue = async (queries: Queries, caller: Seer, id: string): Promise<VisibleIssue> => {
  const found = await exactIssue(queries, caller, id);
  if (found.issue.status !== statuses.merged) return found;
  const issue = await issueById(queries, await rootOf(queries, found.issue.id));
  if (issue === undefined || issue.status === statuses.deleted) throw notFound('The issue');
  return { ...found, issue };
};

/** The same, but a merged one stays what it is. A deleted one is not there. */
export const exactIssue = async (queries: Queries, caller: Seer, id: string): Promise<VisibleIssue> => {
  const missing = notFound('The issue');
  if (/^\d{1,15}$/.test(id)) {
    const issue = await issueById(queries, Number(id));
    if (issue === undefined || issue.status === statuses.deleted || !sees(caller, issue.project_id)) throw missing;
    return { issue, project: await projectOr(missing, queries, caller, issue.project_id) };
  }
  const [, slug, number] = /^([a-z0-9-]+)-(\d{1,9})$/i.exec(id) ?? [];
  // A slug is never only digits: those would name a project by its id.
  if (slug === undefined || number === undefined || /^\d+$/.test(slug)) throw missing;
  const project = await projectOr(missing, queries, caller, slug.toLowerCase());
  const issue = await issueByNumber(queries, project.id, Number(number));
  if (issue === undefined || issue.status === statuses.deleted) throw missing;
  return { issue, project };
};

/** An event of a project by its id. Throws `not_found`. */
export const storedEvent = async (queries: Queries, project: number, eventId: string): Promise<EventPlace> => {
  const hex = eventId.replaceAll('-', '').toLowerCase();
  const event = /^[0-9a-f]{32}$/.test(hex) ? await eventById(queries, project, fromHex(hex)) : undefined;
  if (event === undefined) throw notFound('The event');
  return event;
};

/** A release of a project that the caller may see, by its name. Throws `not_found`. */
export const visibleRelease = async (
  queries: Queries,
  caller: Seer,
  { projectId, version }: { readonly projectId: string; readonly version: string },
) => {
  const project = await visibleProject(queries, caller, projectId);
  const release = await findRelease(queries, project.id, releaseName(version));
  if (release === null) throw notFound('The release');
  return { release, project };
};

const projectOr = async (missing: Error, queries: Queries, caller: Seer, id: string | number): Promise<Project> => {
  try {
    return await visibleProject(queries, caller, id);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'not_found') throw missing;
    throw error;
  }
};
