import { fastifyCookie } from '@fastify/cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../kit/index.ts';
import { CulpritError, SECOND } from '../kit/index.ts';
import type { Storage } from '../storage/index.ts';
import { projectsOf, requireScope, scopesOf } from './access.ts';
import { findSession, noteSessionUse, SESSION_LIFE } from './sessions.ts';
import { findTokenCaller, secretIn } from './tokens.ts';
import type { Client } from './sessions.ts';
import type { Caller, Scope } from './types.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; null on routes that are open to all. Take it by `callerOf`. */
    caller: Caller | null;
  }
  interface FastifyContextConfig {
    /** What a route asks of its caller. Default: `read` for GET and HEAD, `write` for all else. `open`: nothing. */
    access?: Scope | 'open';
  }
}

export interface AuthenticationOptions {
  readonly storage: Storage;
  readonly clock: Clock;
  /** As browsers reach the server, with its path prefix. */
  readonly publicUrl: () => string;
}

/**
 * Lets only those through to the routes of `app` (and what is registered in it) who may: by session cookie or `Authorization: Bearer clp_…`.
 * A route that says nothing of access is closed to strangers. Throws `unauthenticated` 401, `forbidden` 403, `foreign_site` 403.
 */
export const addAuthentication = async (app: FastifyInstance, options: AuthenticationOptions): Promise<void> => {
  await app.register(fastifyCookie);
  app.decorateRequest('caller', null);
  app.addHook('onRequest', async (request, reply) => {
    const caller = await authenticate(request, reply, options);
    request.caller = caller;
    if (caller?.via === 'session' && !isSafe(request) && !isSameSite(request, options.publicUrl()))
      throw new CulpritError(
        'foreign_site',
        403,
        'This was not sent by a page of this server. Send the header x-culprit: 1.',
      );
    const access = request.routeOptions.config.access ?? (isSafe(request) ? 'read' : 'write');
    if (access !== 'open') requireScope(callerOf(request), access);
  });
};

/** Throws `unauthenticated` where nobody is signed in. */
export const callerOf = ({ caller }: Pick<FastifyRequest, 'caller'>): Caller => {
  if (caller !== null) return caller;
  throw unauthenticated('Sign in, or send Authorization: Bearer with an API token.');
};

/** Sends the secret of a session as cookie; null takes it back. */
export const sendSession = (reply: FastifyReply, publicUrl: string, secret: string | null): void => {
  const { protocol, pathname } = new URL(publicUrl);
  void reply.header('cache-control', 'no-store').setCookie(COOKIE, secret ?? '', {
    path: pathname.replace(/\/+$/, '') || '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: protocol === 'https:',
    maxAge: secret === null ? 0 : SESSION_LIFE / SECOND,
  });
};

/** From where a session is opened. */
export const clientOf = ({ ip, headers }: Pick<FastifyRequest, 'ip' | 'headers'>): Client => ({
  address: ip,
  userAgent: headers['user-agent'] ?? null,
});

export const sessionSecretOf = (request: Pick<FastifyRequest, 'cookies'>): string | null => {
  const secret = request.cookies[COOKIE];
  return secret === undefined || secret === '' || secret.length > 100 ? null : secret;
};

const COOKIE = 'culprit_session';

/** A token that is sent must be right; it is not made good by a cookie. */
const authenticate = async (
  request: FastifyRequest,
  reply: FastifyReply,
  { storage, clock, publicUrl }: AuthenticationOptions,
): Promise<Caller | null> => {
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    const secret = secretIn(authorization);
    const caller = secret === null ? null : await findTokenCaller(storage, clock, secret);
    if (caller === null) throw unauthenticated('The API token is unknown or has expired.');
    return caller;
  }
  const secret = sessionSecretOf(request);
  const session = secret === null ? null : await findSession(storage, clock, secret);
  if (session === null || secret === null) return null;
  if (await noteSessionUse(storage, clock, secret, session)) sendSession(reply, publicUrl(), secret);
  const { id, email, role } = session.user;
  const projects = await projectsOf(storage, { userId: id, role }, null);
  return { userId: id, email, role, scopes: scopesOf(role), projects, via: 'session', boundTo: null };
};

const isSafe = ({ method }: FastifyRequest): boolean => method === 'GET' || method === 'HEAD' || method === 'OPTIONS';

/** A foreign page can make a browser send the cookie, but neither set a header of ours nor lie about where it is from. */
const isSameSite = ({ headers }: FastifyRequest, publicUrl: string): boolean => {
  if (headers['x-culprit'] !== undefined) return true;
  if (headers['sec-fetch-site'] !== undefined) return headers['sec-fetch-site'] === 'same-origin';
  return headers.origin === new URL(publicUrl).origin;
};

const unauthenticated = (message: string): CulpritError =>
  new CulpritError('unauthenticated', 401, message, { headers: { 'www-authenticate': 'Bearer' } });
