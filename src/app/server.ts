import type { FastifyInstance } from 'fastify';
import { fastify } from 'fastify';
import type { Logger } from '../kit/index.ts';
import { randomHex } from '../kit/index.ts';
import { answerParserError } from './client-errors.ts';
import { buildSerializer, buildValidator } from './compilers.ts';
import { secure, securityHeaders } from './headers.ts';
import { problem, problemHandler, sendProblem } from './problems.ts';
import { sendPage, sendUnreadable } from './web-app.ts';

export interface ServerOptions {
  readonly log: Logger;
  readonly trustedProxies: readonly string[];
  /** Path prefix of the public URL, `` or `/culprit`. Requests are understood with and without it, so a proxy may strip it or not. */
  readonly basePath: string;
  /** The browser app's page: what every path answers that a person may open and no route takes. */
  readonly page?: () => string;
}

/** The HTTP server without a route: limits against slow and oversized clients, problem+json for every error, security headers. */
export const createServer = ({ log, trustedProxies, basePath, page }: ServerOptions): FastifyInstance => {
  const app = fastify({
    logger: false,
    genReqId: requestIds(),
    // Behind no declared proxy nobody's X-Forwarded-For is believed.
    trustProxy: trustedProxies.length === 0 ? false : [...trustedProxies],
    bodyLimit: 1 << 20,
    // A socket that says nothing for a minute is closed; a request must be complete after two.
    connectionTimeout: 60_000,
    requestTimeout: 120_000,
    keepAliveTimeout: 72_000,
    // Requests that come over open connections while it closes are answered like any other, and the connection with them ends.
    return503OnClosing: false,
    http: { headersTimeout: 15_000, connectionsCheckingInterval: 5_000 },
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 1_000 },
    rewriteUrl: ({ url = '/' }) => withoutBase(url, basePath),
    schemaController: { compilersFactory: { buildValidator, buildSerializer } },
    clientErrorHandler: answerParserError((url) => withoutBase(url, basePath)),
    frameworkErrors: (error, request, reply) => {
      const path = request.url.split('?')[0] ?? '/';
      secure(path, reply);
      const person = /\btext\/html\b/.test(request.headers.accept ?? '');
      if (page !== undefined && person && !programPath.test(path)) sendUnreadable(reply);
      else problemHandler(log)(error, request, reply);
    },
  });
  app.setErrorHandler(problemHandler(log));
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '/';
    const readable = request.method === 'GET' || request.method === 'HEAD';
    if (page !== undefined && readable && !programPath.test(path) && !filePath.test(path))
      return sendPage(reply, page());
    return sendProblem(reply, problem(404, 'not_found', `There is nothing at ${request.method} ${path}.`, request.id));
  });
  securityHeaders(app);
  return app;
};

/** Paths that programs ask for: a page would only hide the mistake. */
const programPath = /^\/(api|assets|health|metrics|tunnel|\.well-known)(\/|$)/;

/** `/favicon.ico`, `/.env`: a file of the root is there or it is not. Names of releases, which have dots too, stand deeper. */
const filePath = /^\/[^/]*\.\w+$/;

const withoutBase = (url: string, basePath: string): string => {
  if (basePath === '' || !url.startsWith(basePath)) return url;
  const rest = url.slice(basePath.length);
  if (rest.startsWith('/')) return rest;
  return rest === '' || rest.startsWith('?') ? `/${rest}` : url;
};

/** Ids that differ over restarts and processes; counting on from a random start costs nothing a request. */
const requestIds = (): (() => string) => {
  const process = randomHex(4);
  let count = 0;
  return () => `${process}${(count++).toString(16).padStart(8, '0')}`;
};
