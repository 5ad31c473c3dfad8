import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { callerOf, visibleProject } from '../../accounts/index.ts';
import type { Project } from '../../accounts/index.ts';
import { eventOfProject } from '../read/events.ts';
import { storedOf, wouldFree } from '../read/storage.ts';
import { defaultRetention, limitsOf } from '../retention/limits.ts';
import { beginRun } from '../retention/runs.ts';
import { runRetention } from '../retention/sweep.ts';
import type { IssueRouteOptions } from '../routes.ts';
import { iso, projectPath, tags } from './common.ts';
import { preview, projectStorage, showStored } from './storage-schemas.ts';

const limit = (maximum: number) => Type.Optional(Type.Integer({ minimum: 1, maximum }));

/** What a project stores, what other limits would free, and retention on demand. */
export const storagePlugin: FastifyPluginAsyncTypebox<IssueRouteOptions> = async (app, options) => {
  const { storage, clock, retention: defaults = defaultRetention } = options;

  const show = async (project: Project) => {
    const limits = limitsOf(project.settings, defaults);
    const [stored] = await storedOf(storage, [project.id]);
    if (stored === undefined) throw new Error('every project that is asked for is told');
    const { aboveAge, aboveCap } = await wouldFree(storage, stored, limits, clock.now());
    const oldest = await eventOfProject(storage, project.id, 'first');
    const oldestEventAt = iso(oldest?.received_at ?? null);
    return showStored(stored, { limits, defaults, oldestEventAt, waiting: aboveAge + aboveCap });
  };

  app.get(
    '/projects/:projectId/storage',
    {
      schema: {
        operationId: 'getProjectStorage',
        summary: 'What a project stores, its limits, and what retention did last',
        description: 'Limits are settings of the project: PATCH /projects/{projectId} with settings.retention.',
        tags,
        params: projectPath,
        response: { 200: projectStorage },
      },
    },
    async (request) => await show(await visibleProject(storage, callerOf(request), request.params.projectId)),
  );

  app.get(
    '/projects/:projectId/storage/preview',
    {
      schema: {
        operationId: 'previewRetention',
        summary: 'What other limits would remove now',
        tags,
        params: projectPath,
        querystring: Type.Object({ maxEvents: limit(1_000_000_000), maxAgeDays: limit(36_500) }),
        response: { 200: preview },
      },
    },
    async (request) => {
      const project = await visibleProject(storage, callerOf(request), request.params.projectId);
      const limits = limitsOf(project.settings, defaults);
      const [stored] = await storedOf(storage, [project.id]);
      if (stored === undefined) throw new Error('every project that is asked for is told');
      return { ...(await wouldFree(storage, stored, { ...limits, ...request.query }, clock.now())) };
    },
  );

  app.post(
    '/projects/:projectId/storage/runs',
    {
      schema: {
        operationId: 'runRetention',
        summary: 'Remove what is above the limits now, instead of soon',
        description: 'Answers when it began; GET /projects/{projectId}/storage tells how far it is.',
        tags,
        params: projectPath,
        response: { 202: projectStorage },
      },
    },
    async (request, reply) => {
      const project = await visibleProject(storage, callerOf(request), request.params.projectId);
      await beginRun(storage, project.id, clock.now());
      const answer = await show(project);
      runRetention(storage, clock, project, defaults).catch((error: unknown) =>
        app.log.warn({ err: error, project: project.id }, 'retention was interrupted; it goes on by itself'),
      );
      return reply.code(202).send(answer);
    },
  );
};
