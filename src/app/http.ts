import type { FastifyInstance } from 'fastify';
import { accountRoutes, addAuthentication, createKeyRing } from '../accounts/index.ts';
import type { AccountRouteOptions } from '../accounts/index.ts';
import { alertRoutes } from '../alerts/index.ts';
import { createOverload, digestLane, ingestRoutes } from '../ingest/index.ts';
import { issueRoutes, sentryApiRoutes } from '../issues/index.ts';
import type { Logger } from '../kit/index.ts';
import { collectApi } from './api/document.ts';
import { checkSettings } from './check-settings.ts';
import { basePathOf } from './config.ts';
import { usesDataFolder } from './data-folder.ts';
import { ingestLimits } from './ingest-limits.ts';
import { createMetrics } from './metrics.ts';
import type { Parts } from './parts.ts';
import { laneDefinitions } from './rooms.ts';
import { apiDocsRoutes } from './routes/api-docs.ts';
import { deadLetterRoutes } from './routes/dead-letters.ts';
import { diskCheck, healthRoutes } from './routes/health.ts';
import { metricsRoutes } from './routes/metrics.ts';
import { statusRoutes } from './routes/status.ts';
import { storageRoutes } from './routes/storage.ts';
import { createMeter, usageRoutes } from '../usage/index.ts';
import { createServer } from './server.ts';
import { strictQueries } from './strict-queries.ts';
import { version } from './version.ts';
import { createWires } from './wires.ts';
import type { Wires } from './wires.ts';
import { serveWebFiles, webFolder, webPage } from './web-app.ts';

/**
 * The whole HTTP side: SDKs, API, browser app, health and metrics. `publicUrl` may change until the server listens. Plugins load in this
 * order when the server gets ready.
 */
export const createWebApp = (parts: Parts, publicUrl: () => string): FastifyInstance => {
  const { config, log, clock, stores, lanes } = parts;
  const basePath = config.url === null ? '' : basePathOf(config.url);
  const folder = parts.webFolder ?? webFolder;
  const app = createServer({ log, trustedProxies: config.trustedProxies, basePath, page: webPage(folder, basePath) });
  const metrics = addOperations(app, parts);
  metrics.timeRequests(app);

  const limits = ingestLimits(config);
  const accept = metrics.countAccepts(parts.accept);
  void app.register(ingestRoutes, { accept, limits, ...overloadOf(app, parts) });
  collectApi(app, version, basePath);
  void app.register(
    async (api) => {
      const authentication = { storage: stores.storage, clock, publicUrl };
      const wires = createWires(config, publicUrl);
      await addAuthentication(api, authentication);
      strictQueries(api);
      void api.register(accountRoutes, { ...authentication, ...mailFor(wires, log), version, checkSettings });
      void api.register(usageRoutes, { storage: stores.storage, clock, quotas: config.quotas });
      void api.register(issueRoutes, { ...stores, clock, retention: config.retention });
      void api.register(alertRoutes, { storage: stores.storage, clock, ...wires });
      void api.register(deadLetterRoutes, { deadLetters: stores.deadLetters, lanes, laneDefinitions });
      void api.register(storageRoutes, { config, stores });
      void api.register(statusRoutes, { ...parts, ...stores, version, roles: rolesOf(parts), laneDefinitions });
    },
    { prefix: '/api/v1' },
  );
  void app.register(
    async (api) => {
      await addAuthentication(api, { storage: stores.storage, clock, publicUrl });
      void api.register(sentryApiRoutes, { ...stores, clock, publicUrl });
    },
    { prefix: '/api/0' },
  );
  void app.register(apiDocsRoutes, { publicUrl });
  serveWebFiles(app, folder);
  return app;
};

/** When SDKs are turned away unread, and how that is counted: of projects that exist. */
const overloadOf = (app: FastifyInstance, { config, log, clock, stores: { storage }, lanes }: Parts) => {
  const overload = createOverload({
    limits: { waiting: 5_000, lag: 2_000, backlog: config.maxBacklog },
    clock,
    backlog: async () => (await lanes.stats(digestLane)).ready,
  });
  const meter = createMeter({ storage, clock, log, defaults: config.quotas });
  const keyRing = createKeyRing(storage, clock);
  const shed = (project: number): void => {
    const exists = keyRing.projectSettings([project]).then((found) => found.has(project));
    exists.then(
      (known) => known && meter.count(project, 'server', 'overload', 'error', 1),
      () => undefined,
    );
  };
  app.addHook('onClose', () => meter.stop().catch(() => undefined));
  return { overload, shed };
};

/** What a work process answers: is it well, and what does it count. */
export const createHealthApp = (parts: Parts): FastifyInstance => {
  const { config, log } = parts;
  const app = createServer({ log, trustedProxies: config.trustedProxies, basePath: '' });
  addOperations(app, parts);
  return app;
};

const addOperations = (app: FastifyInstance, { config, stores, lanes, threads }: Parts) => {
  const checks = {
    database: () => stores.storage.ping(),
    lanes: () => lanes.ping(),
    ...(usesDataFolder(config) ? { disk: diskCheck(config.data) } : {}),
  };
  const deadLetters = () => stores.deadLetters.counts();
  const metrics = createMetrics({ version, threads, lanes, laneDefinitions, deadLetters });
  void app.register(healthRoutes, { checks });
  void app.register(metricsRoutes, { metrics, token: config.metricsToken });
  return metrics;
};

/** Mails of accounts; nothing where no mail server is configured. */
const mailFor = ({ mailer }: Wires, log: Logger): Pick<AccountRouteOptions, 'sendMail'> =>
  mailer === null
    ? {}
    : {
        sendMail: async ({ to, ...mail }) => {
          try {
            return (await mailer.send({ ...mail, to: [to] })).rejected.length === 0;
          } catch (error) {
            log.warn({ err: error, subject: mail.subject }, 'a mail was not sent');
            return false;
          }
        },
      };

const rolesOf = ({ config }: Parts): string[] => (config.role === 'all' ? ['web', 'work'] : [config.role]);
