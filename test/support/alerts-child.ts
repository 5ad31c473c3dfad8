import { setInterval } from 'node:timers/promises';
import { createAlertPlanner, createAlertSender, createAlertSweep } from '../../src/alerts/index.ts';
import { alertSendsLane, alertsLane, alertSubscriptions } from '../../src/alerts/work.ts';
import { createLogger, createOutbound, MILLISECOND, readAllowList, systemClock } from '../../src/kit/index.ts';
import { openLanes, startRelay } from '../../src/lanes/index.ts';
import { openStorage } from '../../src/storage/index.ts';

/**
 * A process that works on alerts until it is killed: `alerts-child.ts STORAGE LANES PREFIX STEP`. When it reaches STEP it kills itself, as hard as `kill -9`.
 */
const [, , storageUrl = '', lanesUrl = '', prefix = '', step = ''] = process.argv;
const storage = openStorage(storageUrl);
const lanes = openLanes(lanesUrl, { prefix, retryDelay: 20 * MILLISECOND });
const log = createLogger('child', 'error');
const relay = startRelay(storage, lanes, alertSubscriptions, log);

const reached = (at: string): void => {
  if (at === step) process.kill(process.pid, 'SIGKILL');
};
const nudge = (): void => relay.nudge();
const deps = {
  storage,
  log,
  clock: systemClock,
  outbound: createOutbound(readAllowList('127.0.0.1')),
  mailer: null,
  publicUrl: () => 'https://errors.example',
  // Longer than a try takes here, so that nobody takes over from the living.
  lease: 700 * MILLISECOND,
  reached,
  nudge,
};
lanes.consume(alertsLane, createAlertPlanner(deps));
lanes.consume(alertSendsLane, createAlertSender(deps));
const sweep = createAlertSweep(storage, systemClock, nudge);
process.stdout.write('ready\n');
for await (const _ of setInterval(20)) await sweep();
