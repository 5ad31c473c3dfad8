import { listProjects, visibleProject } from '../../accounts/index.ts';
import type { Caller, Project } from '../../accounts/index.ts';
import { badRequest, CulpritError } from '../../kit/index.ts';
import type { Queries } from '../../storage/index.ts';

/** More projects than an installation has. */
const MOST = 10_000;

/**
 * The projects that a request is about: the one in its path, else those it names, else all that the caller sees. Throws for one that
 * they do not see: 404 where it stands in the path, 400 in the body, for `sentry-cli` takes a 404 for an unknown organisation.
 */
export const projectsMeant = async (
  queries: Queries,
  caller: Caller,
  { projectId, named = [] }: { readonly projectId?: string | undefined; readonly named?: readonly (string | number)[] },
): Promise<Project[]> => {
  if (projectId !== undefined) return [await visibleProject(queries, caller, projectId)];
  if (named.length === 0) return await listProjects(queries, caller, '', MOST);
  const projects = new Map<number, Project>();
  for (const idOrSlug of named) {
    const project = await projectNamed(queries, caller, idOrSlug);
    projects.set(project.id, project);
  }
  return [...projects.values()];
};

const projectNamed = async (queries: Queries, caller: Caller, idOrSlug: string | number): Promise<Project> => {
  try {
    return await visibleProject(queries, caller, idOrSlug);
  } catch (error) {
    if (!(error instanceof CulpritError) || error.code !== 'not_found') throw error;
    throw badRequest(`The project ${idOrSlug} does not exist, or you may not see it.`, 'unknown_project');
  }
};
