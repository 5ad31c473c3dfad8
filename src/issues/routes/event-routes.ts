import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { Static } from 'typebox';
import { callerOf, visibleProject } from '../../accounts/index.ts';
import { decodeCursor, encodeCursor, notFound, toHex, toPage } from '../../kit/index.ts';
import type { Queries } from '../../storage/index.ts';
import { decodeBody } from '../body.ts';
import { attachmentsOf, bodyOf, eventOfIssue, listEvents } from '../read/events.ts';
import type { EventPlace } from '../read/events.ts';
import { feedbackOf } from '../read/feedback.ts';
import { issueById } from '../read/issue.ts';
import { environmentId } from '../read/filter.ts';
import type { IssueRouteOptions } from '../routes.ts';
import { eventPath, issuePath, pageOf, pageQuery, projectPath, tags } from './common.ts';
import { showEvent } from './event-schema.ts';
import * as schemas from './event-schemas.ts';
import { showFeedback } from './issue-schemas.ts';
import { storedEvent, visibleIssue } from './visible.ts';

/** Events: the lists, and one with what lies around it. */
export const eventPlugin: FastifyPluginAsyncTypebox<IssueRouteOptions> = async (app, { storage }) => {
  app.get(
    '/issues/:issueId/events',
    {
      schema: {
        operationId: 'listIssueEvents',
        summary: 'Events of an issue, the newest first',
        tags,
        params: issuePath,
        querystring: Type.Object({
          ...pageQuery.properties,
          environment: Type.Optional(Type.String({ maxLength: 64 })),
        }),
        response: { 200: pageOf(schemas.eventRow) },
      },
    },
    async (request) => {
      const { issue } = await visibleIssue(storage, callerOf(request), request.params.issueId);
      const { limit, cursor, environment: name } = request.query;
      const before = beforeOf(cursor);
      const environment = name === undefined ? null : await environmentId(storage, issue.project_id, name);
      if (environment === undefined) return { items: [], nextCursor: null };
      const rows = await listEvents(storage, { issue: issue.id, environment }, before, limit + 1);
      return toPage(rows, limit, schemas.showEventRow, ({ digest_order }) => encodeCursor('events', [digest_order]));
    },
  );

  app.get(
    '/projects/:projectId/events',
    {
      schema: {
        operationId: 'listProjectEvents',
        summary: 'Events of a project, the newest first',
        tags,
        params: projectPath,
        querystring: pageQuery,
        response: { 200: pageOf(schemas.eventRow) },
      },
    },
    async (request) => {
      const { id } = await visibleProject(storage, callerOf(request), request.params.projectId);
      const { limit, cursor } = request.query;
      const rows = await listEvents(storage, { project: id }, beforeOf(cursor), limit + 1);
      return toPage(rows, limit, schemas.showEventRow, ({ digest_order }) => encodeCursor('events', [digest_order]));
    },
  );

  app.get(
    '/issues/:issueId/events/:which',
    {
      schema: {
        operationId: 'getIssueEvent',
        summary: 'An event of an issue: the latest, the first, or one by its id',
        tags,
        params: Type.Object({
          ...issuePath.properties,
          which: Type.String({ maxLength: 36, description: 'latest, first, or an event id' }),
        }),
        response: { 200: schemas.eventPage },
      },
    },
    async (request, reply) => {
      const { issue } = await visibleIssue(storage, callerOf(request), request.params.issueId);
      const { which } = request.params;
      const event =
        which === 'latest' || which === 'first'
          ? await eventOfIssue(storage, issue.id, which)
          : await storedEvent(storage, issue.project_id, which);
      if (event === undefined || event.issue_id !== issue.id) throw notFound('The event');
      return sendEvent(reply, await eventPageOf(storage, event, issue.stored_events));
    },
  );

  app.get(
    '/projects/:projectId/events/:eventId',
    {
      schema: {
        operationId: 'getEvent',
        summary: 'An event of a project',
        tags,
        params: eventPath,
        response: { 200: schemas.eventPage },
      },
    },
    async (request, reply) => {
      const { id } = await visibleProject(storage, callerOf(request), request.params.projectId);
      const event = await storedEvent(storage, id, request.params.eventId);
      const issue = await issueById(storage, event.issue_id);
      return sendEvent(reply, await eventPageOf(storage, event, issue?.stored_events ?? 1));
    },
  );
};

const beforeOf = (cursor: string | undefined): number | null =>
  cursor === undefined ? null : decodeCursor(cursor, 'events', ['number'])[0];

type EventPage = Static<typeof schemas.eventPage>;

const eventPageOf = async (storage: Queries, event: EventPlace, total: number): Promise<EventPage> => {
  const { id, issue_id, project_id, digest_order, event_id } = event;
  const [body, attachments, feedback, first, previous, next, latest] = await Promise.all([
    bodyOf(storage, id),
    attachmentsOf(storage, project_id, event_id),
    feedbackOf(storage, project_id, event_id),
    eventOfIssue(storage, issue_id, 'first'),
    eventOfIssue(storage, issue_id, 'latest', { before: digest_order }),
    eventOfIssue(storage, issue_id, 'first', { after: digest_order }),
    eventOfIssue(storage, issue_id, 'latest'),
  ]);
  if (body === undefined) throw notFound('The event');
  const stored = decodeBody(body);
  const idOf = (place: EventPlace | undefined): string | null => (place === undefined ? null : toHex(place.event_id));
  return {
    event: showEvent(stored.event),
    number: digest_order,
    total,
    issueId: issue_id,
    projectId: project_id,
    grouping: schemas.showStoredGrouping(stored.grouping),
    attachments: attachments.map(({ id: number, filename, content_type, type, size }) => ({
      id: String(number),
      filename,
      contentType: content_type,
      type,
      size,
    })),
    feedback: feedback.map(showFeedback),
    first: idOf(first) ?? toHex(event_id),
    previous: idOf(previous),
    next: idOf(next),
    latest: idOf(latest) ?? toHex(event_id),
  };
};

/** Events are regular already: the serialiser of the schema would only check each frame again. */
const sendEvent = (reply: FastifyReply, page: EventPage): FastifyReply =>
  reply
    .type('application/json; charset=utf-8')
    .serializer((body: unknown) => JSON.stringify(body))
    .send(page);
