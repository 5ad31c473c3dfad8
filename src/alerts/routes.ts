import type { FastifyInstance } from 'fastify';
import type { SendDeps } from './send.ts';

export interface AlertRouteOptions extends SendDeps {
  /** Deliveries were queued. */
  readonly nudge?: () => void;
}

/** A Fastify plugin with the room's part of `/api/v1`. Register it where `addAuthentication` was called. */
export const alertRoutes = async (app: FastifyInstance, options: AlertRouteOptions): Promise<void> => {
  // Loaded here and not before: threads that serve no routes go without the schemas.
  const plugins = [
    (await import('./routes/target-routes.ts')).targetPlugin,
    (await import('./routes/rule-routes.ts')).rulePlugin,
    (await import('./routes/delivery-routes.ts')).deliveryPlugin,
  ];
  for (const plugin of plugins) await app.register(plugin, options);
};
