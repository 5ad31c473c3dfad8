import { queryOptions } from '@tanstack/react-query';
import { api, ApiError, unwrap } from './client.ts';
import { allOf } from './pages.ts';
import type { Session } from './types.ts';

export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: ({ signal }) => unwrap(api.GET('/setup', { signal })),
  staleTime: 5_000,
});

/** Who is signed in; null: nobody. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      return await unwrap(api.GET('/session', { signal }));
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 60_000,
});

export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: ({ signal }) => allOf((query) => unwrap(api.GET('/tokens', { params: { query }, signal }))),
});

/** Where one is signed in. */
export const sessionsQuery = queryOptions({
  queryKey: ['session', 'all'],
  queryFn: ({ signal }) => unwrap(api.GET('/sessions', { signal })),
});
