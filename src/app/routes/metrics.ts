import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { CulpritError, sha256 } from '../../kit/index.ts';
import type { Metrics } from '../metrics.ts';

/** `/metrics` for Prometheus; with a token set, only for who sends it. */
export const metricsRoutes = (
  app: FastifyInstance,
  { metrics, token }: { readonly metrics: Pick<Metrics, 'text'>; readonly token: string | null },
  done: () => void,
): void => {
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    const given = request.headers.authorization ?? '';
    if (token !== null && !timingSafeEqual(sha256(given), sha256(`Bearer ${token}`)))
      throw new CulpritError(
        'unauthenticated',
        401,
        'Send Authorization: Bearer with the token of CULPRIT_METRICS_TOKEN.',
      );
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(await metrics.text());
  });
  done();
};
