import { createKeyRing } from '../accounts/index.ts';
import {
  alertSendsLane,
  alertsLane,
  createAlertPlanner,
  createAlertSender,
  createAlertSweep,
  createMentionMailer,
  mentionsLane,
  pruneAlerts,
  purgeDeletedAlerts,
  SEND_BATCH,
} from '../alerts/index.ts';
import { digestLane } from '../ingest/index.ts';
import {
  ageOut,
  collectBlobs,
  createDigest,
  createIssueSpikeSweep,
  createLifecycleSweep,
  createMonitorSweep,
  createRetention,
  purgeDeletedIssues,
  purgeDeletedProjects,
} from '../issues/index.ts';
import type { RetentionLimits } from '../issues/index.ts';
import type { Clock, Logger } from '../kit/index.ts';
import { HOUR, MINUTE, SECOND } from '../kit/index.ts';
import { createAlarmSweep, createProjectSpikeSweep, pruneUsage, purgeUsage, spikeFactors } from '../usage/index.ts';
import type { Limits } from '../usage/index.ts';
import type { Lanes } from '../lanes/index.ts';
import { startClockwork } from './clockwork.ts';
import type { Stores } from './stores.ts';
import type { LaneMetrics } from './threads/lane-metrics.ts';
import type { Wires } from './wires.ts';

export interface ConsumerParts {
  readonly stores: Stores;
  readonly lanes: Lanes;
  readonly metrics: LaneMetrics;
  readonly wires: Wires;
  /** Of those that said nothing else. */
  readonly quotas: Limits;
  readonly clock: Clock;
  readonly log: Logger;
  /** What projects keep that do not say it themselves. */
  readonly retention: RetentionLimits;
  /** Facts were committed. */
  readonly nudge: () => void;
}

/** Consumes every lane of the installation, and does what is due by the clock. */
export const startConsumers = (parts: ConsumerParts): { stop(): Promise<void> } => {
  const { stores, lanes, metrics, wires, quotas, clock, log, nudge } = parts;
  const { storage, blobs } = stores;
  const keyRing = createKeyRing(storage, clock);
  const digest = createDigest({
    storage,
    blobs,
    clock,
    log,
    projectSettings: (ids) => keyRing.projectSettings(ids),
    nudge,
  });
  const plan = createAlertPlanner({ storage, clock, log, nudge });
  const send = createAlertSender({ storage, clock, log, ...wires });
  const nameMails = createMentionMailer({ storage, clock, log, ...wires });
  const consumers = [
    lanes.consume(digestLane, metrics.measured(digestLane, digest)),
    lanes.consume(alertsLane, metrics.measured(alertsLane, plan)),
    lanes.consume(alertSendsLane, metrics.measured(alertSendsLane, send), { maxMessages: SEND_BATCH }),
    lanes.consume(mentionsLane, metrics.measured(mentionsLane, nameMails)),
  ];
  // Asked anew: what another process created a second ago must not be taken for deleted.
  const existing = (projects: readonly number[]) => createKeyRing(storage, clock).projectSettings(projects);
  const factors = (projects: readonly number[]) => spikeFactors(storage, projects, quotas);
  const retention = createRetention({
    storage,
    clock,
    projectSettings: (ids) => keyRing.projectSettings(ids),
    defaults: parts.retention,
  });
  const clockwork = startClockwork(log, [
    { name: 'missed runs of monitors', every: 10 * SECOND, work: createMonitorSweep(storage, lanes, clock) },
    { name: 'alerts that are due', every: SECOND, work: createAlertSweep(storage, clock, nudge) },
    { name: 'old alerts', every: HOUR, work: () => pruneAlerts(storage, clock) },
    { name: 'what the clock does to issues', every: 5 * SECOND, work: createLifecycleSweep(storage, clock) },
    { name: 'alerts of deleted projects', every: MINUTE, work: () => purgeDeletedAlerts(storage, existing) },
    { name: 'deleted projects', every: MINUTE, work: () => purgeDeletedProjects(storage, clock, existing) },
    { name: 'deleted issues', every: MINUTE, work: () => purgeDeletedIssues(storage, clock) },
    {
      name: 'contents of removed attachments',
      every: 5 * MINUTE,
      work: () => collectBlobs(storage, blobs, clock.now()),
    },
    { name: 'quotas that are used up', every: 5 * SECOND, work: createAlarmSweep(storage, clock, quotas, nudge) },
    { name: 'spikes of projects', every: 10 * SECOND, work: createProjectSpikeSweep(storage, clock, quotas, nudge) },
    { name: 'spikes of issues', every: 10 * SECOND, work: createIssueSpikeSweep(storage, clock, factors, nudge) },
    { name: 'old counts', every: HOUR, work: () => pruneUsage(storage, clock.now()) },
    { name: 'counts of deleted projects', every: MINUTE, work: () => purgeUsage(storage, existing) },
    { name: 'what is older than it is of use', every: HOUR, work: () => ageOut(storage, clock) },
    { name: 'events above their cap', every: 2 * SECOND, work: retention.cap },
    { name: 'events above their age', every: 5 * MINUTE, work: retention.age },
    { name: 'unfinished blobs', every: HOUR, work: () => blobs.sweep(clock.now() - 24 * HOUR) },
  ]);
  return {
    stop: async () => {
      await clockwork.stop();
      await Promise.all(consumers.map((consumer) => consumer.stop()));
    },
  };
};
