import { useQuery } from '@tanstack/react-query';
import { projectsQuery } from '../../api/projects.ts';
import type { Issue, Project } from '../../api/types.ts';

/** The issue's project, once both are known. */
export const useProjectOf = (issue: Issue | undefined): Project | null => {
  const { data } = useQuery(projectsQuery);
  return data?.items.find((project) => project.id === issue?.projectId) ?? null;
};
