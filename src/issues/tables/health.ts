import type { Generated } from 'kysely';
import type { Instant } from '../../kit/index.ts';
import type { TableSpec } from './create.ts';

/** The newest word on a single session, while updates may still come. */
export interface ReleaseSession {
  project_id: number;
  session_id: string;
  release_id: number;
  environment_id: number;
  hour: Instant;
  sequence: number;
  /** What it counts as now: see sessions.ts. */
  outcome: string;
}

/** Sessions by the hour of their start. `total` is all of them, the others are disjoint. */
export interface ReleaseHealth {
  project_id: number;
  release_id: number;
  environment_id: number;
  hour: Instant;
  total: number;
  exited: number;
  errored: number;
  crashed: number;
  abnormal: number;
  unhandled: number;
}

/** Who had sessions on a day, and whether one of them crashed. */
export interface ReleaseUser {
  project_id: number;
  release_id: number;
  environment_id: number;
  day: Instant;
  user_hash: Uint8Array;
  crashed: number;
}

export interface MonitorTable {
  id: Generated<number>;
  project_id: number;
  slug: string;
  /** As the client sent it, JSON; null while it sent none. */
  config: string | null;
  created_at: Instant;
}

/** How a monitor fares in one environment: see monitors.ts. */
export interface MonitorEnvironment {
  monitor_id: number;
  environment_id: number;
  status: string;
  last_check_in_at: Instant | null;
  /** When the next run is due, and when its absence counts as missed. */
  next_expected_at: Instant | null;
  missed_at: Instant | null;
  /** In a row. */
  failures: number;
  successes: number;
  /** 1 from the failure that reached the threshold until it recovered. */
  failing: number;
}

export interface CheckInTable {
  id: Generated<number>;
  monitor_id: number;
  environment_id: number;
  check_in_id: Uint8Array;
  status: string;
  started_at: Instant;
  duration_ms: number | null;
  /** While in progress: when it counts as timed out. */
  times_out_at: Instant | null;
}

export const healthTables: readonly TableSpec[] = [
  {
    name: 'release_session',
    columns: {
      project_id: 'integer',
      session_id: 'text',
      release_id: 'integer',
      environment_id: 'integer',
      hour: 'integer',
      sequence: 'integer',
      outcome: 'text',
    },
    key: ['project_id', 'session_id'],
    indexes: { release_session_hour: ['hour'] },
  },
  {
    name: 'release_health',
    columns: {
      project_id: 'integer',
      release_id: 'integer',
      environment_id: 'integer',
      hour: 'integer',
      total: 'integer',
      exited: 'integer',
      errored: 'integer',
      crashed: 'integer',
      abnormal: 'integer',
      unhandled: 'integer',
    },
    key: ['project_id', 'hour', 'release_id', 'environment_id'],
  },
  {
    name: 'release_user',
    columns: {
      project_id: 'integer',
      release_id: 'integer',
      environment_id: 'integer',
      day: 'integer',
      user_hash: 'bytes',
      crashed: 'integer',
    },
    key: ['project_id', 'day', 'release_id', 'environment_id', 'user_hash'],
  },
  {
    name: 'monitor',
    columns: { id: 'identity', project_id: 'integer', slug: 'text', config: 'text?', created_at: 'integer' },
    unique: { monitor_slug: ['project_id', 'slug'] },
  },
  {
    name: 'monitor_environment',
    columns: {
      monitor_id: 'integer',
      environment_id: 'integer',
      status: 'text',
      last_check_in_at: 'integer?',
      next_expected_at: 'integer?',
      missed_at: 'integer?',
      failures: 'integer',
      successes: 'integer',
      failing: 'integer',
    },
    key: ['monitor_id', 'environment_id'],
    sparse: { monitor_environment_missed: 'missed_at' },
  },
  {
    name: 'check_in',
    columns: {
      id: 'identity',
      monitor_id: 'integer',
      environment_id: 'integer',
      check_in_id: 'bytes',
      status: 'text',
      started_at: 'integer',
      duration_ms: 'integer?',
      times_out_at: 'integer?',
    },
    unique: { check_in_key: ['monitor_id', 'check_in_id'] },
    indexes: { check_in_of_monitor: ['monitor_id', 'started_at', 'id'] },
    sparse: { check_in_times_out: 'times_out_at' },
  },
];
