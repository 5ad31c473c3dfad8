import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from './client.ts';
import { allOf } from './pages.ts';
import type { Monitor, Page } from './types.ts';

/** How far back statistics look. */
export type Period = '24h' | '7d' | '30d';

/** All of them: the switch and the list need every name, and few installations have more than a hundred. */
export const projectsQuery = queryOptions({
  queryKey: ['projects'],
  queryFn: ({ signal }) => allOf((query) => unwrap(api.GET('/projects', { params: { query }, signal }))),
  staleTime: 30_000,
});

export const overviewQuery = queryOptions({
  queryKey: ['projects', 'overview'],
  queryFn: ({ signal }) => unwrap(api.GET('/projects-overview', { signal })),
  refetchInterval: 10_000,
});

/** By id or slug. */
export const projectQuery = (projectId: string) =>
  queryOptions({
    queryKey: ['project', projectId],
    queryFn: ({ signal }) => unwrap(api.GET('/projects/{projectId}', { params: { path: { projectId } }, signal })),
    staleTime: 30_000,
  });

export const keysQuery = (projectId: string) =>
  queryOptions({
    queryKey: ['project', projectId, 'keys'],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/projects/{projectId}/keys', { params: { path: { projectId }, query: { limit: 100 } }, signal })),
  });

export const feedbackQuery = (projectId: string) =>
  infiniteQueryOptions({
    queryKey: ['project', projectId, 'feedback'],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/projects/{projectId}/feedback', {
          params: { path: { projectId }, query: { limit: 50, ...(pageParam === null ? {} : { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    refetchInterval: 15_000,
  });

export const monitorsQuery = (projectId: string) =>
  queryOptions({
    queryKey: ['project', projectId, 'monitors'],
    queryFn: async ({ signal }) => {
      const query = { limit: 100 };
      const page = await unwrap(
        api.GET('/projects/{projectId}/monitors', { params: { path: { projectId }, query }, signal }),
      );
      return page as Page<Monitor>;
    },
    refetchInterval: 15_000,
  });

export const checkInsQuery = (projectId: string, slug: string) =>
  queryOptions({
    queryKey: ['project', projectId, 'monitors', slug],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/projects/{projectId}/monitors/{slug}/check-ins', {
          params: { path: { projectId, slug }, query: { limit: 50 } },
          signal,
        }),
      ),
    refetchInterval: 15_000,
  });

export const environmentsQuery = (projectId: string) =>
  queryOptions({
    queryKey: ['project', projectId, 'environments'],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/projects/{projectId}/environments', { params: { path: { projectId } }, signal })),
    staleTime: 60_000,
    retry: false,
  });
