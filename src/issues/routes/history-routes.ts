import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { callerOf, mentionablePeople } from '../../accounts/index.ts';
import { decodeCursor, encodeCursor, toPage } from '../../kit/index.ts';
import { addComment, changeComment } from '../lifecycle/comments.ts';
import { membersOf } from '../merge/tree.ts';
import { historyOf } from '../read/history.ts';
import type { Queries } from '../../storage/index.ts';
import type { IssueRouteOptions } from '../routes.ts';
import { historyEntry } from './action-schemas.ts';
import { issuePath, pageOf, pageQuery, tags } from './common.ts';
import { shortIdOf } from '../short-id.ts';
import { showHistory } from './history-view.ts';
import { visibleIssue } from './visible.ts';

const commentBody = Type.Object(
  { body: Type.String({ minLength: 1, maxLength: 20_000, pattern: '\\S', description: 'Markdown' }) },
  { additionalProperties: false },
);
const commentPath = Type.Object({ ...issuePath.properties, commentId: Type.Integer({ minimum: 1 }) });

const mentionable = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  email: Type.String(),
  handle: Type.String({ description: 'What stands behind the @' }),
});

/** What happened to an issue, and what people say about it. */
export const historyPlugin: FastifyPluginAsyncTypebox<IssueRouteOptions> = async (app, { storage, clock }) => {
  /** The issue and what was merged into it: comments stay where they were written. */
  const withParts = async (issue: number): Promise<number[]> => [issue, ...(await partsOf(storage, issue)).keys()];

  app.get(
    '/issues/:issueId/history',
    {
      schema: {
        operationId: 'listIssueHistory',
        summary: 'What happened to an issue, the newest first; comments too, also those of what was merged into it',
        tags,
        params: issuePath,
        querystring: pageQuery,
        response: { 200: pageOf(historyEntry) },
      },
    },
    async (request) => {
      const { issue, project } = await visibleIssue(storage, callerOf(request), request.params.issueId);
      const { limit, cursor } = request.query;
      const [before] = cursor === undefined ? [null] : decodeCursor(cursor, 'history', ['number']);
      const parts = await partsOf(storage, issue.id);
      const rows = await historyOf(storage, { issue: issue.id, parts: [...parts.keys()] }, before, limit + 1);
      const names = new Map([...parts].map(([id, number]) => [id, shortIdOf(project.slug, number)]));
      return toPage(rows, limit, await showHistory(storage, issue.id, rows, names), (row) =>
        encodeCursor('history', [row.id]),
      );
    },
  );

  app.get(
    '/issues/:issueId/mentionable',
    {
      schema: {
        operationId: 'listMentionable',
        summary: 'People whom a comment may name, whose name or address begins so',
        tags,
        params: issuePath,
        querystring: Type.Object({
          prefix: Type.String({ maxLength: 100, default: '' }),
          limit: Type.Integer({ minimum: 1, maximum: 20, default: 8 }),
        }),
        response: { 200: Type.Object({ items: Type.Array(mentionable) }) },
      },
    },
    async (request) => {
      const { issue } = await visibleIssue(storage, callerOf(request), request.params.issueId);
      const { prefix, limit } = request.query;
      return { items: await mentionablePeople(storage, issue.project_id, prefix, limit) };
    },
  );

  app.post(
    '/issues/:issueId/comments',
    {
      schema: {
        operationId: 'addComment',
        summary: 'Comment on an issue; `@ada` names somebody who sees the project',
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
      await changeComment(storage, await withParts(issue.id), request.params.commentId, change);
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
      await changeComment(storage, await withParts(issue.id), request.params.commentId, change);
      return await reply.code(204).send(null);
    },
  );
};

/** The issues that were merged into this one, with the numbers of their short ids. */
const partsOf = async (queries: Queries, issue: number): Promise<Map<number, number>> =>
  new Map((await membersOf(queries, issue)).flatMap(({ id, number }) => (number > 0 ? [[id, number]] : [])));
