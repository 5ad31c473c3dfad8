export type { AlertRouteOptions } from './routes.ts';
export { alertRoutes } from './routes.ts';
export type { MentionDeps } from './mentions.ts';
export { createMentionMailer, mentionsLane } from './mentions.ts';
export type { SendDeps } from './send.ts';
export { allTargets } from './store-targets.ts';
export { createAlertSweep, pruneAlerts, purgeDeletedAlerts } from './sweep.ts';
export { alertsMigrations } from './tables.ts';
export { testTarget } from './test-target.ts';
export {
  alertSendsLane,
  alertsLane,
  alertSubscriptions,
  createAlertPlanner,
  createAlertSender,
  SEND_BATCH,
} from './work.ts';
