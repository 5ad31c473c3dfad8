import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { callerOf, peopleById } from '../../accounts/index.ts';
import { decodeCursor, encodeCursor, toHex, toIso, toPage } from '../../kit/index.ts';
import { addComment, changeComment } from '../lifecycle/comments.ts';
import { commentsById, historyOf } from '../read/history.ts';
import type { IssueRouteOptions } from '../routes.ts';
import { historyEntry } from './action-schemas.ts';
import { iso, issuePath, pageOf, pageQuery, tags } from './common.ts';
import { visibleIssue } from './visible.ts';

const commentBody = Type.Object(
  { body: Type.String({ minLength: 1, maxLength: 20_000, pattern: '\\S', description: 'Markdown' }) },
  { additionalProperties: false },
);
const commentPath = Type.Object({ ...issuePath.properties, commentId: Type.Integer({ minimum: 1 }) });

/** What happened to an issue, and what people say about it. */
export const historyPlugin: FastifyPluginAsyncTypebox<IssueRouteOptions> = async (app, { storage, clock }) => {
  app.get(
    '/issues/:issueId/history',
    {
      schema: {
        operationId: 'listIssueHistory',
        summary: 'What happened to an issue, the newest first; comments too',
        tags,
        params: issuePath,
        querystring: pageQuery,
        response: { 200: pageOf(historyEntry) },
      },
    },
    async (request) => {
      const { issue } = await visibleIssue(storage, callerOf(request), request.params.issueId);
      const { limit, cursor } = request.query;
      const [before] = cursor === undefined ? [null] : decodeCursor(cursor, 'history', ['number']);
      const rows = await historyOf(storage, issue.id, before, limit + 1);
      const read = rows.map((row) => ({ ...row, told: readMetadata(row.metadata) }));
      const people = await peopleById(
        storage,
        rows.flatMap(({ user_id }) => (user_id === null ? [] : [user_id])),
      );
      const comments = await commentsById(
        storage,
        read.flatMap(({ kind, told }) => (kind === 'comment' ? [Number(told['comment'])] : [])),
      );
      return toPage(
        read,
        limit,
        (row) => {
          const person = row.user_id === null ? undefined : people.get(row.user_id);
          const comment = row.kind === 'comment' ? comments.get(Number(row.told['comment'])) : undefined;
          return {
            id: row.id,
            kind: row.kind,
            at: toIso(row.at),
            user:
              person === undefined ? null : { id: person.id, name: person.name === '' ? person.email : person.name },
            eventId: row.event_id === null ? null : toHex(row.event_id),
            metadata: row.told,
            comment:
              comment === undefined
                ? null
                : {
                    id: comment.id,
                    body: comment.body,
                    editedAt: iso(comment.edited_at),
                    deletedAt: iso(comment.deleted_at),
                  },
          };
        },
        (row) => encodeCursor('history', [row.id]),
      );
    },
  );

  app.post(
    '/issues/:issueId/comments',
    {
      schema: {
        operationId: 'addComment',
        summary: 'Comment on an issue',
        tags,
        params: issuePath,
        body: commentBody,
        response: { 201: Type.Object({ id: Type.Integer() }) },
      },
    },
    async (request, reply) => {
      const { userId } = callerOf(request);
      const { issue } = await visibleIssue(storage, callerOf(request), request.params.issueId);
      const id = await addComment(storage, {
        project: issue.project_id,
        issue: issue.id,
        user: userId,
        body: request.body.body,
        now: clock.now(),
      });
      void reply.code(201);
      return { id };
    },
  );

  app.patch(
    '/issues/:issueId/comments/:commentId',
    {
      schema: {
        operationId: 'editComment',
        summary: 'Change a comment; only its author may',
        tags,
        params: commentPath,
        body: commentBody,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { issue } = await visibleIssue(storage, callerOf(request), request.params.issueId);
      const change = { user: callerOf(request).userId, body: request.body.body, now: clock.now() };
      await changeComment(storage, issue.id, request.params.commentId, change);
      return await reply.code(204).send(null);
    },
  );

  app.delete(
    '/issues/:issueId/comments/:commentId',
    {
      schema: {
        operationId: 'deleteComment',
        summary: 'Delete a comment; only its author may',
        tags,
        params: commentPath,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { issue } = await visibleIssue(storage, callerOf(request), request.params.issueId);
      const change = { user: callerOf(request).userId, body: null, now: clock.now() };
      await changeComment(storage, issue.id, request.params.commentId, change);
      return await reply.code(204).send(null);
    },
  );
};

const readMetadata = (json: string): Record<string, unknown> => JSON.parse(json) as Record<string, unknown>;
