import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from './client.ts';
import { allOf } from './pages.ts';

/** Everybody who may sign in; for administrators. */
export const membersQuery = queryOptions({
  queryKey: ['people', 'members'],
  queryFn: ({ signal }) => allOf((query) => unwrap(api.GET('/users', { params: { query }, signal }))),
});

/** Links that nobody has followed yet; for administrators. */
export const invitationsQuery = queryOptions({
  queryKey: ['people', 'invitations'],
  queryFn: ({ signal }) => allOf((query) => unwrap(api.GET('/invitations', { params: { query }, signal }))),
});

/** One person with their teams; for administrators. */
export const memberQuery = (userId: number) =>
  queryOptions({
    queryKey: ['people', 'members', userId],
    queryFn: ({ signal }) => unwrap(api.GET('/users/{userId}', { params: { path: { userId } }, signal })),
  });

export const memberTokensQuery = (userId: number) =>
  queryOptions({
    queryKey: ['people', 'members', userId, 'tokens'],
    queryFn: ({ signal }) =>
      allOf((query) => unwrap(api.GET('/users/{userId}/tokens', { params: { path: { userId }, query }, signal }))),
  });

/** The teams that one may see. */
export const teamsQuery = queryOptions({
  queryKey: ['people', 'teams'],
  queryFn: ({ signal }) => allOf((query) => unwrap(api.GET('/teams', { params: { query }, signal }))),
});

/** By number or slug. */
export const teamQuery = (teamId: string) =>
  queryOptions({
    queryKey: ['people', 'teams', teamId],
    queryFn: ({ signal }) => unwrap(api.GET('/teams/{teamId}', { params: { path: { teamId } }, signal })),
  });

export const teamMembersQuery = (teamId: string) =>
  queryOptions({
    queryKey: ['people', 'teams', teamId, 'members'],
    queryFn: ({ signal }) =>
      allOf((query) => unwrap(api.GET('/teams/{teamId}/members', { params: { path: { teamId }, query }, signal }))),
  });

export const teamProjectsQuery = (teamId: string) =>
  queryOptions({
    queryKey: ['people', 'teams', teamId, 'projects'],
    queryFn: ({ signal }) =>
      allOf((query) => unwrap(api.GET('/teams/{teamId}/projects', { params: { path: { teamId }, query }, signal }))),
  });
