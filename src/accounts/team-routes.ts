import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { encodeCursor, startOf, toIso, toPage } from '../kit/index.ts';
import { requireUnbound, seesAll } from './access.ts';
import { callerOf } from './authentication.ts';
import * as people from './people-schemas.ts';
import type { AccountRouteOptions } from './routes.ts';
import * as schemas from './schemas.ts';
import { changeTeam, createTeam, knownTeam, visibleTeam } from './teams.ts';
import { countTeams, deleteTeam, listTeams } from './team-store.ts';
import type { Team } from './types.ts';

const tags = ['people'];
const closed = { additionalProperties: false } as const;
const config = { access: 'admin' } as const;
const named = Type.Object({ name: schemas.projectName }, closed);

/** Teams: members and viewers see the projects of theirs. Administrators see and change all of them, others see those they are in. */
export const teamRoutes: FastifyPluginAsyncTypebox<AccountRouteOptions> = async (app, { storage, clock }) => {
  const show = async (teams: readonly Team[]) => {
    const counts = await countTeams(
      storage,
      teams.map(({ id }) => id),
    );
    return (team: Team) => ({
      ...people.showTeamName(team),
      createdAt: toIso(team.createdAt),
      ...(counts.get(team.id) ?? { members: 0, projects: 0 }),
    });
  };
  const showOne = async (team: Team) => (await show([team]))(team);

  app.get(
    '/teams',
    {
      schema: {
        operationId: 'listTeams',
        summary: 'Teams you may see, by slug',
        tags,
        querystring: schemas.pageQuery,
        response: { 200: schemas.pageOf(people.team) },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      requireUnbound(caller);
      const { limit = 25, cursor } = request.query;
      const member = seesAll(caller.role) ? null : caller.userId;
      const rows = await listTeams(storage, member, startOf('teams', cursor, ''), limit + 1);
      return toPage(rows, limit, await show(rows), (last) => encodeCursor('teams', [last.slug]));
    },
  );

  app.post(
    '/teams',
    {
      config,
      schema: {
        operationId: 'createTeam',
        summary: 'Make a team',
        tags,
        body: named,
        response: { 201: people.team },
      },
    },
    async (request, reply) => {
      requireUnbound(callerOf(request));
      const team = await createTeam(storage, clock, request.body.name);
      return reply.code(201).send(await showOne(team));
    },
  );

  app.get(
    '/teams/:teamId',
    {
      schema: {
        operationId: 'getTeam',
        summary: 'A team',
        tags,
        params: people.teamPath,
        response: { 200: people.team },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      requireUnbound(caller);
      return await showOne(await visibleTeam(storage, caller, request.params.teamId));
    },
  );

  app.patch(
    '/teams/:teamId',
    {
      config,
      schema: {
        operationId: 'updateTeam',
        summary: 'Rename a team; its slug stays',
        tags,
        params: people.teamPath,
        body: named,
        response: { 200: people.team },
      },
    },
    async (request) => {
      requireUnbound(callerOf(request));
      const team = await knownTeam(storage, request.params.teamId);
      return await showOne(await changeTeam(storage, team, request.body));
    },
  );

  app.delete(
    '/teams/:teamId',
    {
      config,
      schema: {
        operationId: 'deleteTeam',
        summary: 'Delete a team; its people and projects stay',
        tags,
        params: people.teamPath,
        response: { 204: schemas.nothing },
      },
    },
    async (request, reply) => {
      requireUnbound(callerOf(request));
      await deleteTeam(storage, (await knownTeam(storage, request.params.teamId)).id);
      return reply.code(204).send(null);
    },
  );
};
