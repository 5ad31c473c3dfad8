import type { FastifyInstance, FastifyReply } from 'fastify';

/** For what is no page: nothing may be loaded, run or framed, whatever a browser takes the body for. */
const nothing = "default-src 'none'; frame-ancestors 'none'; sandbox";

/**
 * For the pages. Styles may be inline because the component library sets its theme through a style element; scripts may not, so that
 * nothing out of a stored event can ever run.
 */
export const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Security headers on every answer but those to SDKs, which are read across origins and shown to nobody. A page sets `pagePolicy` itself. */
export const securityHeaders = (app: FastifyInstance): void => {
  app.addHook('onSend', (request, reply, _payload, done) => {
    secure(request.url, reply);
    done();
  });
};

/** The same on one answer, where the framework calls no hook. */
export const secure = (url: string, reply: FastifyReply): void => {
  void reply.header('x-content-type-options', 'nosniff');
  if (isForSdks(url)) return;
  void reply.header('referrer-policy', 'same-origin').header('cross-origin-resource-policy', 'same-origin');
  void reply.header('cross-origin-opener-policy', 'same-origin').header('x-frame-options', 'DENY');
  if (!reply.hasHeader('content-security-policy')) void reply.header('content-security-policy', nothing);
  if (url.startsWith('/api/') && !reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
};

/** `/api/12/envelope/` and its like: everything below /api that is not ours, nor for `sentry-cli`. */
export const isForSdks = (url: string): boolean =>
  /^\/(tunnel|api\/(?!v1\/|0\/(?!projects\/[^/]+\/[^/]+\/user-feedback)))/.test(url);
