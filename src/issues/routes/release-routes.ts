import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { callerOf, visibleProject } from '../../accounts/index.ts';
import { decodeCursor, encodeCursor, toIso, toPage } from '../../kit/index.ts';
import { environmentId } from '../read/filter.ts';
import { healthByRelease, healthOf } from '../read/health.ts';
import { deployedOf, listReleases } from '../read/releases.ts';
import { spans, startOf } from '../read/series.ts';
import { latestRelease } from '../releases/create.ts';
import { countsOf } from '../releases/store.ts';
import type { IssueRouteOptions } from '../routes.ts';
import { pageOf, pageQuery, projectPath, tags } from './common.ts';
import * as health from './health-schemas.ts';
import * as schemas from './release-schemas.ts';

const listedRelease = Type.Object({
  ...schemas.release.properties,
  health: health.releaseHealth,
  deployed: Type.Array(schemas.deployed, { description: 'Where it was brought, the latest first' }),
});

/** Releases as lists show them, and the health of all of them. */
export const releasePlugin: FastifyPluginAsyncTypebox<IssueRouteOptions> = async (app, { storage, clock }) => {
  app.get(
    '/projects/:projectId/releases',
    {
      schema: {
        operationId: 'listReleases',
        summary: 'Releases of a project, the newest first, with their health',
        tags,
        params: projectPath,
        querystring: Type.Object({
          ...pageQuery.properties,
          search: Type.Optional(Type.String({ maxLength: 200, description: 'Part of the name, in any case' })),
          environment: Type.Optional(
            Type.String({
              maxLength: 64,
              description: 'Only releases seen in it or brought there; health in it alone',
            }),
          ),
          period: Type.Enum(['24h', '7d', '30d'], { default: '7d', description: 'Of the health' }),
          archived: Type.Boolean({ default: false, description: 'Those that were archived, instead of the others' }),
        }),
        response: { 200: pageOf(listedRelease) },
      },
    },
    async (request) => {
      const { id: project } = await visibleProject(storage, callerOf(request), request.params.projectId);
      const { limit, cursor, search = null, environment = null, period, archived } = request.query;
      const [before] = cursor === undefined ? [null] : decodeCursor(cursor, 'releases', ['number']);
      const rows = await listReleases(storage, { project, search, environment, archived }, before, limit + 1);
      const ids = rows.map(({ id }) => id);
      // No environment has the number 0: then there are no sessions in it either.
      const place = environment === null ? null : ((await environmentId(storage, project, environment)) ?? 0);
      const since = startOf(spans[period], clock.now());
      const [latest, counts, deployed, { all, of }] = await Promise.all([
        latestRelease(storage, project),
        countsOf(storage, ids),
        deployedOf(storage, ids),
        healthByRelease(storage, { project, environment: place, since }, ids),
      ]);
      return toPage(
        rows,
        limit,
        (row) => ({
          ...schemas.showRelease(row, latest?.id ?? null, counts),
          health: health.showHealth(of.get(row.id), all),
          deployed: (deployed.get(row.id) ?? []).map(({ environment: name, at, deploys }) => ({
            environment: name,
            finishedAt: toIso(at),
            deploys,
          })),
        }),
        (row) => encodeCursor('releases', [row.id]),
      );
    },
  );

  app.get(
    '/projects/:projectId/sessions',
    {
      schema: {
        operationId: 'listReleaseHealth',
        summary: 'Sessions by release and environment, the most first; at most 200',
        tags,
        params: projectPath,
        querystring: Type.Object({ period: Type.Enum(['24h', '7d', '30d'], { default: '24h' }) }),
        response: { 200: Type.Object({ items: Type.Array(health.health) }) },
      },
    },
    async (request) => {
      const { id } = await visibleProject(storage, callerOf(request), request.params.projectId);
      const rows = await healthOf(storage, id, startOf(spans[request.query.period], clock.now()));
      const all = new Map<string, number>();
      for (const { environment, total } of rows) all.set(environment, (all.get(environment) ?? 0) + total);
      const items = rows.map((row) => ({
        ...row,
        adoption: row.total / (all.get(row.environment) ?? row.total),
        crashFreeSessions: health.freeOf(row.crashed, row.total),
        crashFreeUsers: health.freeOf(row.crashedUsers, row.users),
      }));
      return { items };
    },
  );
};
