import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from './client.ts';
import type { QuotaLimits, ProjectQuotas } from './types.ts';

/** How far back statistics look. */
export type UsagePeriod = '1h' | '24h' | '7d' | '30d' | '90d';
export const usagePeriods: readonly UsagePeriod[] = ['1h', '24h', '7d', '30d', '90d'];

export const statsQuery = (projectId: string, period: UsagePeriod) =>
  queryOptions({
    queryKey: ['project', projectId, 'stats', period],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/projects/{projectId}/stats', { params: { path: { projectId }, query: { period } }, signal })),
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  });

export const installationStatsQuery = (period: UsagePeriod) =>
  queryOptions({
    queryKey: ['usage', 'stats', period],
    queryFn: ({ signal }) => unwrap(api.GET('/stats', { params: { query: { period } }, signal })),
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  });

export const projectQuotasQuery = (projectId: string) =>
  queryOptions({
    queryKey: ['project', projectId, 'quotas'],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/projects/{projectId}/quotas', { params: { path: { projectId } }, signal })),
    refetchInterval: 5_000,
  });

export const quotasQuery = queryOptions({
  queryKey: ['usage', 'quotas'],
  queryFn: ({ signal }) => unwrap(api.GET('/quotas', { signal })),
  refetchInterval: 5_000,
});

export const changeProjectQuotas = (
  projectId: string,
  body: Partial<QuotaLimits & Pick<ProjectQuotas, 'spikeProtection' | 'spikeFactor'>>,
) => unwrap(api.PATCH('/projects/{projectId}/quotas', { params: { path: { projectId } }, body }));

export const changeQuotas = (body: Partial<QuotaLimits>) => unwrap(api.PATCH('/quotas', { body }));
