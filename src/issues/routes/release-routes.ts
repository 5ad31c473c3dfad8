import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { callerOf, visibleProject } from '../../accounts/index.ts';
import { decodeCursor, encodeCursor, notFound, toHex, toIso, toPage } from '../../kit/index.ts';
import { listMonitors, listRuns, monitorId } from '../read/monitors.ts';
import { healthOf, listReleases } from '../read/projects.ts';
import { spans, startOf } from '../read/series.ts';
import { latestRelease } from '../releases/create.ts';
import { countsOf } from '../releases/store.ts';
import type { IssueRouteOptions } from '../routes.ts';
import { hex32, instantOrNull, iso, numberOrNull, pageOf, pageQuery, projectPath, tags } from './common.ts';
import * as schemas from './release-schemas.ts';

const share = (description: string) => Type.Unsafe<number | null>({ type: ['number', 'null'], description });

const health = Type.Object({
  release: Type.String(),
  environment: Type.String(),
  total: Type.Integer({ description: 'Sessions; each is exactly one of the following five' }),
  exited: Type.Integer(),
  errored: Type.Integer(),
  unhandled: Type.Integer(),
  abnormal: Type.Integer(),
  crashed: Type.Integer(),
  users: Type.Integer(),
  crashedUsers: Type.Integer(),
  adoption: share("Share of the environment's sessions that were of this release"),
  crashFreeSessions: share('1 - crashed / total; null without sessions'),
  crashFreeUsers: share('1 - crashedUsers / users; null where no session named its user'),
});

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

/** Releases and their health; monitors and their runs. */
export const releasePlugin: FastifyPluginAsyncTypebox<IssueRouteOptions> = async (app, { storage, clock }) => {
  app.get(
    '/projects/:projectId/releases',
    {
      schema: {
        operationId: 'listReleases',
        summary: 'Releases of a project, the newest first',
        tags,
        params: projectPath,
        querystring: pageQuery,
        response: { 200: pageOf(schemas.release) },
      },
    },
    async (request) => {
      const { id } = await visibleProject(storage, callerOf(request), request.params.projectId);
      const { limit, cursor } = request.query;
      const [before] = cursor === undefined ? [null] : decodeCursor(cursor, 'releases', ['number']);
      const rows = await listReleases(storage, id, before, limit + 1);
      const latest = await latestRelease(storage, id);
      const counts = await countsOf(
        storage,
        rows.map((row) => row.id),
      );
      return toPage(
        rows,
        limit,
        (row) => schemas.showRelease(row, latest?.id ?? null, counts),
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
        response: { 200: Type.Object({ items: Type.Array(health) }) },
      },
    },
    async (request) => {
      const { id } = await visibleProject(storage, callerOf(request), request.params.projectId);
      const rows = await healthOf(storage, id, startOf(spans[request.query.period], clock.now()));
      const free = (bad: number, all: number) => (all === 0 ? null : 1 - bad / all);
      const all = new Map<string, number>();
      for (const { environment, total } of rows) all.set(environment, (all.get(environment) ?? 0) + total);
      const items = rows.map((row) => ({
        ...row,
        adoption: row.total / (all.get(row.environment) ?? row.total),
        crashFreeSessions: free(row.crashed, row.total),
        crashFreeUsers: free(row.crashedUsers, row.users),
      }));
      return { items };
    },
  );

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
