import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { encodeCursor, fromDate, notFound, startOf, toPage } from '../kit/index.ts';
import { requireSession } from './access.ts';
import { callerOf } from './authentication.ts';
import { visibleProject } from './projects.ts';
import type { AccountRouteOptions } from './routes.ts';
import * as schemas from './schemas.ts';
import { createToken, deleteToken, listTokens, sentryCliToken } from './tokens.ts';

const tags = ['accounts'];

/** A user's own API tokens. Every role may have some: they can do no more than their user. */
export const tokenRoutes: FastifyPluginAsyncTypebox<AccountRouteOptions> = async (
  app,
  { storage, clock, publicUrl },
) => {
  app.get(
    '/tokens',
    {
      schema: {
        operationId: 'listTokens',
        summary: 'Your API tokens, newest first',
        tags,
        querystring: schemas.pageQuery,
        response: { 200: schemas.pageOf(schemas.token) },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      requireSession(caller);
      const { limit = 25, cursor } = request.query;
      const start = startOf('tokens', cursor, Number.MAX_SAFE_INTEGER);
      const rows = await listTokens(storage, caller.userId, start, limit + 1);
      return toPage(rows, limit, schemas.showToken, (last) => encodeCursor('tokens', [last.id]));
    },
  );

  app.post(
    '/tokens',
    {
      config: { access: 'read' },
      schema: {
        operationId: 'createToken',
        summary: 'Make an API token; its secret is in this answer and nowhere else',
        tags,
        body: schemas.newToken,
        response: {
          201: Type.Object({
            ...schemas.token.properties,
            token: Type.String({ examples: ['clp_…'] }),
            sentryCliToken: Type.String({
              description: 'The same token for sentry-cli, which reads from it where the server is',
              examples: ['sntrys_…'],
            }),
          }),
        },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      requireSession(caller);
      const { name, scopes, projectId = null, expiresAt = null } = request.body;
      if (projectId !== null) await visibleProject(storage, caller, projectId);
      const { token, secret } = await createToken(storage, clock, caller, {
        name: name.trim(),
        scopes,
        projectId,
        expiresAt: expiresAt === null ? null : fromDate(new Date(expiresAt)),
      });
      return reply
        .code(201)
        .header('cache-control', 'no-store')
        .send({
          ...schemas.showToken(token),
          token: secret,
          sentryCliToken: sentryCliToken(secret, publicUrl(), token.createdAt),
        });
    },
  );

  app.delete(
    '/tokens/:id',
    {
      config: { access: 'read' },
      schema: {
        operationId: 'deleteToken',
        summary: 'Revoke one of your API tokens',
        tags,
        params: Type.Object({ id: Type.Integer() }),
        response: { 204: schemas.nothing },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      requireSession(caller);
      if (!(await deleteToken(storage, caller.userId, request.params.id))) throw notFound('The token');
      return reply.code(204).send(null);
    },
  );
};
