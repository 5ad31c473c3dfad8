import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from './client.ts';

/** What a project stores; watched closely while something is being removed. */
export const projectStorageQuery = (projectId: string) =>
  queryOptions({
    queryKey: ['project', projectId, 'storage'],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/projects/{projectId}/storage', { params: { path: { projectId } }, signal })),
    refetchInterval: ({ state: { data } }) =>
      data !== undefined && (data.waiting > 0 || (data.lastRun !== null && data.lastRun.finishedAt === null))
        ? 1_000
        : 10_000,
  });

/** What limits would remove now; those that are null are the project's own. */
export const retentionPreviewQuery = (
  projectId: string,
  limits: { readonly maxEvents?: number; readonly maxAgeDays?: number },
) =>
  queryOptions({
    queryKey: ['project', projectId, 'storage', 'preview', limits],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/projects/{projectId}/storage/preview', { params: { path: { projectId }, query: limits }, signal }),
      ),
    placeholderData: keepPreviousData,
  });

export const storageQuery = queryOptions({
  queryKey: ['storage'],
  queryFn: ({ signal }) => unwrap(api.GET('/storage', { signal })),
  refetchInterval: 10_000,
});
