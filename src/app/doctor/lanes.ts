import { existsSync } from 'node:fs';
import { createLogger } from '../../kit/index.ts';
import type { Lanes } from '../../lanes/index.ts';
import { openLanes } from '../../lanes/index.ts';
import type { Config } from '../config.ts';
import { lanesFile } from '../data-folder.ts';
import { damageOf } from './damage.ts';
import type { Finding, Trouble } from './finding.ts';
import { always, attempt } from './finding.ts';
import { probeBroker } from './probe-broker.ts';
import { brokerTrouble } from './trouble.ts';

/** The lanes: a message that goes nowhere is written and confirmed. */
export const lanes = async (config: Config): Promise<Finding> => {
  const name = 'lanes';
  const { broker } = config;
  const explain = (error: unknown): Trouble =>
    broker === null
      ? always('Stop the server, move lanes.db away and restore a backup (docs/operations.md).')(error)
      : brokerTrouble(broker, error);
  if (broker === null && !existsSync(lanesFile(config)))
    return { name, state: 'ok', found: 'SQLite in the data folder: there are none yet; the first start makes them' };
  let opened: Lanes | undefined;
  const finding = await attempt(name, explain, async () => {
    if (broker !== null) await probeBroker(broker);
    const damage = broker === null ? damageOf(lanesFile(config)) : null;
    if (damage !== null) throw new Error(damage);
    const options = { log: createLogger('culprit', 'silent'), prefix: config.brokerPrefix };
    opened = openLanes(broker ?? `sqlite:${lanesFile(config)}`, options);
    await opened.ping();
    return { state: 'ok', found: broker === null ? 'SQLite in the data folder' : 'RabbitMQ' };
  });
  await opened?.close();
  return finding;
};
