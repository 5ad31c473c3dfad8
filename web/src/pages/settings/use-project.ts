import { useMutation, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { api, unwrap } from '../../api/client.ts';
import { projectQuery, projectsQuery } from '../../api/projects.ts';
import type { Project, ProjectSettings } from '../../api/types.ts';
import { queryClient } from '../../app/query-client.ts';
import { notifyDone } from '../../components/notify.ts';

/** Settings of which only some are named. */
export interface ProjectChange {
  name?: string;
  platform?: string;
  settings?: {
    scrub?: Partial<ProjectSettings['scrub']>;
    allowedOrigins?: string[];
    grouping?: Partial<ProjectSettings['grouping']>;
    retention?: Partial<ProjectSettings['retention']>;
  };
}

/** The project of the settings page; its layout has loaded it. */
export const useProject = (): Project => {
  const { project: id } = useParams({ strict: false });
  const { data } = useQuery(projectQuery(id ?? ''));
  if (!data) throw new Error('The settings page shows its parts only with a project.');
  return data;
};

/** Saves a change and says so; what is wrong with it stands in the form. */
export const useSaveProject = (project: Project) =>
  useMutation({
    mutationFn: (body: ProjectChange) =>
      unwrap(api.PATCH('/projects/{projectId}', { params: { path: { projectId: String(project.id) } }, body })),
    onSuccess: async (saved) => {
      for (const key of [saved.slug, String(saved.id)]) queryClient.setQueryData(projectQuery(key).queryKey, saved);
      await queryClient.invalidateQueries({ queryKey: projectsQuery.queryKey });
      notifyDone('Saved');
    },
  });
