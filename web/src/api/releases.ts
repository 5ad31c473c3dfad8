import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from './client.ts';
import type { Period } from './projects.ts';
import type { ReleaseIssueKind } from './types.ts';

export interface ReleaseFilter {
  search: string;
  /** Empty: all. */
  environment: string;
  period: Period;
  /** Those that were archived, instead of the others. */
  archived: boolean;
}

/** Everything about a project's releases: to be fetched anew when one of them was changed. */
export const releasesKey = (projectId: string) => ['project', projectId, 'releases'];

const cursorOf = (cursor: string | null) => (cursor === null ? {} : { cursor });

export const releasesQuery = (projectId: string, { search, environment, period, archived }: ReleaseFilter) =>
  infiniteQueryOptions({
    queryKey: [...releasesKey(projectId), { search, environment, period, archived }],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/projects/{projectId}/releases', {
          params: {
            path: { projectId },
            query: {
              limit: 50,
              period,
              archived,
              ...(search === '' ? {} : { search }),
              ...(environment === '' ? {} : { environment }),
              ...cursorOf(pageParam),
            },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  });

export const releaseQuery = (projectId: string, version: string) =>
  queryOptions({
    queryKey: [...releasesKey(projectId), version],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/projects/{projectId}/releases/{version}', { params: { path: { projectId, version } }, signal })),
    refetchInterval: 15_000,
  });

export const releaseHealthQuery = (projectId: string, version: string, environment: string, period: Period) =>
  queryOptions({
    queryKey: [...releasesKey(projectId), version, 'health', environment, period],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/projects/{projectId}/releases/{version}/health', {
          params: {
            path: { projectId, version },
            query: { period, ...(environment === '' ? {} : { environment }) },
          },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });

export const releaseIssuesQuery = (projectId: string, version: string, kind: ReleaseIssueKind) =>
  infiniteQueryOptions({
    queryKey: [...releasesKey(projectId), version, 'issues', kind],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/projects/{projectId}/releases/{version}/issues', {
          params: { path: { projectId, version }, query: { kind, limit: 10, ...cursorOf(pageParam) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    refetchInterval: 30_000,
  });

export const commitsQuery = (projectId: string, version: string) =>
  infiniteQueryOptions({
    queryKey: [...releasesKey(projectId), version, 'commits'],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/projects/{projectId}/releases/{version}/commits', {
          params: { path: { projectId, version }, query: { limit: 20, ...cursorOf(pageParam) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });

export const deploysQuery = (projectId: string, version: string) =>
  queryOptions({
    queryKey: [...releasesKey(projectId), version, 'deploys'],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/projects/{projectId}/releases/{version}/deploys', {
          params: { path: { projectId, version } },
          signal,
        }),
      ),
  });
