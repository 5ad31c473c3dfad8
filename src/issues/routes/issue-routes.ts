import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { callerOf, visibleProject } from '../../accounts/index.ts';
import { decodeCursor, encodeCursor, toHex, toIso, toPage } from '../../kit/index.ts';
import { listFeedback } from '../read/feedback.ts';
import {
  environmentsOf,
  explanationOf,
  feedbackCount,
  fixesOf,
  groupingsOf,
  occursInLatest,
  releasesOf,
  releaseVersions,
} from '../read/issue.ts';
import { countStates } from '../read/counts.ts';
import { listIssues } from '../read/issues.ts';
import { similarIssues } from '../read/similar.ts';
import { eventSeries, spans, withStarts } from '../read/series.ts';
import { tagsOf, valuesOf } from '../read/tags.ts';
import type { IssueRouteOptions } from '../routes.ts';
import { bucket, issuePath, pageOf, pageQuery, projectPath, showBuckets, tags, textOrNull } from './common.ts';
import { showGrouping } from './event-schemas.ts';
import { filterOf } from './issue-filter.ts';
import * as schemas from './issue-schemas.ts';
import { shortIdOf } from '../short-id.ts';
import { statusName } from '../lifecycle/rows.ts';
import { readTurn, turnPage } from './turn.ts';
import { visibleIssue } from './visible.ts';

