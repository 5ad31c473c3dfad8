import type { Project } from '../../accounts/index.ts';
import { listProjects, visibleProject } from '../../accounts/index.ts';
import { CulpritError } from '../../kit/index.ts';
import type { Queries } from '../../storage/index.ts';

/** The project by id, slug or name. Throws CulpritError `not_found`, or `ambiguous` for a name that several have; both say what to do. */
export const findProject = async (queries: Queries, wanted: string): Promise<Project> => {
  try {
    return await visibleProject(queries, { projects: 'all' }, wanted);
  } catch (error) {
    if (!(error instanceof CulpritError && error.status === 404)) throw error;
  }
  const named = (await allProjects(queries)).filter(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  const [project] = named;
  const advice = '`culprit project list` shows ids and slugs.';
  if (project === undefined) throw new CulpritError('not_found', 404, `There is no project "${wanted}": ${advice}`);
  if (named.length > 1)
    throw new CulpritError('ambiguous', 409, `${named.length} projects are called "${wanted}": ${advice}`);
  return project;
};

/** All projects, by slug. */
export const allProjects = async (queries: Queries): Promise<Project[]> => {
  const projects: Project[] = [];
  for (let after = ''; ; ) {
    const page = await listProjects(queries, { projects: 'all' }, after, 100);
    projects.push(...page);
    const last = page.at(-1);
    if (last === undefined || page.length < 100) return projects;
    after = last.slug;
  }
};
