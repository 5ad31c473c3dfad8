import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { encodeCursor, notFound, startOf, toIso, toPage } from '../kit/index.ts';
import { requireUnbound, scopesOf } from './access.ts';
import { callerOf, clientOf, sendSession } from './authentication.ts';
import { acceptInvitation, invite, openInvitation, revokeInvitation } from './invitations.ts';
import { listInvitations } from './invitation-store.ts';
import { invitationMail, linkTo } from './mails.ts';
import * as people from './people-schemas.ts';
import type { AccountRouteOptions } from './routes.ts';
import * as schemas from './schemas.ts';
import { openSession } from './sessions.ts';
import { knownTeams } from './team-store.ts';

const tags = ['people'];
const closed = { additionalProperties: false } as const;
const config = { access: 'admin' } as const;

/** People come by a link that works once, within a week. */
export const invitationRoutes: FastifyPluginAsyncTypebox<AccountRouteOptions> = async (app, options) => {
  const { storage, clock, publicUrl, sendMail } = options;

  app.get(
    '/invitations',
    {
      config,
      schema: {
        operationId: 'listInvitations',
        summary: 'Invitations that nobody has followed yet, newest first',
        tags,
        querystring: schemas.pageQuery,
        response: { 200: schemas.pageOf(people.invitation) },
      },
    },
    async (request) => {
      requireUnbound(callerOf(request));
      const { limit = 25, cursor } = request.query;
      const rows = await listInvitations(storage, startOf('invitations', cursor, Number.MAX_SAFE_INTEGER), limit + 1);
      return toPage(rows, limit, people.showInvitation, (last) => encodeCursor('invitations', [last.id]));
    },
  );

  app.post(
    '/invitations',
    {
      config,
      schema: {
        operationId: 'createInvitation',
        summary: 'Invite somebody, with a role no higher than your own',
        description: 'The link of an earlier invitation of this address stops working.',
        tags,
        body: Type.Object(
          {
            email: schemas.email,
            name: Type.Optional(schemas.userName),
            role: schemas.role,
            teamIds: Type.Optional(people.teamIds),
          },
          closed,
        ),
        response: {
          201: Type.Object({
            ...people.invitation.properties,
            link: people.link,
            mailed: Type.Boolean({ description: 'Whether the link went out by mail; else hand it over yourself' }),
          }),
        },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      requireUnbound(caller);
      const { invitation, secret } = await invite(storage, clock, caller, request.body);
      const link = linkTo(publicUrl(), 'join', secret);
      const mailed = (await sendMail?.(invitationMail(invitation, link, caller.email))) ?? false;
      return reply
        .code(201)
        .header('cache-control', 'no-store')
        .send({ ...people.showInvitation(invitation), link, mailed });
    },
  );

  app.delete(
    '/invitations/:id',
    {
      config,
      schema: {
        operationId: 'deleteInvitation',
        summary: 'Take an invitation back',
        tags,
        params: Type.Object({ id: Type.Integer() }),
        response: { 204: schemas.nothing },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      requireUnbound(caller);
      if (!(await revokeInvitation(storage, caller, request.params.id))) throw notFound('The invitation');
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/invitations/open',
    {
      config: { access: 'open' },
      schema: {
        operationId: 'openInvitation',
        summary: 'What a link invites to',
        tags,
        security: [],
        body: Type.Object({ secret: people.secret }, closed),
        response: {
          200: Type.Object({
            email: Type.String(),
            name: Type.String(),
            role: schemas.role,
            teams: Type.Array(Type.String()),
            expiresAt: schemas.instant,
          }),
        },
      },
    },
    async (request) => {
      const invitation = await openInvitation(storage, clock, request.body.secret);
      const { email, name, role, teamIds, expiresAt } = invitation;
      const teams = (await knownTeams(storage, teamIds)).map((team) => team.name);
      return { email, name, role, teams, expiresAt: toIso(expiresAt) };
    },
  );

  app.post(
    '/invitations/accept',
    {
      config: { access: 'open' },
      schema: {
        operationId: 'acceptInvitation',
        summary: 'Follow an invitation: makes the account and signs in',
        tags,
        security: [],
        body: Type.Object(
          { secret: people.secret, name: Type.Optional(schemas.userName), password: schemas.password },
          closed,
        ),
        response: { 201: schemas.session },
      },
    },
    async (request, reply) => {
      const user = await acceptInvitation(storage, clock, request.body);
      sendSession(reply, publicUrl(), await openSession(storage, clock, user.id, clientOf(request)));
      return reply.code(201).send(schemas.showSession(user, scopesOf(user.role)));
    },
  );
};
