import type { FastifyInstance } from 'fastify';
import type { Clock } from '../kit/index.ts';
import type { Storage } from '../storage/index.ts';
import type { Limits } from './quota.ts';

export interface UsageRouteOptions {
  readonly storage: Storage;
  readonly clock: Clock;
  /** Of those that said nothing else. */
  readonly quotas: Limits;
}

/** A Fastify plugin with the room's part of `/api/v1`. Register it where `addAuthentication` was called. */
export const usageRoutes = async (app: FastifyInstance, options: UsageRouteOptions): Promise<void> => {
  // Loaded here and not before: threads that serve no routes go without the schemas.
  await app.register((await import('./usage-routes.ts')).usagePlugin, options);
};
