import type { FastifyInstance } from 'fastify';
import type { AuthenticationOptions } from './authentication.ts';
import type { Mail } from './mails.ts';
import type { ProjectSettings } from './types.ts';

export interface AccountRouteOptions extends AuthenticationOptions {
  /** Of the server, shown at first run. */
  readonly version: string;
  /**
   * Sends a mail; left out where the server has no way to. Resolves with whether it went out, and never rejects: who sends it logs why not.
   */
  readonly sendMail?: (mail: Mail) => Promise<boolean>;
  /** Throws a CulpritError for settings that other rooms cannot use, such as grouping rules that do not parse. */
  readonly checkSettings?: (settings: ProjectSettings) => void;
  /** Called after a project was deleted, so that other rooms drop what they hold of it. */
  readonly projectDeleted?: (projectId: number) => Promise<void>;
}

/** A Fastify plugin with the room's part of `/api/v1`. Register it where `addAuthentication` was called. */
export const accountRoutes = async (app: FastifyInstance, options: AccountRouteOptions): Promise<void> => {
  // Loaded here and not before: threads that serve no routes go without the schemas (6 MB each).
  const plugins = [
    (await import('./session-routes.ts')).sessionRoutes,
    (await import('./own-session-routes.ts')).ownSessionRoutes,
    (await import('./password-routes.ts')).passwordRoutes,
    (await import('./invitation-routes.ts')).invitationRoutes,
    (await import('./user-routes.ts')).userRoutes,
    (await import('./user-security-routes.ts')).userSecurityRoutes,
    (await import('./team-routes.ts')).teamRoutes,
    (await import('./membership-routes.ts')).membershipRoutes,
    (await import('./token-routes.ts')).tokenRoutes,
    (await import('./project-routes.ts')).projectRoutes,
    (await import('./key-routes.ts')).keyRoutes,
  ];
  for (const routes of plugins) await app.register(routes, options);
};
