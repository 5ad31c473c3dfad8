import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { encodeCursor, notFound, startOf, toPage } from '../kit/index.ts';
import { requireRank, requireUnbound } from './access.ts';
import { callerOf } from './authentication.ts';
import * as people from './people-schemas.ts';
import type { AccountRouteOptions } from './routes.ts';
import * as schemas from './schemas.ts';
import { requireTeams } from './teams.ts';
import { teamsOf } from './team-store.ts';
import { changeUser, removeUser } from './user-changes.ts';
import { findUser, listUsers } from './user-store.ts';
import { createUser } from './users.ts';

const tags = ['people'];
const closed = { additionalProperties: false } as const;
const config = { access: 'admin' } as const;

/** The people of the installation, for administrators. */
export const userRoutes: FastifyPluginAsyncTypebox<AccountRouteOptions> = async (app, { storage, clock }) => {
  app.get(
    '/users',
    {
      config,
      schema: {
        operationId: 'listUsers',
        summary: 'Users, in order of joining',
        tags,
        querystring: schemas.pageQuery,
        response: { 200: schemas.pageOf(people.account) },
      },
    },
    async (request) => {
      requireUnbound(callerOf(request));
      const { limit = 25, cursor } = request.query;
      const rows = await listUsers(storage, startOf('users', cursor, 0), limit + 1);
      return toPage(rows, limit, people.showAccount, (last) => encodeCursor('users', [last.id]));
    },
  );

  app.post(
    '/users',
    {
      config,
      schema: {
        operationId: 'createUser',
        summary: 'Add a user, with a role no higher than your own',
        description: 'Better invite people: then nobody but them knows their password.',
        tags,
        body: Type.Object(
          {
            email: schemas.email,
            name: Type.Optional(schemas.userName),
            password: schemas.password,
            role: schemas.role,
            teamIds: Type.Optional(people.teamIds),
          },
          closed,
        ),
        response: { 201: people.account },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      requireUnbound(caller);
      requireRank(caller, request.body.role);
      await requireTeams(storage, request.body.teamIds ?? []);
      return reply.code(201).send(people.showAccount(await createUser(storage, clock, request.body)));
    },
  );

  app.get(
    '/users/:userId',
    {
      config,
      schema: {
        operationId: 'getUser',
        summary: 'A user and their teams',
        tags,
        params: people.userPath,
        response: { 200: people.accountWithTeams },
      },
    },
    async (request) => {
      requireUnbound(callerOf(request));
      const { userId } = request.params;
      const user = await findUser(storage, userId);
      if (user === null) throw notFound('The user');
      const teams = (await teamsOf(storage, { userId })).map(people.showTeamName);
      return { ...people.showAccount(user), teams };
    },
  );

  app.patch(
    '/users/:userId',
    {
      config,
      schema: {
        operationId: 'updateUser',
        summary: 'Change a user; active: false shuts them out, with all their sessions and tokens',
        description:
          'Nobody changes who stands above them, or makes somebody higher than they are. One owner always remains.',
        tags,
        params: people.userPath,
        body: Type.Object(
          {
            email: Type.Optional(schemas.email),
            name: Type.Optional(schemas.userName),
            role: Type.Optional(schemas.role),
            active: Type.Optional(Type.Boolean()),
          },
          closed,
        ),
        response: { 200: people.account },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      requireUnbound(caller);
      return people.showAccount(await changeUser(storage, clock, caller, request.params.userId, request.body));
    },
  );

  app.delete(
    '/users/:userId',
    {
      config,
      schema: {
        operationId: 'deleteUser',
        summary: 'Remove a user with their sessions, tokens and open invitations; what they did stays',
        tags,
        params: people.userPath,
        response: { 204: schemas.nothing },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      requireUnbound(caller);
      await removeUser(storage, caller, request.params.userId);
      return reply.code(204).send(null);
    },
  );
};
