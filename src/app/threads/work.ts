import type { MessagePort } from 'node:worker_threads';
import { createLogger, systemClock } from '../../kit/index.ts';
import { portWriter, startRelay } from '../../lanes/index.ts';
import type { Config } from '../config.ts';
import { startConsumers } from '../consumers.ts';
import { ownUrlOf } from '../public-url.ts';
import { subscriptions } from '../rooms.ts';
import { openConfiguredLanes, openStores } from '../stores.ts';
import { createWires } from '../wires.ts';
import { runThread } from './inside.ts';
import { createLaneMetrics } from './lane-metrics.ts';
import { stepBack } from './priority.ts';

/** What the thread `work` is given. */
export interface WorkData {
  readonly config: Config;
  /** Leads to the writer of the lanes; null with a broker. */
  readonly writer: MessagePort | null;
}

/** The thread that consumes all lanes: digests events, relays facts, sweeps. */
await runThread(async (data) => {
  const { config, writer: port } = data as WorkData;
  if (config.role === 'all') stepBack();
  const log = createLogger('culprit.work', config.log);
  const stores = openStores(config);
  const writer = port === null ? undefined : portWriter(port);
  const lanes = openConfiguredLanes(config, { log, deadLetters: stores.deadLetters, writer });
  const metrics = createLaneMetrics();
  const relay = startRelay(stores.storage, lanes, subscriptions, log);
  const nudge = (): void => relay.nudge();
  const wires = createWires(config, () => ownUrlOf(config));
  const consumers = startConsumers({
    quotas: config.quotas,
    stores,
    lanes,
    metrics,
    wires,
    log,
    clock: systemClock,
    nudge,
    retention: config.retention,
  });

  return {
    metrics: () => metrics.text(),
    stop: async () => {
      await consumers.stop();
      await relay.stop();
      wires.mailer?.close();
      await lanes.close();
      await writer?.close();
      await stores.storage.close();
    },
  };
});
