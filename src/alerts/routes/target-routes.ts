import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Caller } from '../../accounts/index.ts';
import { callerOf, visibleProject } from '../../accounts/index.ts';
import { encodeCursor, MINUTE, notFound, startOf, toPage } from '../../kit/index.ts';
import type { Queries } from '../../storage/index.ts';
import type { AlertRouteOptions } from '../routes.ts';
import { attemptsOf } from '../store-log.ts';
import { deleteTarget, findTarget, insertTarget, listTargets, updateTarget } from '../store-targets.ts';
import { readSettings } from '../targets.ts';
import type { Target } from '../targets.ts';
import { testTarget } from '../test-target.ts';
import * as schemas from './schemas.ts';

const { tags } = schemas;

/** Where a project's alerts go. */
export const targetPlugin: FastifyPluginAsyncTypebox<AlertRouteOptions> = async (app, options) => {
  const { storage, clock } = options;

  app.get(
    '/projects/:projectId/alert-targets',
    {
      schema: {
        operationId: 'listAlertTargets',
        summary: 'Targets of a project, oldest first',
        tags,
        params: schemas.projectPath,
        querystring: schemas.pageQuery,
        response: { 200: schemas.pageOf(schemas.target) },
      },
    },
    async (request) => {
      const { id } = await visibleProject(storage, callerOf(request), request.params.projectId);
      const { limit, cursor } = request.query;
      const rows = await listTargets(storage, [id], startOf('alert-targets', cursor, 0), limit + 1);
      return toPage(rows, limit, schemas.showTarget, (last) => encodeCursor('alert-targets', [last.id]));
    },
  );

  app.post(
    '/projects/:projectId/alert-targets',
    {
      schema: {
        operationId: 'createAlertTarget',
        summary: 'Add a target; try it with its test route',
        tags,
        params: schemas.projectPath,
        body: schemas.newTarget,
        response: { 201: schemas.target },
      },
    },
    async (request, reply) => {
      const { id: projectId } = await visibleProject(storage, callerOf(request), request.params.projectId);
      const { name, kind, enabled, digestMinutes, settings } = request.body;
      const target = await insertTarget(storage, {
        projectId,
        name: name.trim(),
        enabled,
        digest: digestMinutes * MINUTE,
        createdAt: clock.now(),
        settings: readSettings(kind, settings),
      });
      return reply.code(201).send(schemas.showTarget(target));
    },
  );

  app.patch(
    '/projects/:projectId/alert-targets/:targetId',
    {
      schema: {
        operationId: 'updateAlertTarget',
        summary: 'Change a target; secrets that are left out stay',
        tags,
        params: schemas.targetPath,
        body: schemas.targetChange,
        response: { 200: schemas.target },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { projectId, targetId } = request.params;
      const { name, enabled, digestMinutes, settings = {} } = request.body;
      const changed = await storage.transaction(async (tx) => {
        await tx.lock(`alerts target ${targetId}`);
        const before = await visibleTarget(tx, caller, projectId, targetId);
        const { kind, ...known } = before.settings;
        const next = {
          name: name?.trim() ?? before.name,
          enabled: enabled ?? before.enabled,
          digest: digestMinutes === undefined ? before.digest : digestMinutes * MINUTE,
          settings: readSettings(kind, settings, known),
        };
        await updateTarget(tx, targetId, next);
        return { ...before, ...next, pausedUntil: null };
      });
      return schemas.showTarget(changed);
    },
  );

  app.delete(
    '/projects/:projectId/alert-targets/:targetId',
    {
      schema: {
        operationId: 'deleteAlertTarget',
        summary: 'Delete a target and the log of its deliveries',
        tags,
        params: schemas.targetPath,
        response: { 204: schemas.nothing },
      },
    },
    async (request, reply) => {
      const { projectId, targetId } = request.params;
      const target = await visibleTarget(storage, callerOf(request), projectId, targetId);
      await deleteTarget(storage, target.id);
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/projects/:projectId/alert-targets/:targetId/test',
    {
      schema: {
        operationId: 'testAlertTarget',
        summary: 'Send a test message now, once, and say what came of it; five times a minute',
        tags,
        params: schemas.targetPath,
        response: { 200: schemas.deliveryDetail },
      },
    },
    async (request) => {
      const { projectId, targetId } = request.params;
      const row = await testTarget(options, await visibleTarget(storage, callerOf(request), projectId, targetId));
      return schemas.showDetail(row, await attemptsOf(storage, row.id));
    },
  );
};

/** Throws `not_found` for a target of another project, whether it exists or not. */
const visibleTarget = async (queries: Queries, caller: Caller, project: string, id: number): Promise<Target> => {
  const { id: projectId } = await visibleProject(queries, caller, project);
  const target = await findTarget(queries, id);
  if (target?.projectId !== projectId) throw notFound('The target');
  return target;
};
