import { setTimeout } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { ensureOwner } from '../accounts/index.ts';
import { acceptorOverPort } from '../ingest/index.ts';
import type { Clock, Logger } from '../kit/index.ts';
import { CulpritError, createLogger, systemClock } from '../kit/index.ts';
import { portWriter } from '../lanes/index.ts';
import { migrate } from '../storage/index.ts';
import type { Config } from './config.ts';
import { usesDataFolder } from './data-folder.ts';
import { lockDataFolder } from './lock.ts';
import type { Parts } from './parts.ts';
import { localUrl } from './public-url.ts';
import { migrations } from './rooms.ts';
import { openConfiguredLanes, openStores } from './stores.ts';
import { startThreads } from './threads/start.ts';

export interface Overrides {
  readonly log?: Logger;
  /** For the parts that run in this thread. */
  readonly clock?: Clock;
  /** A thread died: the process should follow it. Default: it does. */
  readonly onCrash?: (error: Error) => void;
  /** Where the built browser app is. */
  readonly webFolder?: string;
}

export interface RunningServer {
  /** The public URL; null for a work process without a port. */
  readonly url: string | null;
  /** Stops accepting, finishes what is in hand, closes. */
  close(): Promise<void>;
}

/**
 * Starts a server in this process: `all` and `web` answer HTTP here and accept in a thread, `all` and `work` consume in a thread. Resolves when it listens.
 * Throws CulpritError for what whoever starts it can mend; nothing stays open then.
 */
export const startServer = async (config: Config, overrides: Overrides = {}): Promise<RunningServer> => {
  const log = overrides.log ?? createLogger('culprit', config.log);
  const clock = overrides.clock ?? systemClock;
  const onCrash = overrides.onCrash ?? (() => process.exit(1));
  const startedAt = clock.now();
  const web = config.role !== 'work';
  // Closed in reverse order, also when a later step fails.
  const open = new AsyncDisposableStack();
  try {
    const lock = usesDataFolder(config) ? lockDataFolder(config.data) : null;
    open.defer(() => lock?.release());
    const stores = openStores(config);
    open.defer(() => stores.storage.close());
    await untilThere(() => migrate(stores.storage, migrations), log);
    if (web && config.owner !== null && (await ensureOwner(stores.storage, clock, config.owner)))
      log.info({ email: config.owner.email }, 'created the owner account');

    const threads = startThreads(config, { log, onCrash }, open);
    const writer = threads.writer === null ? undefined : portWriter(threads.writer);
    const lanes = openConfiguredLanes(config, { log, deadLetters: stores.deadLetters, writer });
    open.defer(async () => {
      await lanes.close();
      await writer?.close();
    });
    const acceptor = acceptorOverPort(threads.requests);
    open.defer(() => acceptor.close());

    // The HTTP side takes as long to load as the threads do: both at once.
    const { createHealthApp, createWebApp } = await import('./http.ts');
    await threads.ready;
    const parts: Parts = {
      config,
      log,
      clock,
      startedAt,
      stores,
      lanes,
      threads: threads.all,
      accept: acceptor.accept,
      webFolder: overrides.webFolder,
    };
    const listener = config.listens ? await listen(web ? createWebApp : createHealthApp, parts) : null;
    if (listener !== null) open.defer(listener.close);
    lock?.announce({ pid: process.pid, url: listener?.url ?? '', startedAt: new Date().toISOString() });
    if (!web && config.url === null)
      log.warn(`links in alerts lead to ${localUrl(config)}: set CULPRIT_URL to the address of the web processes`);
    log.info(
      { url: listener?.url, port: listener?.port, role: config.role, data: lock === null ? undefined : config.data },
      'started',
    );
    return { url: listener?.url ?? null, close: () => open.disposeAsync() };
  } catch (error) {
    await open.disposeAsync();
    throw error;
  }
};

/** Requests in hand get ten seconds to finish. */
const listen = async (
  create: (parts: Parts, publicUrl: () => string) => FastifyInstance,
  parts: Parts,
): Promise<{ url: string; port: number; close: () => Promise<void> }> => {
  const { config } = parts;
  let url = config.url;
  const app = create(parts, () => url ?? localUrl(config));
  try {
    await app.listen({ host: config.host, port: config.port });
  } catch (error) {
    await app.close();
    throw cannotListen(error, config);
  }
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : config.port;
  url ??= localUrl({ host: config.host, port });
  const close = async (): Promise<void> => {
    const late = globalThis.setTimeout(() => app.server.closeAllConnections(), 10_000);
    await app.close();
    clearTimeout(late);
  };
  return { url, port, close };
};

const cannotListen = (error: unknown, { host, port }: Config): unknown => {
  const { code } = error as { code?: string };
  const why = {
    EADDRINUSE: 'another program has it',
    EACCES: 'this user may not',
    EADDRNOTAVAIL: 'no such address here',
  }[code ?? ''];
  if (why === undefined) return error;
  return new CulpritError(
    'cannot_listen',
    500,
    `Cannot listen on ${host}:${port}: ${why}. Choose another with --host and --port.`,
    { cause: error },
  );
};

/** A database that is only starting is waited for, for a minute. */
const untilThere = async (work: () => Promise<unknown>, log: Logger): Promise<void> => {
  for (let attempt = 1; ; attempt++) {
    try {
      await work();
      return;
    } catch (error) {
      if (!(error instanceof CulpritError && error.code === 'unavailable') || attempt === 60) throw error;
      log.warn({ err: error }, 'the database is not available yet');
      await setTimeout(1_000);
    }
  }
};
