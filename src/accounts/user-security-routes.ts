import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { encodeCursor, notFound, startOf, toIso, toPage } from '../kit/index.ts';
import { requireSession, requireUnbound } from './access.ts';
import { callerOf } from './authentication.ts';
import { linkTo } from './mails.ts';
import { createReset } from './password-resets.ts';
import * as people from './people-schemas.ts';
import type { AccountRouteOptions } from './routes.ts';
import * as schemas from './schemas.ts';
import { closeSessions } from './sessions.ts';
import { deleteToken, listTokens } from './tokens.ts';
import type { Account } from './types.ts';
import { userBelow } from './user-changes.ts';

const tags = ['people'];
const config = { access: 'admin' } as const;

/** What administrators do when somebody forgot a password or lost a laptop. */
export const userSecurityRoutes: FastifyPluginAsyncTypebox<AccountRouteOptions> = async (app, options) => {
  const { storage, clock, publicUrl } = options;
  const below = async (request: FastifyRequest<{ Params: { userId: number } }>): Promise<Account> => {
    const caller = callerOf(request);
    requireUnbound(caller);
    return await userBelow(storage, caller, request.params.userId);
  };

  app.post(
    '/users/:userId/password-reset',
    {
      config,
      schema: {
        operationId: 'createPasswordReset',
        summary: 'A link by which this user sets a new password, within an hour',
        tags,
        params: people.userPath,
        response: { 201: Type.Object({ link: people.link, expiresAt: schemas.instant }) },
      },
    },
    async (request, reply) => {
      // Whoever has the link has the account: a token must not make itself a session.
      requireSession(callerOf(request));
      const { id } = await below(request);
      const { secret, expiresAt } = await createReset(storage, clock, id);
      return reply
        .code(201)
        .header('cache-control', 'no-store')
        .send({ link: linkTo(publicUrl(), 'reset-password', secret), expiresAt: toIso(expiresAt) });
    },
  );

  app.delete(
    '/users/:userId/sessions',
    {
      config,
      schema: {
        operationId: 'deleteUserSessions',
        summary: 'Sign a user out everywhere',
        tags,
        params: people.userPath,
        response: { 204: schemas.nothing },
      },
    },
    async (request, reply) => {
      await closeSessions(storage, (await below(request)).id, null);
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/users/:userId/tokens',
    {
      config,
      schema: {
        operationId: 'listUserTokens',
        summary: 'The API tokens of a user, newest first',
        tags,
        params: people.userPath,
        querystring: schemas.pageQuery,
        response: { 200: schemas.pageOf(schemas.token) },
      },
    },
    async (request) => {
      const { id } = await below(request);
      const { limit = 25, cursor } = request.query;
      const list = `tokens of ${id}`;
      const rows = await listTokens(storage, id, startOf(list, cursor, Number.MAX_SAFE_INTEGER), limit + 1);
      return toPage(rows, limit, schemas.showToken, (last) => encodeCursor(list, [last.id]));
    },
  );

  app.delete(
    '/users/:userId/tokens/:tokenId',
    {
      config,
      schema: {
        operationId: 'deleteUserToken',
        summary: 'Revoke an API token of a user',
        tags,
        params: Type.Object({ ...people.userPath.properties, tokenId: Type.Integer() }),
        response: { 204: schemas.nothing },
      },
    },
    async (request, reply) => {
      const { id } = await below(request);
      if (!(await deleteToken(storage, id, request.params.tokenId))) throw notFound('The token');
      return reply.code(204).send(null);
    },
  );
};
