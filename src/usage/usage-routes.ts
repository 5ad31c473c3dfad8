import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Static } from 'typebox';
import { callerOf, requireUnbound, visibleProject } from '../accounts/index.ts';
import { badRequest, fromDate } from '../kit/index.ts';
import type { Instant } from '../kit/index.ts';
import { INSTALLATION } from './counts.ts';
import type { UsageRouteOptions } from './routes.ts';
import * as schemas from './schemas.ts';
import { rangeBetween, rangeOf, readProjects, readSeries } from './statistics.ts';
import type { Range } from './statistics.ts';
import { changeQuota } from './store.ts';
import { viewProjectQuota, viewQuota } from './view.ts';

const tags = ['usage'];

/** What was accepted and what was not, and how much may be. */
export const usagePlugin: FastifyPluginAsyncTypebox<UsageRouteOptions> = async (app, { storage, clock, quotas }) => {
  const given = () => ({ defaults: quotas, now: clock.now() });

  app.get(
    '/projects/:projectId/stats',
    {
      schema: {
        operationId: 'getProjectStats',
        summary: 'What a project sent over time: accepted, and discarded by reason, by server and by clients',
        tags,
        params: schemas.projectPath,
        querystring: schemas.statsQuery,
        response: { 200: schemas.stats },
      },
    },
    async (request) => {
      const { id } = await visibleProject(storage, callerOf(request), request.params.projectId);
      const range = rangeIn(request.query, clock.now());
      return schemas.showStats(range, await readSeries(storage, id, range));
    },
  );

  app.get(
    '/projects/:projectId/quotas',
    {
      schema: {
        operationId: 'getProjectQuotas',
        summary: 'How much a project may send, how much of that is used up, and its share of the installation',
        tags,
        params: schemas.projectPath,
        response: { 200: schemas.projectQuota },
      },
    },
    async (request) => {
      const { id } = await visibleProject(storage, callerOf(request), request.params.projectId);
      return schemas.showProjectQuota(await viewProjectQuota(storage, id, given()));
    },
  );

  app.patch(
    '/projects/:projectId/quotas',
    {
      config: { access: 'admin' },
      schema: {
        operationId: 'updateProjectQuotas',
        summary: 'Change what is named; it holds within a second or two',
        tags,
        params: schemas.projectPath,
        body: schemas.projectQuotaChange,
        response: { 200: schemas.projectQuota },
      },
    },
    async (request) => {
      const { id } = await visibleProject(storage, callerOf(request), request.params.projectId);
      await storage.transaction((tx) => changeQuota(tx, id, request.body, quotas));
      return schemas.showProjectQuota(await viewProjectQuota(storage, id, given()));
    },
  );

  app.get(
    '/quotas',
    {
      config: { access: 'admin' },
      schema: {
        operationId: 'getQuotas',
        summary: 'How much all projects together may send, and how much of that is used up',
        tags,
        response: { 200: schemas.quota },
      },
    },
    async (request) => {
      requireUnbound(callerOf(request));
      return schemas.showQuota(await viewQuota(storage, INSTALLATION, given()));
    },
  );

  app.patch(
    '/quotas',
    {
      config: { access: 'admin' },
      schema: {
        operationId: 'updateQuotas',
        summary: 'Change the quotas of the installation: what is named; it holds within a second or two',
        tags,
        body: schemas.quotaChange,
        response: { 200: schemas.quota },
      },
    },
    async (request) => {
      requireUnbound(callerOf(request));
      await storage.transaction((tx) => changeQuota(tx, INSTALLATION, request.body, quotas));
      return schemas.showQuota(await viewQuota(storage, INSTALLATION, given()));
    },
  );

  app.get(
    '/stats',
    {
      config: { access: 'admin' },
      schema: {
        operationId: 'getStats',
        summary: 'What all projects sent over time, and which sent the most',
        tags,
        querystring: schemas.statsQuery,
        response: { 200: schemas.installationStats },
      },
    },
    async (request) => {
      requireUnbound(callerOf(request));
      const range = rangeIn(request.query, clock.now());
      const projects = await readProjects(storage, range, 100);
      return {
        ...schemas.showStats(range, await readSeries(storage, INSTALLATION, range)),
        projects: projects.map(({ project, ...counts }) => ({ projectId: project, ...counts })),
      };
    },
  );
};

const rangeIn = ({ period, from, to, interval }: Static<typeof schemas.statsQuery>, now: Instant): Range => {
  if (from === undefined && to === undefined && interval === undefined) return rangeOf(period, now);
  if (from === undefined || to === undefined || interval === undefined)
    throw badRequest('A range needs from, to and interval.', 'bad_range');
  return rangeBetween(fromDate(new Date(from)), fromDate(new Date(to)), interval);
};
