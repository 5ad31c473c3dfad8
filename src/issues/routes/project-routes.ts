import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { callerOf, listProjects, visibleProject } from '../../accounts/index.ts';
import { decodeCursor, encodeCursor, toPage } from '../../kit/index.ts';
import { decodeBody } from '../body.ts';
import { group } from '../grouping/group.ts';
import { previewRules } from '../grouping/rules.ts';
import { configOf } from '../grouping/versions.ts';
import { bodyOf, eventOfProject } from '../read/events.ts';
import { listFeedback } from '../read/feedback.ts';
import { environmentNames, totalsOf } from '../read/projects.ts';
import { eventSeries, spans } from '../read/series.ts';
import type { IssueRouteOptions } from '../routes.ts';
import { instantOrNull, iso, nullable, pageOf, pageQuery, projectPath, tags } from './common.ts';
import { showGrouping } from './event-schemas.ts';
import { feedback, grouping, showFeedback } from './issue-schemas.ts';
import { storedEvent } from './visible.ts';

const overview = Type.Object({
  projectId: Type.Integer(),
  issues: Type.Integer(),
  events24h: Type.Integer(),
  lastEventAt: instantOrNull,
  firstEventAt: instantOrNull,
  sparkline: Type.Array(Type.Integer(), { description: '24 hourly counts of events, oldest first' }),
});

const rules = Type.String({ maxLength: 100_000, default: '' });
const ruleError = Type.Object({
  field: Type.Enum(['fingerprintRules', 'stackRules']),
  line: Type.Integer({ description: 'From 1' }),
  column: Type.Integer({ description: 'From 1' }),
  message: Type.String(),
});

/** What a project counts as a whole, what people said, and how rules would group. */
export const projectPlugin: FastifyPluginAsyncTypebox<IssueRouteOptions> = async (app, { storage, clock }) => {
  app.get(
    '/projects-overview',
    {
      schema: {
        operationId: 'listProjectOverviews',
        summary: 'What every project you may see received lately; the first 1,000 by slug',
        tags,
        response: { 200: Type.Object({ items: Type.Array(overview) }) },
      },
    },
    async (request) => {
      const projects = await listProjects(storage, callerOf(request), '', 1_000);
      const ids = projects.map(({ id }) => id);
      const span = spans['24h'];
      const [totals, series] = await Promise.all([
        totalsOf(storage, ids),
        eventSeries(storage, 'project', ids, span, clock.now()),
      ]);
      const items = ids.map((projectId) => {
        const total = totals.get(projectId);
        const sparkline = series.get(projectId) ?? Array.from({ length: span.count }, () => 0);
        return {
          projectId,
          issues: total?.issues ?? 0,
          events24h: sparkline.reduce((sum, count) => sum + count, 0),
          lastEventAt: iso(total?.last_event_at ?? null),
          firstEventAt: iso(total?.first_event_at ?? null),
          sparkline,
        };
      });
      return { items };
    },
  );

  app.get(
    '/projects/:projectId/environments',
    {
      schema: {
        operationId: 'listEnvironments',
        summary: 'Environments that events of a project named',
        tags,
        params: projectPath,
        response: { 200: Type.Object({ items: Type.Array(Type.String()) }) },
      },
    },
    async (request) => {
      const { id } = await visibleProject(storage, callerOf(request), request.params.projectId);
      return { items: await environmentNames(storage, id) };
    },
  );

  app.get(
    '/projects/:projectId/feedback',
    {
      schema: {
        operationId: 'listProjectFeedback',
        summary: 'What people said, the newest first',
        tags,
        params: projectPath,
        querystring: pageQuery,
        response: { 200: pageOf(feedback) },
      },
    },
    async (request) => {
      const { id } = await visibleProject(storage, callerOf(request), request.params.projectId);
      const { limit, cursor } = request.query;
      const [before] = cursor === undefined ? [null] : decodeCursor(cursor, 'feedback', ['number']);
      const rows = await listFeedback(storage, { project: id }, before, limit + 1);
      return toPage(rows, limit, showFeedback, (row) => encodeCursor('feedback', [row.id]));
    },
  );

  app.post(
    '/projects/:projectId/grouping/preview',
    {
      // Changes nothing: whoever may read may try.
      config: { access: 'read' },
      schema: {
        operationId: 'previewGrouping',
        summary: 'Check grouping rules, and see how they would group an event (the latest, unless you name one)',
        tags,
        params: projectPath,
        body: Type.Object(
          { fingerprintRules: rules, stackRules: rules, eventId: Type.Optional(Type.String({ maxLength: 36 })) },
          { additionalProperties: false },
        ),
        response: {
          200: Type.Object({
            valid: Type.Boolean(),
            errors: Type.Array(ruleError),
            grouping: nullable(grouping),
          }),
        },
      },
    },
    async (request) => {
      const { id } = await visibleProject(storage, callerOf(request), request.params.projectId);
      const { eventId, ...sent } = request.body;
      const { errors } = previewRules(sent);
      const event =
        eventId === undefined ? await eventOfProject(storage, id, 'latest') : await storedEvent(storage, id, eventId);
      const body = event === undefined ? undefined : await bodyOf(storage, event.id);
      const grouped = body === undefined ? null : group(decodeBody(body).event, configOf(sent));
      return {
        valid: errors.length === 0,
        errors: errors.map(({ field, line, column, message }) => ({ field, line, column, message })),
        grouping: grouped === null ? null : showGrouping(grouped.config, grouped.explanation),
      };
    },
  );
};
