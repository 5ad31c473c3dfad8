import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { callerOf, visibleProject } from '../../accounts/index.ts';
import { decodeCursor, encodeCursor, notFound, toHex, toIso, toPage } from '../../kit/index.ts';
import { listMonitors, listRuns, monitorId } from '../read/monitors.ts';
import type { IssueRouteOptions } from '../routes.ts';
import { hex32, instantOrNull, iso, numberOrNull, pageOf, pageQuery, projectPath, tags } from './common.ts';

const monitor = Type.Object({
  slug: Type.String(),
  environment: Type.String(),
  status: Type.Enum(['waiting', 'in_progress', 'ok', 'error', 'missed', 'timeout']),
  lastCheckInAt: instantOrNull,
  nextExpectedAt: instantOrNull,
  config: Type.Unknown({ description: 'As the client sent it; null when it sent none' }),
});

const checkIn = Type.Object({
  id: hex32,
  status: Type.Enum(['in_progress', 'ok', 'error', 'missed', 'timeout']),
  environment: Type.String(),
  receivedAt: Type.String({ format: 'date-time', description: 'When the run began, or should have' }),
  durationSeconds: numberOrNull,
});

/** Monitors and their runs. */
export const monitorPlugin: FastifyPluginAsyncTypebox<IssueRouteOptions> = async (app, { storage }) => {
  app.get(
    '/projects/:projectId/monitors',
    {
      schema: {
        operationId: 'listMonitors',
        summary: 'Cron monitors of a project in each environment, by slug',
        tags,
        params: projectPath,
        querystring: pageQuery,
        response: { 200: pageOf(monitor) },
      },
    },
    async (request) => {
      const { id } = await visibleProject(storage, callerOf(request), request.params.projectId);
      const { limit, cursor } = request.query;
      const after = cursor === undefined ? null : decodeCursor(cursor, 'monitors', ['string', 'string']);
      return toPage(
        await listMonitors(storage, id, after, limit + 1),
        limit,
        ({ slug, name, status, last_check_in_at, next_expected_at, config }) => ({
          slug,
          environment: name,
          status: status as 'ok',
          lastCheckInAt: iso(last_check_in_at),
          nextExpectedAt: iso(next_expected_at),
          config,
        }),
        ({ slug, name }) => encodeCursor('monitors', [slug, name]),
      );
    },
  );

  app.get(
    '/projects/:projectId/monitors/:slug/check-ins',
    {
      schema: {
        operationId: 'listCheckIns',
        summary: 'Runs of a monitor, the newest first',
        tags,
        params: Type.Object({ ...projectPath.properties, slug: Type.String({ maxLength: 200 }) }),
        querystring: pageQuery,
        response: { 200: pageOf(checkIn) },
      },
    },
    async (request) => {
      const { id } = await visibleProject(storage, callerOf(request), request.params.projectId);
      const { limit, cursor } = request.query;
      const after = cursor === undefined ? null : decodeCursor(cursor, 'check-ins', ['number', 'number']);
      const of = await monitorId(storage, id, request.params.slug);
      if (of === undefined) throw notFound('The monitor');
      return toPage(
        await listRuns(storage, of, after, limit + 1),
        limit,
        (row) => ({
          id: toHex(row.check_in_id),
          status: row.status as 'ok',
          environment: row.name,
          receivedAt: toIso(row.started_at),
          durationSeconds: row.duration_ms === null ? null : row.duration_ms / 1_000,
        }),
        (row) => encodeCursor('check-ins', [row.started_at, row.id]),
      );
    },
  );
};
