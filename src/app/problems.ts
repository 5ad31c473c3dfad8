import { STATUS_CODES } from 'node:http';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '../kit/index.ts';
import { CulpritError } from '../kit/index.ts';

/** The body of every error under /api/v1: RFC 9457, plus a stable `code` and the id under which the server logged the request. */
export interface Problem {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  /** Absent where a request was refused before it was one. */
  readonly requestId?: string;
  /** What a schema refused, field by field. */
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
}

/** Turns whatever a route threw into a problem. Defects (5xx that nobody coded) are logged with their stack and told to the caller by request id only. */
export const problemHandler =
  (log: Logger) =>
  (thrown: FastifyError | CulpritError | Error, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const problem = problemOf(thrown, request.id);
    const context = { requestId: request.id, method: request.method, route: request.routeOptions.url };
    if (problem.code === 'internal') log.error({ ...context, err: thrown }, 'a request failed by a defect');
    else if (problem.status >= 500) log.warn({ ...context, code: problem.code, err: thrown }, problem.detail);
    return sendProblem(reply, problem, thrown instanceof CulpritError ? thrown.headers : {});
  };

export const sendProblem = (
  reply: FastifyReply,
  problem: Problem,
  headers: Readonly<Record<string, string>> = {},
): FastifyReply =>
  reply
    .code(problem.status)
    .headers({ 'cache-control': 'no-store', ...headers })
    // A serializer of its own: the schema of the route's answers must not strip the fields.
    .type('application/problem+json; charset=utf-8')
    .serializer((body: string) => body)
    .send(JSON.stringify(problem));

/** A problem by its parts; the title is the status's phrase. */
export const problem = (
  status: number,
  code: string,
  detail: string,
  requestId?: string,
  errors?: Problem['errors'],
): Problem => ({
  type: 'about:blank',
  title: STATUS_CODES[status] ?? 'Error',
  status,
  detail,
  code,
  ...(requestId === undefined ? {} : { requestId }),
  ...(errors === undefined ? {} : { errors }),
});

const problemOf = (thrown: FastifyError | CulpritError | Error, requestId: string): Problem => {
  if (thrown instanceof CulpritError)
    return { ...thrown.extra, ...problem(thrown.status, thrown.code, thrown.message, requestId) };
  if ('validation' in thrown && thrown.validation !== undefined) {
    const where = thrown.validationContext ?? 'request';
    const errors = thrown.validation.map(({ instancePath, message, params }) => ({
      path: pathOf(where, instancePath, params),
      message: message ?? 'is not valid',
    }));
    const detail = errors.map(({ path, message }) => `${path} ${message}`).join('; ');
    return problem(400, 'invalid_request', `${detail}.`, requestId, errors);
  }
  const status = 'statusCode' in thrown ? (thrown.statusCode ?? 500) : 500;
  if (status >= 400 && status < 500) {
    const code = codes[status] ?? 'bad_request';
    return problem(status, code, sentence(thrown.message), requestId);
  }
  return problem(
    500,
    'internal',
    `This is a defect of the server. Its log has the details under request ${requestId}.`,
    requestId,
  );
};

/** The framework's own refusals, by status. */
const codes: Readonly<Record<number, string>> = {
  404: 'not_found',
  405: 'method_not_allowed',
  413: 'too_large',
  415: 'unsupported_media_type',
  429: 'too_many_requests',
};

const pathOf = (where: string, instancePath: string, params: Record<string, unknown>): string => {
  const missing = params['missingProperty'] ?? params['additionalProperty'];
  const path = instancePath.split('/').filter((part) => part !== '');
  return [where, ...path, ...(typeof missing === 'string' ? [missing] : [])].join('.');
};

const sentence = (message: string): string => (message.endsWith('.') ? message : `${message}.`);
