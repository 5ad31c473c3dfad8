import { accountsMigrations } from '../accounts/index.ts';
import { alertsLane, alertSendsLane, alertsMigrations, alertSubscriptions, mentionsLane } from '../alerts/index.ts';
import { digestLane } from '../ingest/index.ts';
import { issuesMigrations } from '../issues/index.ts';
import type { LaneDefinition, Subscriptions } from '../lanes/index.ts';
import { lanesMigrations } from '../lanes/index.ts';
import type { Migration } from '../storage/index.ts';
import { usageMigrations } from '../usage/index.ts';
import { blobMigrations } from '../storage/index.ts';

/** The tables of all rooms, in the order in which they build on each other. */
export const migrations: readonly Migration[] = [
  ...blobMigrations,
  ...lanesMigrations,
  ...accountsMigrations,
  ...usageMigrations,
  ...issuesMigrations,
  ...alertsMigrations,
];

/** Every lane of the installation: shown in its status, and replayed to from the dead letters. */
export const laneDefinitions: readonly LaneDefinition[] = [digestLane, alertsLane, alertSendsLane, mentionsLane];

/** Who hears of which facts. */
export const subscriptions: Subscriptions = { ...alertSubscriptions };
