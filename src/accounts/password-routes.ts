import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { CulpritError } from '../kit/index.ts';
import { requireSession } from './access.ts';
import { callerOf, sessionSecretOf } from './authentication.ts';
import { linkTo, resetMail } from './mails.ts';
import { changePassword, createReset, useReset } from './password-resets.ts';
import { checkPassword, hashPassword, verifyPassword } from './passwords.ts';
import * as people from './people-schemas.ts';
import type { AccountRouteOptions } from './routes.ts';
import * as schemas from './schemas.ts';
import { countAttempt } from './throttle.ts';
import { findUserByEmail } from './user-store.ts';
import { normalEmail } from './users.ts';

const tags = ['accounts'];
const closed = { additionalProperties: false } as const;

/** A new password: by who knows the old one, or by a link. */
export const passwordRoutes: FastifyPluginAsyncTypebox<AccountRouteOptions> = async (app, options) => {
  const { storage, clock, publicUrl, sendMail } = options;

  app.post(
    '/password',
    {
      config: { access: 'read' },
      schema: {
        operationId: 'changePassword',
        summary: 'Change your password; all your other sessions end',
        tags,
        body: Type.Object({ current: schemas.password, password: schemas.password }, closed),
        response: { 204: schemas.nothing },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      requireSession(caller);
      const { current, password } = request.body;
      const succeeded = await countAttempt(storage, clock, { email: caller.email, address: request.ip });
      const found = await findUserByEmail(storage, caller.email);
      if (found === null || !(await verifyPassword(current, found.password)))
        throw new CulpritError('wrong_credentials', 403, 'The current password is wrong.');
      await succeeded();
      checkPassword(password);
      const hashed = await hashPassword(password);
      await storage.transaction((tx) => changePassword(tx, found.id, hashed, sessionSecretOf(request)));
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/password-resets',
    {
      config: { access: 'open' },
      schema: {
        operationId: 'requestPasswordReset',
        summary: 'Ask for a mail with a link that sets a new password',
        description:
          'The answer is the same whether there is such a user or not. Where the server sends no mail (see getSetup), an administrator makes the link.',
        tags,
        security: [],
        body: Type.Object({ email: schemas.email }, closed),
        response: { 202: Type.Object({ mail: Type.Boolean({ description: 'Whether the server sends mail at all' }) }) },
      },
    },
    async (request, reply) => {
      const email = normalEmail(request.body.email);
      await countAttempt(storage, clock, { email, address: request.ip, what: 'reset' });
      if (sendMail === undefined) return reply.code(202).send({ mail: false });
      // Not waited for: the time of the answer must not tell who has an account.
      void mailReset(email).catch((error: unknown) => request.log.error(error, 'no link for a new password was made'));
      return reply.code(202).send({ mail: true });
    },
  );

  app.post(
    '/password-resets/use',
    {
      config: { access: 'open' },
      schema: {
        operationId: 'usePasswordReset',
        summary: 'Set a new password by a link; all sessions end',
        tags,
        security: [],
        body: Type.Object({ secret: people.secret, password: schemas.password }, closed),
        response: { 204: schemas.nothing },
      },
    },
    async (request, reply) => {
      await useReset(storage, clock, request.body.secret, request.body.password);
      return reply.code(204).send(null);
    },
  );

  const mailReset = async (email: string): Promise<void> => {
    const user = await findUserByEmail(storage, email);
    if (user === null || user.disabledAt !== null) return;
    const { secret } = await createReset(storage, clock, user.id);
    await sendMail?.(resetMail(user.email, linkTo(publicUrl(), 'reset-password', secret)));
  };
};
