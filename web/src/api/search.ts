import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from './client.ts';
import { allOf } from './pages.ts';
import type { SavedSearch } from './types.ts';

/** A search as it is kept. `view` holds what the API checks again. */
export interface SearchFields {
  name: string;
  query: string;
  view: Record<string, string>;
  shared: boolean;
}

/** Keys and tags that begin with what was typed. */
export const keySuggestionsQuery = (projectId: string, prefix: string) =>
  queryOptions({
    queryKey: ['project', projectId, 'suggest', prefix],
    queryFn: async ({ signal }) => {
      const query = { prefix: prefix.slice(0, 200), limit: 30 };
      return (
        await unwrap(api.GET('/projects/{projectId}/search/keys', { params: { path: { projectId }, query }, signal }))
      ).items;
    },
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    retry: false,
  });

/** Values that begin with what was typed behind a key of the search language. */
export const suggestionsQuery = (projectId: string, key: string, prefix: string) =>
  queryOptions({
    queryKey: ['project', projectId, 'suggest', key, prefix],
    queryFn: async ({ signal }) => {
      const query = { key: key.slice(0, 210), prefix: prefix.slice(0, 200), limit: 30 };
      const path = { projectId };
      const { items } = await unwrap(
        api.GET('/projects/{projectId}/search/values', { params: { path, query }, signal }),
      );
      return { key, items };
    },
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    retry: false,
  });

/** Whether a search can be understood, and where not. */
export const checkSearch = (projectId: string, query: string) =>
  unwrap(api.GET('/projects/{projectId}/search/check', { params: { path: { projectId }, query: { query } } }));

/** One's own and those that are shared: all of them, by name, the pinned ones first. */
export const savedSearchesQuery = (projectId: string) =>
  queryOptions({
    queryKey: ['project', projectId, 'searches'],
    queryFn: async ({ signal }): Promise<SavedSearch[]> => {
      const path = { projectId };
      const { items } = await allOf((query) =>
        unwrap(api.GET('/projects/{projectId}/searches', { params: { path, query }, signal })),
      );
      return items.sort((a, b) => Number(b.pinned) - Number(a.pinned) || a.name.localeCompare(b.name));
    },
    staleTime: 30_000,
  });

export const saveSearch = (projectId: string, fields: SearchFields): Promise<SavedSearch> =>
  unwrap(api.POST('/projects/{projectId}/searches', { params: { path: { projectId } }, body: fields }));

export const changeSearch = (
  projectId: string,
  searchId: number,
  fields: Partial<SearchFields>,
): Promise<SavedSearch> =>
  unwrap(
    api.PATCH('/projects/{projectId}/searches/{searchId}', {
      params: { path: { projectId, searchId } },
      body: fields,
    }),
  );

export const pinSearch = (projectId: string, searchId: number, pinned: boolean) =>
  unwrap(
    api.PUT('/projects/{projectId}/searches/{searchId}/pin', {
      params: { path: { projectId, searchId } },
      body: { pinned },
    }),
  );

export const deleteSearch = (projectId: string, searchId: number) =>
  unwrap(api.DELETE('/projects/{projectId}/searches/{searchId}', { params: { path: { projectId, searchId } } }));
