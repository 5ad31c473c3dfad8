import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CulpritError } from '../kit/index.ts';
import { refusedUnread } from './accept/answers.ts';
import { createBodyReader } from './accept/body.ts';
import type { Overload } from './accept/overload.ts';
import type { Accept, Endpoint, IngestRequest, IngestResponse } from './accept/request.ts';
import { headerNames } from './accept/request.ts';
import type { Limits } from './limits.ts';

export interface IngestRouteOptions {
  readonly accept: Accept;
  readonly limits: Pick<Limits, 'body' | 'inFlight'>;
  /** Says when requests are to be turned away unread; never, when absent. */
  readonly overload?: Overload;
  /** Told of each that was, with the project that it names. */
  readonly shed?: (project: number) => void;
}

/** Where SDKs send to. https://develop.sentry.dev/sdk/overview/; a trailing slash is optional everywhere. */
const endpoints: readonly [methods: readonly ('GET' | 'POST')[], path: string, endpoint: Endpoint][] = [
  [['POST'], '/api/:project/envelope', 'envelope'],
  [['POST'], '/tunnel', 'envelope'],
  [['GET', 'POST'], '/api/:project/store', 'store'],
  [['GET', 'POST'], '/api/store', 'store'],
  [['POST'], '/api/:project/security', 'security'],
  [['POST'], '/api/:project/csp-report', 'security'],
  [['POST'], '/api/:project/nel', 'security'],
  [['POST'], '/api/:project/minidump', 'minidump'],
  [['POST'], '/api/:project/events/:event/attachments', 'attachments'],
  [['GET', 'POST'], '/api/:project/cron/:monitor/:key', 'checkin'],
  [['GET', 'POST'], '/api/:project/cron/:monitor', 'checkin'],
  [['POST'], '/api/:project/unreal/:key', 'unreal'],
  [['GET', 'POST'], '/api/embed/error-page', 'error-page'],
  [['POST'], '/api/0/projects/:organization/:slug/user-feedback', 'feedback'],
];

/**
 * A Fastify plugin with all that SDKs call. It moves bytes and nothing else: bodies are neither inflated nor parsed here, whatever their content type says.
 * Register it with a `prefix` to serve DSNs with a path. Every answer, errors too, carries CORS headers.
 */
export const ingestRoutes = (app: FastifyInstance, options: IngestRouteOptions, done: () => void): void => {
  const reader = createBodyReader(options.limits);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, payload, parsed) => parsed(null, payload));
  // Fastify would refuse a malformed Content-Type with 415; old clients send such, and ours to judge is only that of security reports.
  app.addHook('onRequest', (request, reply, next) => {
    const refusal = request.method === 'OPTIONS' ? null : (options.overload?.refusal() ?? null);
    if (refusal !== null) {
      const { project } = request.params as { project?: string };
      if (project !== undefined && /^\d{1,15}$/.test(project)) options.shed?.(Number(project));
      hangUp(reply);
      return void send(reply, answerTo(refusal));
    }
    request.ingestContentType = request.raw.headers['content-type'];
    delete request.raw.headers['content-type'];
    next();
  });
  app.decorateRequest('ingestContentType');
  app.setErrorHandler((error, _request, reply) => send(reply, answerTo(error)));

  const handle =
    (endpoint: Endpoint) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const body = await reader.read(
        request.body === undefined ? request.raw : (request.body as Readable),
        lengthOf(request),
      );
      reply.raw.once('close', body.release);
      const leave = options.overload?.enter();
      try {
        return send(reply, await options.accept(ingestRequest(request, endpoint, body.bytes)));
      } finally {
        leave?.();
      }
    };

  const { ignoreTrailingSlash } = { ...app.initialConfig, ...app.initialConfig.routerOptions };
  for (const [methods, path, endpoint] of endpoints)
    for (const url of ignoreTrailingSlash === true ? [path] : [path, `${path}/`])
      app.route({
        method: [...methods, 'OPTIONS'],
        url,
        schema: { hide: true },
        exposeHeadRoute: false,
        handler: handle(endpoint),
      });
  done();
};

declare module 'fastify' {
  interface FastifyRequest {
    ingestContentType?: string | undefined;
  }
  interface FastifySchema {
    /** Not part of the API document. */
    hide?: boolean;
  }
}

const lengthOf = ({ headers }: FastifyRequest): number | null => {
  const length = headers['content-length'];
  return length === undefined ? null : Number(length);
};

const ingestRequest = (request: FastifyRequest, endpoint: Endpoint, body: Uint8Array): IngestRequest => {
  const question = request.url.indexOf('?');
  const headers: Record<string, string> = {};
  for (const name of headerNames) {
    const value = name === 'content-type' ? request.ingestContentType : request.headers[name];
    if (value !== undefined) headers[name] = String(value);
  }
  return {
    method: request.method as IngestRequest['method'],
    endpoint,
    params: request.params as IngestRequest['params'],
    query: question === -1 ? '' : request.url.slice(question + 1),
    headers,
    address: request.ip,
    body,
  };
};

const send = (reply: FastifyReply, { status, headers, body }: IngestResponse): FastifyReply => {
  if (status === 413) hangUp(reply);
  return reply
    .code(status)
    .headers(headers)
    .send(typeof body === 'string' ? body : Buffer.from(body));
};

/** The answer is the last on its connection: what is still to come of the body is not wanted. */
const hangUp = (reply: FastifyReply): void => {
  void reply.header('connection', 'close');
  linger(reply.request.raw.socket);
};

/**
 * Closing a connection on which data still comes resets it, and with it an answer that the client has not read yet. So only our direction is closed after
 * the answer: what the client still sends is thrown away (`body.ts`) until it closes, and the server's time-outs hold for it.
 */
const linger = (socket: Socket): void => {
  socket.destroySoon = () => void socket.end();
};

const answerTo = (error: unknown): IngestResponse => {
  if (error instanceof CulpritError) return refusedUnread(error);
  const status = (error as { statusCode?: number }).statusCode ?? 500;
  const message = status < 500 && error instanceof Error ? error.message : 'The server failed; it has logged why.';
  return refusedUnread(new CulpritError(status < 500 ? 'bad_request' : 'internal', status, message));
};
