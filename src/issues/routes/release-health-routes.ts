import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { callerOf } from '../../accounts/index.ts';
import { decodeCursor, encodeCursor, toPage } from '../../kit/index.ts';
import { environmentId } from '../read/filter.ts';
import { healthByRelease, healthSeries } from '../read/health.ts';
import { releaseVersions } from '../read/issue.ts';
import { issuesOfRelease, releaseIssueKinds } from '../read/releases.ts';
import { eventSeries, spans, startOf } from '../read/series.ts';
import type { IssueRouteOptions } from '../routes.ts';
import { pageOf, pageQuery, tags } from './common.ts';
import * as health from './health-schemas.ts';
import * as issues from './issue-schemas.ts';
import { releasePath } from './release-schemas.ts';
import { visibleRelease } from './visible.ts';

/** Sessions by days, a day by hours: a crash or two in an hour says little. */
const healthSpans = { '24h': spans['24h'], '7d': { interval: 'day', count: 7 }, '30d': spans['30d'] } as const;

/** How a release fares: its sessions over time, and the issues it brought or took away. */
export const releaseHealthPlugin: FastifyPluginAsyncTypebox<IssueRouteOptions> = async (app, { storage, clock }) => {
  app.get(
    '/projects/:projectId/releases/:version/health',
    {
      schema: {
        operationId: 'getReleaseHealth',
        summary: 'Sessions and users of a release over time',
        tags,
        params: releasePath,
        querystring: Type.Object({
          period: Type.Enum(['24h', '7d', '30d'], { default: '7d' }),
          environment: Type.Optional(Type.String({ maxLength: 64 })),
        }),
        response: {
          200: Type.Object({
            interval: Type.Enum(['hour', 'day']),
            total: health.releaseHealth,
            buckets: Type.Array(health.healthBucket),
          }),
        },
      },
    },
    async (request) => {
      const { release } = await visibleRelease(storage, callerOf(request), request.params);
      const { period, environment } = request.query;
      const project = release.project_id;
      const place = environment === undefined ? null : ((await environmentId(storage, project, environment)) ?? 0);
      const span = healthSpans[period];
      const now = clock.now();
      const scope = { project, environment: place, since: startOf(span, now) };
      const { all, of } = await healthByRelease(storage, scope, [release.id]);
      const buckets = await healthSeries(storage, scope, release.id, span, now);
      return {
        interval: span.interval,
        total: health.showHealth(of.get(release.id), all),
        buckets: buckets.map(health.showBucket),
      };
    },
  );

  app.get(
    '/projects/:projectId/releases/:version/issues',
    {
      schema: {
        operationId: 'listReleaseIssues',
        summary: 'Issues that are new in a release, came back in it, or are said to be fixed by it; the newest first',
        tags,
        params: releasePath,
        querystring: Type.Object({
          ...pageQuery.properties,
          kind: Type.Enum([...releaseIssueKinds], { default: 'new' }),
        }),
        response: { 200: pageOf(issues.issueRow) },
      },
    },
    async (request) => {
      const { release, project } = await visibleRelease(storage, callerOf(request), request.params);
      const { kind, limit, cursor } = request.query;
      const [before] = cursor === undefined ? [null] : decodeCursor(cursor, `release-issues:${kind}`, ['number']);
      const rows = await issuesOfRelease(storage, release.id, kind, before, limit + 1);
      const [series, versions] = await Promise.all([
        eventSeries(
          storage,
          'issue',
          rows.map(({ id }) => id),
          spans['30d'],
          clock.now(),
        ),
        releaseVersions(
          storage,
          rows.flatMap(({ first_release_id, last_release_id }) => [first_release_id, last_release_id]),
        ),
      ]);
      const flat = Array.from({ length: spans['30d'].count }, () => 0);
      return toPage(
        rows,
        limit,
        (row) => issues.showIssue(row, project.slug, versions, series.get(row.id) ?? flat),
        ({ id }) => encodeCursor(`release-issues:${kind}`, [id]),
      );
    },
  );
};
