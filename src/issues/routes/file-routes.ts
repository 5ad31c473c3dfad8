import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { callerOf, visibleProject } from '../../accounts/index.ts';
import type { Event } from '../../ingest/index.ts';
import { notFound, toHex } from '../../kit/index.ts';
import type { Queries } from '../../storage/index.ts';
import { decodeBody } from '../body.ts';
import { attachmentDisposition } from '../content-disposition.ts';
import { attachmentsOf, bodyOf } from '../read/events.ts';
import type { EventPlace } from '../read/events.ts';
import type { IssueRouteOptions } from '../routes.ts';
import { stacktraceMarkdown, stacktraceText } from '../stacktrace-text.ts';
import { eventPath, tags } from './common.ts';
import { event as eventSchema, showEvent } from './event-schema.ts';
import { storedEvent } from './visible.ts';

/** What an attachment may do in a browser: nothing, whatever it is taken for. */
const inert = "default-src 'none'; frame-ancestors 'none'; sandbox";

const text = { schema: Type.String() };

/** An event in other forms, and its attachments. */
export const filePlugin: FastifyPluginAsyncTypebox<IssueRouteOptions> = async (app, { storage, blobs }) => {
  app.get(
    '/projects/:projectId/events/:eventId/raw',
    {
      schema: {
        operationId: 'getRawEvent',
        summary: 'An event as stored, as indented JSON',
        tags,
        params: eventPath,
        response: { 200: eventSchema },
      },
    },
    async (request, reply) => {
      const { id } = await visibleProject(storage, callerOf(request), request.params.projectId);
      const event = await eventOf(storage, await storedEvent(storage, id, request.params.eventId));
      return reply
        .type('application/json; charset=utf-8')
        .serializer((body: unknown) => `${JSON.stringify(body, null, 2)}\n`)
        .send(showEvent(event));
    },
  );

  app.get(
    '/projects/:projectId/events/:eventId/stacktrace',
    {
      schema: {
        operationId: 'getEventStacktrace',
        summary: 'The stack traces of an event as text or Markdown, the most recent call last',
        tags,
        params: eventPath,
        querystring: Type.Object({ format: Type.Enum(['text', 'markdown'], { default: 'text' }) }),
        response: { 200: { description: 'The stack traces', content: { 'text/plain': text, 'text/markdown': text } } },
      },
    },
    async (request, reply) => {
      const { id } = await visibleProject(storage, callerOf(request), request.params.projectId);
      const event = await eventOf(storage, await storedEvent(storage, id, request.params.eventId));
      const markdown = request.query.format === 'markdown';
      return reply
        .type(markdown ? 'text/markdown; charset=utf-8' : 'text/plain; charset=utf-8')
        .send(markdown ? stacktraceMarkdown(event) : stacktraceText(event));
    },
  );

  app.get(
    '/projects/:projectId/events/:eventId/attachments/:attachmentId',
    {
      schema: {
        operationId: 'getAttachment',
        summary: 'Download an attachment',
        tags,
        params: Type.Object({ ...eventPath.properties, attachmentId: Type.Integer() }),
        response: {
          200: {
            description: 'Its bytes',
            content: { 'application/octet-stream': { schema: Type.Unsafe({ type: 'string', format: 'binary' }) } },
          },
        },
      },
    },
    async (request, reply) => {
      const { id } = await visibleProject(storage, callerOf(request), request.params.projectId);
      const event = await storedEvent(storage, id, request.params.eventId);
      const attachments = await attachmentsOf(storage, id, event.event_id);
      const attachment = attachments.find((each) => each.id === request.params.attachmentId);
      if (attachment === undefined) throw notFound('The attachment');
      const content = await blobs.read(toHex(attachment.hash));
      // What the client called it is not repeated as content type: nothing here is to be shown, only saved.
      return reply
        .type('application/octet-stream')
        .header('content-length', attachment.size)
        .header('content-disposition', attachmentDisposition(attachment.filename))
        .header('x-content-type-options', 'nosniff')
        .header('content-security-policy', inert)
        .send(content);
    },
  );
};

const eventOf = async (queries: Queries, { id }: EventPlace): Promise<Event> => {
  const body = await bodyOf(queries, id);
  if (body === undefined) throw notFound('The event');
  return decodeBody(body).event;
};
