import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CulpritError } from '../../kit/index.ts';
import type { IssueRouteOptions } from '../routes.ts';

export interface SentryApiOptions extends IssueRouteOptions {
  /** As clients reach the server, with its path prefix. */
  readonly publicUrl: () => string;
}

/**
 * A Fastify plugin with the part of Sentry's web API that `sentry-cli` 2 and 3 and the tools around it call. Register it under `/api/0`, where `addAuthentication`
 * was called. Shapes and statuses are Sentry's, so it is kept apart from our own API and out of its document. There is one organisation, and any slug names it:
 * who moves here keeps their settings. A release belongs to a project; where Sentry speaks of an organisation's release, all projects are meant that have one of
 * this name and that the caller sees. https://docs.sentry.io/api/
 */
export const sentryApiRoutes = async (app: FastifyInstance, options: SentryApiOptions): Promise<void> => {
  app.setErrorHandler(refuse);
  const plugins = [
    (await import('./organization-routes.ts')).organizationPlugin,
    (await import('./release-routes.ts')).releasePlugin,
    (await import('./deploy-routes.ts')).deployPlugin,
    (await import('./issue-routes.ts')).issuePlugin,
  ];
  for (const plugin of plugins) await app.register(plugin, options);
};

/** Errors as `sentry-cli` prints them: with any further field it would print all as an object. What is our own fault is logged and answered as everywhere. */
const refuse = (thrown: FastifyError | CulpritError, _request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const [status, headers] =
    thrown instanceof CulpritError ? [thrown.status, thrown.headers] : [thrown.statusCode ?? 500, {}];
  if (status >= 500) throw thrown;
  return reply.code(status).headers(headers).send({ detail: thrown.message });
};
