import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { askedOf, listQueryOf, type IssueFilter } from '../lib/issue-search.ts';
import { api, fetchRaw, unwrap } from './client.ts';
import type { EventPage } from './types.ts';

/** One page of a list. Polled while the tab is visible, so that new issues appear without reload. */
export const issueListQuery = (projectId: string, filter: IssueFilter, cursor?: string) =>
  queryOptions({
    queryKey: ['issues', projectId, 'list', filter, cursor ?? ''],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/projects/{projectId}/issues', {
          params: { path: { projectId }, query: listQueryOf(filter, cursor) },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: 4_000,
  });

/** How many issues of a list there are in each state. */
export const stateCountsQuery = (projectId: string, filter: IssueFilter) =>
  queryOptions({
    queryKey: ['issues', projectId, 'counts', askedOf(filter)],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/projects/{projectId}/issues/counts', {
          params: { path: { projectId }, query: askedOf(filter) },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: 8_000,
  });

export const issueQuery = (issueId: string) =>
  queryOptions({
    queryKey: ['issue', issueId],
    queryFn: ({ signal }) => unwrap(api.GET('/issues/{issueId}', { params: { path: { issueId } }, signal })),
    refetchInterval: 5_000,
  });

/** `which`: `latest`, `first` or an event id. Never polled: an event does not change under its reader. */
export const issueEventQuery = (issueId: string, which: string) =>
  queryOptions({
    queryKey: ['issue', issueId, 'event', which],
    queryFn: async ({ signal }): Promise<EventPage> =>
      // What OpenAPI types cannot say is in `Precise`.
      (await unwrap(
        api.GET('/issues/{issueId}/events/{which}', { params: { path: { issueId, which } }, signal }),
      )) as EventPage,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  });

export const issueEventsQuery = (issueId: string, environment: string) =>
  infiniteQueryOptions({
    queryKey: ['issue', issueId, 'events', environment],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/issues/{issueId}/events', {
          params: {
            path: { issueId },
            query: {
              limit: 50,
              ...(environment === '' ? {} : { environment }),
              ...(pageParam === null ? {} : { cursor: pageParam }),
            },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  });

export const issueTagsQuery = (issueId: string) =>
  queryOptions({
    queryKey: ['issue', issueId, 'tags'],
    queryFn: ({ signal }) => unwrap(api.GET('/issues/{issueId}/tags', { params: { path: { issueId } }, signal })),
    staleTime: 15_000,
  });

/** All values of one tag, the most frequent first. */
export const tagValuesQuery = (issueId: string, key: string) =>
  infiniteQueryOptions({
    queryKey: ['issue', issueId, 'tags', key],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/issues/{issueId}/tags/{key}', {
          params: {
            path: { issueId, key },
            query: { limit: 100, ...(pageParam === null ? {} : { cursor: pageParam }) },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });

export const histogramQuery = (issueId: string, period: '24h' | '7d' | '30d' | '90d') =>
  queryOptions({
    queryKey: ['issue', issueId, 'histogram', period],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/issues/{issueId}/histogram', { params: { path: { issueId }, query: { period } }, signal })),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });

export const issueFeedbackQuery = (issueId: string) =>
  queryOptions({
    queryKey: ['issue', issueId, 'feedback'],
    queryFn: ({ signal }) => unwrap(api.GET('/issues/{issueId}/feedback', { params: { path: { issueId } }, signal })),
  });

/** The issue that holds an event, found by project and event id (links from logs). */
export const eventQuery = (projectId: string, eventId: string) =>
  queryOptions({
    queryKey: ['event', projectId, eventId],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/projects/{projectId}/events/{eventId}', { params: { path: { projectId, eventId } }, signal })),
  });

export const rawEventQuery = (projectId: number, eventId: string) =>
  queryOptions({
    queryKey: ['event', projectId, eventId, 'raw'],
    queryFn: async () => await (await fetchRaw(`/projects/${projectId}/events/${eventId}/raw`)).text(),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const fetchStacktrace = async (projectId: number, eventId: string, format: 'text' | 'markdown') =>
  await (await fetchRaw(`/projects/${projectId}/events/${eventId}/stacktrace?format=${format}`)).text();
