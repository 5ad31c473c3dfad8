import type { FastifyInstance } from 'fastify';
import type { Clock } from '../kit/index.ts';
import type { BlobStore, Storage } from '../storage/index.ts';
import type { RetentionLimits } from './retention/limits.ts';

export interface IssueRouteOptions {
  readonly storage: Storage;
  readonly blobs: BlobStore;
  readonly clock: Clock;
  /** What projects keep that do not say it themselves. */
  readonly retention?: RetentionLimits;
}

/** A Fastify plugin with the room's part of `/api/v1`. Register it where `addAuthentication` was called. */
export const issueRoutes = async (app: FastifyInstance, options: IssueRouteOptions): Promise<void> => {
  // Loaded here and not before: threads that serve no routes go without the schemas.
  const plugins = [
    (await import('./routes/issue-routes.ts')).issuePlugin,
    (await import('./routes/search-routes.ts')).searchPlugin,
    (await import('./routes/action-routes.ts')).actionPlugin,
    (await import('./routes/history-routes.ts')).historyPlugin,
    (await import('./routes/merge-routes.ts')).mergePlugin,
    (await import('./routes/event-routes.ts')).eventPlugin,
    (await import('./routes/file-routes.ts')).filePlugin,
    (await import('./routes/project-routes.ts')).projectPlugin,
    (await import('./routes/storage-routes.ts')).storagePlugin,
    (await import('./routes/release-routes.ts')).releasePlugin,
    (await import('./routes/release-detail-routes.ts')).releaseDetailPlugin,
    (await import('./routes/release-content-routes.ts')).releaseContentPlugin,
    (await import('./routes/release-health-routes.ts')).releaseHealthPlugin,
    (await import('./routes/monitor-routes.ts')).monitorPlugin,
  ];
  for (const plugin of plugins) await app.register(plugin, options);
};
