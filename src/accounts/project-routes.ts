import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { encodeCursor, startOf, toPage } from '../kit/index.ts';
import { requireUnbound } from './access.ts';
import { callerOf } from './authentication.ts';
import { firstKeys } from './key-store.ts';
import { deleteProject, listProjects } from './project-store.ts';
import { teamIds } from './people-schemas.ts';
import { changeProject, createProject, visibleProject } from './projects.ts';
import type { AccountRouteOptions } from './routes.ts';
import * as schemas from './schemas.ts';
import { teamsForProject } from './teams.ts';
import type { Project } from './types.ts';

const tags = ['accounts'];
const closed = { additionalProperties: false } as const;

export const projectRoutes: FastifyPluginAsyncTypebox<AccountRouteOptions> = async (app, options) => {
  const { storage, clock, publicUrl, checkSettings = () => undefined, projectDeleted } = options;
  const show = async (project: Project) =>
    schemas.showProject(project, (await firstKeys(storage, [project.id])).get(project.id), publicUrl());

  app.get(
    '/projects',
    {
      schema: {
        operationId: 'listProjects',
        summary: 'Projects you may see, by slug',
        tags,
        querystring: schemas.pageQuery,
        response: { 200: schemas.pageOf(schemas.project) },
      },
    },
    async (request) => {
      const { limit = 25, cursor } = request.query;
      const rows = await listProjects(storage, callerOf(request), startOf('projects', cursor, ''), limit + 1);
      const keys = await firstKeys(
        storage,
        rows.map(({ id }) => id),
      );
      const item = (project: Project) => schemas.showProject(project, keys.get(project.id), publicUrl());
      return toPage(rows, limit, item, (last) => encodeCursor('projects', [last.slug]));
    },
  );

  app.post(
    '/projects',
    {
      schema: {
        operationId: 'createProject',
        summary: 'Make a project; with id and key of another tracker its DSNs stay valid',
        description:
          'The teams in teamIds see it; owners and admins always do. A member names teams of their own, or has one only and need not.',
        tags,
        body: Type.Object(
          {
            name: schemas.projectName,
            platform: Type.Optional(schemas.platform),
            id: Type.Optional(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })),
            key: Type.Optional(Type.String({ pattern: '^[0-9a-fA-F]{32}$' })),
            teamIds: Type.Optional(teamIds),
          },
          closed,
        ),
        response: { 201: schemas.project },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      requireUnbound(caller);
      const { name, platform, id, key: publicKey } = request.body;
      const teams = await teamsForProject(storage, caller, request.body.teamIds);
      const { project, key } = await createProject(storage, clock, { name, platform, id, publicKey, teamIds: teams });
      return reply.code(201).send(schemas.showProject(project, key, publicUrl()));
    },
  );

  app.get(
    '/projects/:projectId',
    {
      schema: {
        operationId: 'getProject',
        summary: 'A project with its settings',
        tags,
        params: schemas.projectPath,
        response: { 200: schemas.project },
      },
    },
    async (request) => show(await visibleProject(storage, callerOf(request), request.params.projectId)),
  );

  app.patch(
    '/projects/:projectId',
    {
      schema: {
        operationId: 'updateProject',
        summary: 'Change name, platform or settings; what is not named stays, lists are replaced whole',
        tags,
        params: schemas.projectPath,
        body: Type.Object(
          {
            name: Type.Optional(schemas.projectName),
            platform: Type.Optional(schemas.platform),
            settings: Type.Optional(schemas.settingsPatch),
          },
          closed,
        ),
        response: { 200: schemas.project },
      },
    },
    async (request) => {
      const { id } = await visibleProject(storage, callerOf(request), request.params.projectId);
      return await show(await changeProject(storage, id, request.body, checkSettings));
    },
  );

  app.delete(
    '/projects/:projectId',
    {
      config: { access: 'admin' },
      schema: {
        operationId: 'deleteProject',
        summary: 'Delete a project with its keys and everything it received',
        tags,
        params: schemas.projectPath,
        response: { 204: schemas.nothing },
      },
    },
    async (request, reply) => {
      const { id } = await visibleProject(storage, callerOf(request), request.params.projectId);
      await deleteProject(storage, id);
      await projectDeleted?.(id);
      return reply.code(204).send(null);
    },
  );
};
