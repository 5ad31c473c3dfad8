import { createRouter } from '@tanstack/react-router';
import { sessionQuery } from '../api/accounts.ts';
import { basePath } from './base.ts';
import { queryClient, whenSessionExpires } from './query-client.ts';
import { routeTree } from './routes.tsx';
import { parseSearch, stringifySearch } from './search.ts';

export const router = createRouter({
  routeTree,
  basepath: basePath,
  parseSearch,
  stringifySearch,
  scrollRestoration: true,
  defaultPreload: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

// The session may end at any time (expiry, signed out elsewhere): sign in, then back to where one was.
whenSessionExpires(() => {
  if (router.state.location.pathname === '/sign-in') return;
  queryClient.setQueryData(sessionQuery.queryKey, null);
  void router.navigate({ to: '/sign-in', search: { next: router.state.location.href }, replace: true });
});