/** Issues: the list, one, and what is counted of it. */
export const issuePlugin: FastifyPluginAsyncTypebox<IssueRouteOptions> = async (app, { storage, clock }) => {
  app.get(
    '/projects/:projectId/issues',
    {
      schema: {
        operationId: 'listIssues',
        summary: 'Issues of a project',
        description:
          'Issues that change their place while you page (new events) may come twice or not at all, except by sort=first_seen.',
        tags,
        params: projectPath,
        querystring: schemas.issuesQuery,
        response: {
          200: Type.Object({
            ...pageOf(schemas.issueRow).properties,
            prevCursor: textOrNull,
            total: Type.Integer(),
            totalIsLowerBound: Type.Boolean({
              description:
                'There may be more than `total`: nothing is counted beyond 10,000, and a search that many issues match not so far',
            }),
          }),
        },
      },
    },
    async (request) => {
      const { sort, order, period, limit, cursor } = request.query;
      const turn = readTurn(`issues:${sort}:${order}`, cursor);
      const caller = callerOf(request);
      const project = await visibleProject(storage, caller, request.params.projectId);
      const now = clock.now();
      const { rows, total, totalIsLowerBound } = await listIssues(storage, {
        ...filterOf(project, caller, request.query, now),
        sort,
        order,
        ...turn,
        limit,
      });
      const { shown, ...cursors } = turnPage(turn, rows, limit, (row) => [row[sort], row.id]);
      const span = period === '24h' || period === '1h' ? spans['24h'] : spans['30d'];
      const series = await eventSeries(
        storage,
        'issue',
        shown.map(({ id }) => id),
        span,
        now,
      );
      const versions = await releaseVersions(
        storage,
        shown.flatMap(({ first_release_id, last_release_id }) => [first_release_id, last_release_id]),
      );
      const flat = Array.from({ length: span.count }, () => 0);
      const items = shown.map((row) => schemas.showIssue(row, project.slug, versions, series.get(row.id) ?? flat));
      return { items, ...cursors, total, totalIsLowerBound };
    },
  );

  app.get(
    '/projects/:projectId/issues/counts',
    {
      schema: {
        operationId: 'countIssues',
        summary: 'How many issues of a list there are in each state',
        tags,
        params: projectPath,
        querystring: schemas.countsQuery,
        response: { 200: schemas.stateCounts },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const project = await visibleProject(storage, caller, request.params.projectId);
      return await countStates(storage, filterOf(project, caller, { ...request.query, state: 'all' }, clock.now()));
    },
  );

  app.get(
    '/issues/:issueId',
    {
      schema: {
        operationId: 'getIssue',
        summary: 'An issue, and why its events are grouped',
        tags,
        params: issuePath,
        response: { 200: schemas.issueDetail },
      },
    },
    async (request) => {
      const { issue, project } = await visibleIssue(storage, callerOf(request), request.params.issueId);
      const now = clock.now();
      const [series, versions, explanation, groupings, releases, fixes, inLatest, environments, feedback] =
        await Promise.all([
          eventSeries(storage, 'issue', [issue.id], spans['30d'], now),
          releaseVersions(storage, [issue.first_release_id, issue.last_release_id]),
          explanationOf(storage, issue.id),
          groupingsOf(storage, issue.id),
          releasesOf(storage, issue.id),
          fixesOf(storage, issue.id),
          occursInLatest(storage, issue),
          environmentsOf(storage, issue.id),
          feedbackCount(storage, issue.id),
        ]);
      const flat = Array.from({ length: spans['30d'].count }, () => 0);
      return {
        ...schemas.showIssue(issue, project.slug, versions, series.get(issue.id) ?? flat),
        grouping: explanation === null ? null : showGrouping(groupings[0]?.config ?? '', explanation),
        groupings: groupings.map(({ hash, config, first_seen }) => ({
          hash: toHex(hash),
          config,
          firstSeen: toIso(first_seen),
        })),
        storedEvents: issue.stored_events,
        releases: releases.map(({ version, first_seen, last_seen, events }) => ({
          version,
          firstSeen: toIso(first_seen),
          lastSeen: toIso(last_seen),
          events,
        })),
        fixes: fixes.map(({ version, fixed }) => ({ version, holds: fixed === 1 })),
        occursInLatestRelease: inLatest,
        environments,
        feedbackCount: feedback,
      };
    },
  );

  app.get(
    '/issues/:issueId/similar',
    {
      schema: {
        operationId: 'listSimilarIssues',
        summary: 'Issues of the project with similar titles, the most alike first',
        tags,
        params: issuePath,
        response: { 200: Type.Object({ items: Type.Array(schemas.similarIssue) }) },
      },
    },
    async (request) => {
      const { issue, project } = await visibleIssue(storage, callerOf(request), request.params.issueId);
      const rows = await similarIssues(storage, issue, 10);
      const items = rows.map(({ number, status, regressed, last_seen, ...row }) => ({
        ...row,
        shortId: shortIdOf(project.slug, number),
        status: statusName(status),
        regressed: regressed === 1,
        lastSeen: toIso(last_seen),
      }));
      return { items };
    },
  );

  app.get(
    '/issues/:issueId/tags',
    {
      schema: {
        operationId: 'listIssueTags',
        summary: 'How often the events of an issue had which tags',
        tags,
        params: issuePath,
        response: { 200: Type.Object({ items: Type.Array(schemas.tagSummary) }) },
      },
    },
    async (request) => {
      const { issue } = await visibleIssue(storage, callerOf(request), request.params.issueId);
      return { items: await tagsOf(storage, issue.id) };
    },
  );

  app.get(
    '/issues/:issueId/tags/:key',
    {
      schema: {
        operationId: 'listIssueTagValues',
        summary: 'The values of one tag of an issue, the most frequent first',
        tags,
        params: Type.Object({ ...issuePath.properties, key: Type.String({ maxLength: 200 }) }),
        querystring: pageQuery,
        response: { 200: pageOf(schemas.tagValue) },
      },
    },
    async (request) => {
      const { issue } = await visibleIssue(storage, callerOf(request), request.params.issueId);
      const { limit, cursor } = request.query;
      const after = cursor === undefined ? null : decodeCursor(cursor, 'tag values', ['number', 'number']);
      const rows = await valuesOf(storage, issue.project_id, issue.id, request.params.key, after, limit + 1);
      return toPage(
        rows,
        limit,
        ({ value, events }) => ({ value, count: events }),
        ({ events, value_id }) => encodeCursor('tag values', [events, value_id]),
      );
    },
  );

  app.get(
    '/issues/:issueId/histogram',
    {
      schema: {
        operationId: 'getIssueHistogram',
        summary: 'Events of an issue over time',
        tags,
        params: issuePath,
        querystring: Type.Object({ period: Type.Enum(['24h', '7d', '30d', '90d'], { default: '30d' }) }),
        response: { 200: Type.Object({ interval: Type.Enum(['hour', 'day']), buckets: Type.Array(bucket) }) },
      },
    },
    async (request) => {
      const { issue } = await visibleIssue(storage, callerOf(request), request.params.issueId);
      const span = spans[request.query.period];
      const now = clock.now();
      const counts = (await eventSeries(storage, 'issue', [issue.id], span, now)).get(issue.id) ?? [];
      return { interval: span.interval, buckets: showBuckets(withStarts(span, now, counts)) };
    },
  );

  app.get(
    '/issues/:issueId/feedback',
    {
      schema: {
        operationId: 'listIssueFeedback',
        summary: 'What people said of an issue, the newest first',
        tags,
        params: issuePath,
        querystring: pageQuery,
        response: { 200: pageOf(schemas.feedback) },
      },
    },
    async (request) => {
      const { issue } = await visibleIssue(storage, callerOf(request), request.params.issueId);
      const { limit, cursor } = request.query;
      const [before] = cursor === undefined ? [null] : decodeCursor(cursor, 'feedback', ['number']);
      const rows = await listFeedback(storage, { issue: issue.id }, before, limit + 1);
      return toPage(rows, limit, schemas.showFeedback, ({ id }) => encodeCursor('feedback', [id]));
    },
  );
};
