import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from './client.ts';
import { allOf } from './pages.ts';
import type { AlertCondition, DeliveryState } from './types.ts';

/** Everything about a project's alerts: to be fetched anew when a rule or a target was changed. */
export const alertsKey = (projectId: string) => ['project', projectId, 'alerts'];

export const alertTargetsQuery = (projectId: string) =>
  queryOptions({
    queryKey: [...alertsKey(projectId), 'targets'],
    queryFn: ({ signal }) =>
      allOf((query) =>
        unwrap(api.GET('/projects/{projectId}/alert-targets', { params: { path: { projectId }, query }, signal })),
      ),
    refetchInterval: 15_000,
  });

export const alertRulesQuery = (projectId: string) =>
  queryOptions({
    queryKey: [...alertsKey(projectId), 'rules'],
    queryFn: ({ signal }) =>
      allOf((query) =>
        unwrap(api.GET('/projects/{projectId}/alert-rules', { params: { path: { projectId }, query }, signal })),
      ),
  });

/** Which of the newest issues these conditions fit. */
export const rulePreviewQuery = (projectId: string, conditions: AlertCondition[]) =>
  queryOptions({
    queryKey: [...alertsKey(projectId), 'preview', conditions],
    queryFn: ({ signal }) =>
      unwrap(
        api.POST('/projects/{projectId}/alert-rules/preview', {
          params: { path: { projectId } },
          body: { conditions },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    retry: false,
  });

export interface LogFilter {
  state?: DeliveryState | undefined;
  targetId?: number | undefined;
}

/** Polled while the tab is visible; less often the more pages are open. */
export const deliveriesQuery = (projectId: string, { state, targetId }: LogFilter) =>
  infiniteQueryOptions({
    queryKey: [...alertsKey(projectId), 'log', { state, targetId }],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/projects/{projectId}/alert-deliveries', {
          params: {
            path: { projectId },
            query: {
              limit: 50,
              ...(state === undefined ? {} : { state }),
              ...(targetId === undefined ? {} : { targetId }),
              ...(pageParam === null ? {} : { cursor: pageParam }),
            },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: (query) => 2_000 * Math.max(1, query.state.data?.pages.length ?? 1),
  });

/** One delivery with every try. */
export const deliveryQuery = (projectId: string, deliveryId: string) =>
  queryOptions({
    queryKey: [...alertsKey(projectId), 'delivery', deliveryId],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/projects/{projectId}/alert-deliveries/{deliveryId}', {
          params: { path: { projectId, deliveryId } },
          signal,
        }),
      ),
    refetchInterval: 3_000,
  });
