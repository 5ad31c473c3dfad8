import type { FastifyInstance } from 'fastify';
import { deliveryPlugin } from './routes/delivery-routes.ts';
import { rulePlugin } from './routes/rule-routes.ts';
import { targetPlugin } from './routes/target-routes.ts';
import type { SendDeps } from './send.ts';

export interface AlertRouteOptions extends SendDeps {
  /** Deliveries were queued. */
  readonly nudge?: () => void;
}

/** A Fastify plugin with the room's part of `/api/v1`. Register it where `addAuthentication` was called. */
export const alertRoutes = async (app: FastifyInstance, options: AlertRouteOptions): Promise<void> => {
  for (const plugin of [targetPlugin, rulePlugin, deliveryPlugin]) await app.register(plugin, options);
};
