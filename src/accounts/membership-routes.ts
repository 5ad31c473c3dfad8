import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { encodeCursor, notFound, startOf, toPage } from '../kit/index.ts';
import { requireUnbound } from './access.ts';
import { callerOf } from './authentication.ts';
import {
  giveProject,
  joinTeams,
  leaveTeam,
  listPeople,
  listTeamMembers,
  projectIdsOfTeam,
  takeProject,
} from './memberships.ts';
import * as people from './people-schemas.ts';
import { listProjects } from './project-store.ts';
import { visibleProject } from './projects.ts';
import type { AccountRouteOptions } from './routes.ts';
import * as schemas from './schemas.ts';
import { knownTeam, visibleTeam } from './teams.ts';
import { teamsOf } from './team-store.ts';
import { findUser } from './user-store.ts';

const tags = ['people'];
const config = { access: 'admin' } as const;
const memberPath = Type.Object({ ...people.teamPath.properties, userId: Type.Integer() });
const projectPath = Type.Object({ ...people.teamPath.properties, ...schemas.projectPath.properties });
const projectName = Type.Object({ id: Type.Integer(), name: Type.String(), slug: Type.String() });

/** Who is in a team, what a team sees, and who sees a project. */
export const membershipRoutes: FastifyPluginAsyncTypebox<AccountRouteOptions> = async (app, { storage }) => {
  app.get(
    '/teams/:teamId/members',
    {
      schema: {
        operationId: 'listTeamMembers',
        summary: 'The people of a team',
        tags,
        params: people.teamPath,
        querystring: schemas.pageQuery,
        response: { 200: schemas.pageOf(schemas.user) },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      requireUnbound(caller);
      const { id } = await visibleTeam(storage, caller, request.params.teamId);
      const { limit = 25, cursor } = request.query;
      const list = `members of ${id}`;
      const rows = await listTeamMembers(storage, id, startOf(list, cursor, 0), limit + 1);
      return toPage(
        rows,
        limit,
        (user) => user,
        (last) => encodeCursor(list, [last.id]),
      );
    },
  );

  app.put(
    '/teams/:teamId/members/:userId',
    {
      config,
      schema: {
        operationId: 'addTeamMember',
        summary: 'Put a user into a team',
        tags,
        params: memberPath,
        response: { 204: schemas.nothing },
      },
    },
    async (request, reply) => {
      requireUnbound(callerOf(request));
      const { id } = await knownTeam(storage, request.params.teamId);
      const user = await findUser(storage, request.params.userId);
      if (user === null) throw notFound('The user');
      await joinTeams(storage, user.id, [id]);
      return reply.code(204).send(null);
    },
  );

  app.delete(
    '/teams/:teamId/members/:userId',
    {
      config,
      schema: {
        operationId: 'removeTeamMember',
        summary: 'Take a user out of a team',
        tags,
        params: memberPath,
        response: { 204: schemas.nothing },
      },
    },
    async (request, reply) => {
      requireUnbound(callerOf(request));
      const { id } = await knownTeam(storage, request.params.teamId);
      if (!(await leaveTeam(storage, request.params.userId, id))) throw notFound('The member');
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/teams/:teamId/projects',
    {
      schema: {
        operationId: 'listTeamProjects',
        summary: 'The projects that a team sees',
        tags,
        params: people.teamPath,
        querystring: schemas.pageQuery,
        response: { 200: schemas.pageOf(projectName) },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      requireUnbound(caller);
      const { id } = await visibleTeam(storage, caller, request.params.teamId);
      const { limit = 25, cursor } = request.query;
      const list = `projects of ${id}`;
      const projects = await projectIdsOfTeam(storage, id);
      const rows = await listProjects(storage, { projects }, startOf(list, cursor, ''), limit + 1);
      return toPage(
        rows,
        limit,
        ({ id: number, name, slug }) => ({ id: number, name, slug }),
        (last) => encodeCursor(list, [last.slug]),
      );
    },
  );

  app.put(
    '/teams/:teamId/projects/:projectId',
    {
      config,
      schema: {
        operationId: 'addTeamProject',
        summary: 'Let a team see a project',
        tags,
        params: projectPath,
        response: { 204: schemas.nothing },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      requireUnbound(caller);
      const { id } = await knownTeam(storage, request.params.teamId);
      const project = await visibleProject(storage, caller, request.params.projectId);
      await giveProject(storage, project.id, [id]);
      return reply.code(204).send(null);
    },
  );

  app.delete(
    '/teams/:teamId/projects/:projectId',
    {
      config,
      schema: {
        operationId: 'removeTeamProject',
        summary: 'Let a team see a project no longer',
        tags,
        params: projectPath,
        response: { 204: schemas.nothing },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      requireUnbound(caller);
      const { id } = await knownTeam(storage, request.params.teamId);
      const project = await visibleProject(storage, caller, request.params.projectId);
      if (!(await takeProject(storage, project.id, id))) throw notFound('The project of this team');
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/projects/:projectId/people',
    {
      schema: {
        operationId: 'listProjectPeople',
        summary: 'Who sees a project: owners, admins and the people of its teams',
        tags,
        params: schemas.projectPath,
        querystring: schemas.pageQuery,
        response: { 200: schemas.pageOf(schemas.user) },
      },
    },
    async (request) => {
      const { id } = await visibleProject(storage, callerOf(request), request.params.projectId);
      const { limit = 25, cursor } = request.query;
      const list = `people of ${id}`;
      const rows = await listPeople(storage, id, startOf(list, cursor, 0), limit + 1);
      return toPage(
        rows,
        limit,
        (user) => user,
        (last) => encodeCursor(list, [last.id]),
      );
    },
  );

  app.get(
    '/projects/:projectId/teams',
    {
      schema: {
        operationId: 'listProjectTeams',
        summary: 'The teams that see a project',
        tags,
        params: schemas.projectPath,
        response: { 200: Type.Object({ items: people.teams, nextCursor: Type.Null() }) },
      },
    },
    async (request) => {
      const { id } = await visibleProject(storage, callerOf(request), request.params.projectId);
      const items = (await teamsOf(storage, { projectId: id })).map(people.showTeamName);
      return { items, nextCursor: null };
    },
  );
};
