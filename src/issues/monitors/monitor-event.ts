import type { Event } from '../../ingest/index.ts';
import type { Instant } from '../../kit/index.ts';
import { sha256, toIso } from '../../kit/index.ts';
import type { Run } from './check-in.ts';

export interface FailedRun {
  readonly project: number;
  readonly monitor: string;
  readonly environment: string;
  readonly run: Run;
  readonly receivedAt: Instant;
}

/** The event that a failed run becomes: one id per run and verdict, however often it is made; one issue per monitor and environment. */
export const monitorEvent = ({ project, monitor, environment, run, receivedAt }: FailedRun): Event => ({
  eventId: sha256(JSON.stringify(['monitor', project, monitor, environment, run.id, run.status])).toString(
    'hex',
    0,
    16,
  ),
  kind: 'monitor',
  timestamp: Math.min(run.startedAt, receivedAt),
  receivedAt,
  level: run.status === 'missed' ? 'warning' : 'error',
  platform: 'other',
  logger: null,
  transaction: null,
  serverName: null,
  release: null,
  dist: null,
  environment,
  culprit: null,
  message: {
    template: `%s ${verdicts[run.status]}`,
    params: [monitor],
    formatted: `${monitor} ${verdicts[run.status]}`,
  },
  exceptions: [],
  threads: [],
  stacktrace: null,
  breadcrumbs: [],
  request: null,
  user: null,
  tags: [
    ['environment', environment],
    ['level', run.status === 'missed' ? 'warning' : 'error'],
    ['monitor', monitor],
    ['monitor.status', run.status],
  ],
  contexts: {
    monitor: {
      type: 'monitor',
      slug: monitor,
      status: run.status,
      check_in_id: run.id,
      run: toIso(run.startedAt),
    },
  },
  extra: run.durationMs === null ? {} : { duration_ms: run.durationMs },
  modules: {},
  fingerprint: ['monitor', monitor, environment],
  sdk: null,
  debugImages: [],
  security: null,
  errors: [],
});

const verdicts: Readonly<Record<Run['status'], string>> = {
  missed: 'missed its run',
  timeout: 'took too long',
  error: 'failed',
  in_progress: 'is running',
  ok: 'ran',
};
