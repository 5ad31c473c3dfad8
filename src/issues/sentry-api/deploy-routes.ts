import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { callerOf } from '../../accounts/index.ts';
import { toIso } from '../../kit/index.ts';
import { addDeploy } from '../releases/manage.ts';
import { deploysOf } from '../releases/store.ts';
import { iso } from '../routes/common.ts';
import { onePage, organizationPath, pageQuery } from './paging.ts';
import { instantOf, maybe, projectsNamed } from './release-body.ts';
import { findReleases } from './releases.ts';
import type { SentryApiOptions } from './routes.ts';
import { projectsMeant } from './scope.ts';

const path = Type.Object({ ...organizationPath.properties, version: Type.String({ maxLength: 1_000 }) });

const newDeploy = Type.Object({
  environment: Type.String({ minLength: 1, maxLength: 64 }),
  name: maybe(Type.String({ maxLength: 200 })),
  url: maybe(Type.String({ maxLength: 2_000 })),
  dateStarted: maybe(Type.String()),
  dateFinished: maybe(Type.String()),
  projects: projectsNamed,
});

/** Where releases were brought. */
export const deployPlugin: FastifyPluginAsyncTypebox<SentryApiOptions> = async (app, { storage, clock, publicUrl }) => {
  app.get(
    '/organizations/:organization/releases/:version/deploys',
    { schema: { params: path, querystring: pageQuery } },
    async (request, reply) => {
      const meant = await projectsMeant(storage, callerOf(request), {});
      const [{ row }] = await findReleases(storage, meant, request.params.version);
      const rows = await deploysOf(storage, row.id);
      const at = { request, reply, url: publicUrl() };
      return onePage(at, 'deploys', { rows, limit: rows.length }, ({ id }) => [id]).map((each) => ({
        id: String(each.id),
        environment: each.environment,
        name: each.name,
        url: each.url,
        dateStarted: iso(each.started_at),
        dateFinished: toIso(each.finished_at),
      }));
    },
  );

  app.post(
    '/organizations/:organization/releases/:version/deploys',
    { schema: { params: path, body: newDeploy } },
    async (request, reply) => {
      const { environment, name = null, url = null, dateStarted, dateFinished, projects } = request.body;
      const deploy = {
        environment,
        name,
        url,
        startedAt: typeof dateStarted === 'string' ? instantOf(dateStarted, 'dateStarted') : null,
        finishedAt: typeof dateFinished === 'string' ? instantOf(dateFinished, 'dateFinished') : clock.now(),
      };
      const meant = await projectsMeant(storage, callerOf(request), { named: projects ?? [] });
      const ids: number[] = [];
      for (const { row } of await findReleases(storage, meant, request.params.version))
        ids.push(await addDeploy(storage, row.id, deploy));
      void reply.code(201);
      return {
        id: String(ids[0]),
        environment,
        name,
        url,
        dateStarted: iso(deploy.startedAt),
        dateFinished: toIso(deploy.finishedAt),
      };
    },
  );
};
