import { queryOptions } from '@tanstack/react-query';
import type { Action } from '../lib/actions.ts';
import { api, unwrap } from './client.ts';
import type { paths } from '../api.gen.ts';
import { allOf } from './pages.ts';
import type { Person } from './types.ts';

type Bulk = paths['/projects/{projectId}/issues/actions']['post'];
type BulkBody = Bulk['requestBody']['content']['application/json'];
export type Operation = Bulk['responses'][200]['content']['application/json'];

/** The issues that an action is about: these, or all that match. */
export type Target = { ids: number[] } | { query: NonNullable<BulkBody['query']> };

/** Still running when its status says so: ask `fetchOperation`. */
export const actOnIssues = (projectId: string, target: Target, action: Action): Promise<Operation> =>
  unwrap<Operation>(
    api.POST('/projects/{projectId}/issues/actions', {
      params: { path: { projectId } },
      body: { ...action, ...target },
    }),
  );

export const fetchOperation = (operationId: string): Promise<Operation> =>
  unwrap(api.GET('/bulk/{operationId}', { params: { path: { operationId } } }));

export const undoOperation = (operationId: string): Promise<Operation> =>
  unwrap<Operation>(api.POST('/undo/{operationId}', { params: { path: { operationId } } }));

export const cancelOperation = (operationId: string): Promise<Operation> =>
  unwrap(api.POST('/bulk/{operationId}/cancel', { params: { path: { operationId } } }));

/** Merges issues into another one; `undo` takes it back. */
export const mergeIssues = (into: string, issues: string[]): Promise<{ undo: string }> =>
  unwrap(api.POST('/issues/{issueId}/merge', { params: { path: { issueId: into } }, body: { issues } }));

/** What an action would do to an issue, in sentences. */
export const previewQuery = (issueId: string, action: Action) =>
  queryOptions({
    queryKey: ['issue', issueId, 'preview', action],
    queryFn: ({ signal }) =>
      unwrap(api.POST('/issues/{issueId}/actions/preview', { params: { path: { issueId } }, body: action, signal })),
    staleTime: 30_000,
    retry: false,
  });

/** The teams that see a project, and so may have its issues. */
export const teamsQuery = (projectId: string) =>
  queryOptions({
    queryKey: ['project', projectId, 'teams'],
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET('/projects/{projectId}/teams', { params: { path: { projectId } }, signal }))).items,
    staleTime: 60_000,
  });

/** Who sees a project, and so may have its issues. */
export const peopleQuery = (projectId: string) =>
  queryOptions({
    queryKey: ['project', projectId, 'people'],
    queryFn: async ({ signal }): Promise<Person[]> => {
      const path = { projectId };
      return (
        await allOf((query) => unwrap(api.GET('/projects/{projectId}/people', { params: { path, query }, signal })))
      ).items;
    },
    staleTime: 60_000,
  });
