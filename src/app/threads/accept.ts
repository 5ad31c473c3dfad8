import type { MessagePort } from 'node:worker_threads';
import { createKeyRing } from '../../accounts/index.ts';
import { createAcceptor, serveAcceptor } from '../../ingest/index.ts';
import { createLogger, systemClock } from '../../kit/index.ts';
import { localWriter, serveWriter } from '../../lanes/index.ts';
import type { Config } from '../config.ts';
import { lanesFile } from '../data-folder.ts';
import { ingestLimits } from '../ingest-limits.ts';
import { openConfiguredLanes, openStores } from '../stores.ts';
import { createMeter } from '../../usage/index.ts';
import { runThread } from './inside.ts';

/** What the thread `accept` is given. */
export interface AcceptData {
  readonly config: Config;
  /** Requests of SDKs come in here. */
  readonly requests: MessagePort;
  /** Other threads write the lanes through here; empty with a broker. */
  readonly writers: readonly MessagePort[];
}

/**
 * The thread that takes requests of SDKs: inflates and checks them and makes them durable, while the main thread stays free to answer people. In the embedded tier
 * it is the only one that writes `lanes.db`.
 */
await runThread(async (data) => {
  const { config, requests, writers } = data as AcceptData;
  const log = createLogger('culprit.accept', config.log);
  const { storage, deadLetters } = openStores(config, { connections: 2 });
  const writer = config.broker === null ? localWriter(lanesFile(config)) : undefined;
  if (writer !== undefined) for (const port of writers) serveWriter(writer, port);
  const lanes = openConfiguredLanes(config, { log, deadLetters, writer });
  const keyRing = createKeyRing(storage, systemClock);
  const usage = createMeter({ storage, clock: systemClock, log, defaults: config.quotas });
  const acceptor = createAcceptor({
    keyRing,
    publish: (lane, messages) => lanes.publish(lane, messages),
    limits: ingestLimits(config),
    clock: systemClock,
    log,
    usage,
  });
  serveAcceptor(acceptor, requests);

  return {
    metrics: () => Promise.resolve(''),
    stop: async () => {
      await usage.stop().catch((error: unknown) => log.warn({ err: error }, 'the last counts of events are lost'));
      await lanes.close();
      await writer?.close();
      await storage.close();
    },
  };
});
