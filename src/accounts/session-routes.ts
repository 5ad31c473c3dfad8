import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { CulpritError } from '../kit/index.ts';
import { requireSession, scopesOf } from './access.ts';
import { callerOf, clientOf, sendSession, sessionSecretOf } from './authentication.ts';
import { verifyPassword } from './passwords.ts';
import type { AccountRouteOptions } from './routes.ts';
import * as schemas from './schemas.ts';
import { closeSession, findSession, openSession } from './sessions.ts';
import { countAttempt } from './throttle.ts';
import type { User } from './types.ts';
import { findUserByEmail, hasUsers, renameUser } from './user-store.ts';
import { createOwner, normalEmail } from './users.ts';

const closed = { additionalProperties: false } as const;
const tags = ['accounts'];

/** First run, signing in and out. */
export const sessionRoutes: FastifyPluginAsyncTypebox<AccountRouteOptions> = async (app, options) => {
  const { storage, clock, publicUrl, version, sendMail } = options;

  app.get(
    '/setup',
    {
      config: { access: 'open' },
      schema: {
        operationId: 'getSetup',
        summary: 'Whether the owner account is still to be created',
        tags,
        security: [],
        response: {
          200: Type.Object({
            needsOwner: Type.Boolean(),
            version: Type.String(),
            mail: Type.Boolean({ description: 'Whether the server sends mail, such as links for a new password' }),
          }),
        },
      },
    },
    async () => ({ needsOwner: !(await hasUsers(storage)), version, mail: sendMail !== undefined }),
  );

  app.post(
    '/setup',
    {
      config: { access: 'open' },
      schema: {
        operationId: 'createOwner',
        summary: 'Create the owner account and sign in; only while there is no user',
        tags,
        security: [],
        body: Type.Object(
          { email: schemas.email, password: schemas.password, name: Type.Optional(schemas.userName) },
          closed,
        ),
        response: { 201: schemas.session },
      },
    },
    async (request, reply) => {
      const user = await createOwner(storage, clock, request.body);
      sendSession(reply, publicUrl(), await openSession(storage, clock, user.id, clientOf(request)));
      return reply.code(201).send(schemas.showSession(user, scopesOf(user.role)));
    },
  );

  app.post(
    '/session',
    {
      config: { access: 'open' },
      schema: {
        operationId: 'signIn',
        summary: 'Sign in with e-mail and password',
        tags,
        security: [],
        body: Type.Object({ email: schemas.email, password: schemas.password }, closed),
        response: { 200: schemas.session },
      },
    },
    async (request, reply) => {
      const email = normalEmail(request.body.email);
      const succeeded = await countAttempt(storage, clock, { email, address: request.ip });
      const found = await findUserByEmail(storage, email);
      if (!(await verifyPassword(request.body.password, found?.password ?? null)) || found === null)
        throw new CulpritError('wrong_credentials', 401, 'E-mail address or password is wrong.');
      await succeeded();
      if (found.disabledAt !== null)
        throw new CulpritError('deactivated', 403, 'This account is deactivated: an administrator can change that.');
      const before = sessionSecretOf(request);
      if (before !== null) await closeSession(storage, before);
      sendSession(reply, publicUrl(), await openSession(storage, clock, found.id, clientOf(request)));
      return schemas.showSession(found, scopesOf(found.role));
    },
  );

  app.get(
    '/session',
    {
      schema: { operationId: 'getSession', summary: 'Who is signed in', tags, response: { 200: schemas.session } },
    },
    async (request) => {
      const caller = callerOf(request);
      const secret = sessionSecretOf(request);
      const session = caller.via === 'session' && secret !== null ? await findSession(storage, clock, secret) : null;
      return schemas.showSession(session?.user ?? (await userOf(caller.email)), caller.scopes);
    },
  );

  app.patch(
    '/session',
    {
      config: { access: 'read' },
      schema: {
        operationId: 'updateSelf',
        summary: 'Change how others read your name',
        tags,
        body: Type.Object({ name: Type.String({ pattern: '\\S', maxLength: 100 }) }, closed),
        response: { 200: schemas.session },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      requireSession(caller);
      await renameUser(storage, caller.userId, request.body.name.trim());
      return schemas.showSession(await userOf(caller.email), caller.scopes);
    },
  );

  app.delete(
    '/session',
    {
      config: { access: 'open' },
      schema: { operationId: 'signOut', summary: 'Sign out', tags, security: [], response: { 204: schemas.nothing } },
    },
    async (request, reply) => {
      const secret = sessionSecretOf(request);
      if (secret !== null) await closeSession(storage, secret);
      sendSession(reply, publicUrl(), null);
      return reply.code(204).send(null);
    },
  );

  const userOf = async (email: string): Promise<User> => {
    const found = await findUserByEmail(storage, email);
    if (found === null) throw new CulpritError('unauthenticated', 401, 'This user does not exist any more.');
    return found;
  };
};
