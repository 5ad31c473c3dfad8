import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { notFound } from '../kit/index.ts';
import { requireSession } from './access.ts';
import { callerOf, sessionSecretOf } from './authentication.ts';
import * as people from './people-schemas.ts';
import type { AccountRouteOptions } from './routes.ts';
import * as schemas from './schemas.ts';
import { closeSessionById, closeSessions, listSessions, sessionIdOf } from './sessions.ts';

const tags = ['accounts'];

/** Where somebody is signed in. Only for themselves, and only for people: a token must not end the session of its user. */
export const ownSessionRoutes: FastifyPluginAsyncTypebox<AccountRouteOptions> = async (app, { storage, clock }) => {
  app.get(
    '/sessions',
    {
      schema: {
        operationId: 'listSessions',
        summary: 'Where you are signed in, the last used first',
        tags,
        response: { 200: Type.Object({ items: Type.Array(people.session), nextCursor: Type.Null() }) },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      requireSession(caller);
      const secret = sessionSecretOf(request);
      const current = secret === null ? null : sessionIdOf(secret);
      const items = (await listSessions(storage, clock, caller.userId)).map((one) => people.showSession(one, current));
      return { items, nextCursor: null };
    },
  );

  app.delete(
    '/sessions',
    {
      config: { access: 'read' },
      schema: {
        operationId: 'deleteOtherSessions',
        summary: 'Sign out everywhere but here',
        tags,
        response: { 204: schemas.nothing },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      requireSession(caller);
      await closeSessions(storage, caller.userId, sessionSecretOf(request));
      return reply.code(204).send(null);
    },
  );

  app.delete(
    '/sessions/:id',
    {
      config: { access: 'read' },
      schema: {
        operationId: 'deleteSession',
        summary: 'End one of your sessions',
        tags,
        params: Type.Object({ id: Type.String({ pattern: '^[0-9a-f]{16}$' }) }),
        response: { 204: schemas.nothing },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      requireSession(caller);
      if (!(await closeSessionById(storage, caller.userId, request.params.id))) throw notFound('The session');
      return reply.code(204).send(null);
    },
  );
};
