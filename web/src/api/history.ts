import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from './client.ts';
import type { paths } from '../api.gen.ts';
import type { Action } from '../lib/actions.ts';

/** What happened to an issue and what people say of it; parts and look-alikes. */

type Get<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } };
}
  ? Body
  : never;

export type HistoryEntry = Get<'/issues/{issueId}/history'>['items'][number];
export type Comment = NonNullable<HistoryEntry['comment']>;
export type Mentionable = Get<'/issues/{issueId}/mentionable'>['items'][number];
export type Member = Get<'/issues/{issueId}/members'>['items'][number];
export type IssueStanding = Get<'/issues/{issueId}/state'>;

export const historyQuery = (issueId: string) =>
  infiniteQueryOptions({
    queryKey: ['issue', issueId, 'history'],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/issues/{issueId}/history', {
          params: { path: { issueId }, query: { limit: 50, ...(pageParam === null ? {} : { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    refetchInterval: (query) => 10_000 * Math.max(1, query.state.data?.pages.length ?? 1),
  });

/** Where it stands: resolved in which release, muted until when. Asked anew as soon as `known`, what is known of it otherwise, changes. */
export const standingQuery = (issueId: string, known: string) =>
  queryOptions({
    queryKey: ['issue', issueId, 'state', known],
    queryFn: ({ signal }) => unwrap(api.GET('/issues/{issueId}/state', { params: { path: { issueId } }, signal })),
    refetchInterval: 10_000,
  });

export const mentionableQuery = (issueId: string, prefix: string) =>
  queryOptions({
    queryKey: ['issue', issueId, 'mentionable', prefix],
    queryFn: async ({ signal }) =>
      (
        await unwrap(
          api.GET('/issues/{issueId}/mentionable', { params: { path: { issueId }, query: { prefix } }, signal }),
        )
      ).items,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

export const membersQuery = (issueId: string) =>
  queryOptions({
    queryKey: ['issue', issueId, 'members'],
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET('/issues/{issueId}/members', { params: { path: { issueId } }, signal }))).items,
  });

export const similarQuery = (issueId: string) =>
  queryOptions({
    queryKey: ['issue', issueId, 'similar'],
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET('/issues/{issueId}/similar', { params: { path: { issueId } }, signal }))).items,
    staleTime: 60_000,
  });

/** Issues that a search finds, the latest first; a few. */
export const foundQuery = (projectId: string, q: string) =>
  queryOptions({
    queryKey: ['issues', projectId, 'found', q],
    queryFn: async ({ signal }) =>
      (
        await unwrap(
          api.GET('/projects/{projectId}/issues', {
            params: { path: { projectId }, query: { limit: 20, ...(q === '' ? {} : { q }) } },
            signal,
          }),
        )
      ).items,
    placeholderData: keepPreviousData,
  });

export const actOnIssue = (issueId: string, body: Action) =>
  unwrap(api.POST('/issues/{issueId}/actions', { params: { path: { issueId } }, body }));

export const addComment = (issueId: string, body: string) =>
  unwrap(api.POST('/issues/{issueId}/comments', { params: { path: { issueId } }, body: { body } }));

export const editComment = (issueId: string, commentId: number, body: string) =>
  unwrap(
    api.PATCH('/issues/{issueId}/comments/{commentId}', { params: { path: { issueId, commentId } }, body: { body } }),
  );

export const deleteComment = (issueId: string, commentId: number) =>
  unwrap(api.DELETE('/issues/{issueId}/comments/{commentId}', { params: { path: { issueId, commentId } } }));

export const mergeIssues = (issueId: string, issues: string[]) =>
  unwrap(api.POST('/issues/{issueId}/merge', { params: { path: { issueId } }, body: { issues } }));

export const unmergeIssue = (issueId: string) =>
  unwrap(api.POST('/issues/{issueId}/unmerge', { params: { path: { issueId } } }));
