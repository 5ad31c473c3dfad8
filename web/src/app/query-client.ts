import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from '../api/client.ts';

let onExpired: () => void = () => {};

/** What to do when the server no longer knows the session. */
export const whenSessionExpires = (act: () => void): void => {
  onExpired = act;
};

const watch = (error: unknown) => {
  if (error instanceof ApiError && error.status === 401) onExpired();
};

/** A refusal is final; a server that is away is asked twice more. Queries with an interval are polled only while the tab is visible. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: watch }),
  mutationCache: new MutationCache({ onError: watch }),
  defaultOptions: {
    queries: {
      retry: (count, error) => count < 2 && (!(error instanceof ApiError) || error.status === 0 || error.status >= 500),
      staleTime: 2_000,
    },
  },
});
