import type { Json } from '../../ingest/index.ts';
import { MINUTE } from '../../kit/index.ts';
import { isCrontab } from './schedule.ts';
import type { Schedule, Unit } from './schedule.ts';
import { isTimezone } from './zoned.ts';

/** What a client says of its monitor, made regular. Durations in microseconds. */
export interface MonitorConfig {
  readonly schedule: Schedule;
  /** How late a run may begin before it counts as missed. */
  readonly margin: number;
  /** How long it may take before it counts as timed out. */
  readonly maxRuntime: number;
  /** Failures in a row before an issue is made, and successes in a row before it counts as recovered. */
  readonly failureThreshold: number;
  readonly recoveryThreshold: number;
}

/** While a monitor has no config its runs are not expected, but one in progress still times out. */
export const defaults = { margin: MINUTE, maxRuntime: 30 * MINUTE, failureThreshold: 1, recoveryThreshold: 1 } as const;

/**
 * Reads `monitor_config` as SDKs send it (minutes for margin and run time; https://develop.sentry.dev/sdk/telemetry/check-ins/).
 * Null when there is no schedule that can be followed; fields that make no sense fall back to their defaults.
 */
export const readMonitorConfig = (sent: Json): MonitorConfig | null => {
  if (!isObject(sent) || !isObject(sent['schedule'] ?? null)) return null;
  const timezone = typeof sent['timezone'] === 'string' && isTimezone(sent['timezone']) ? sent['timezone'] : 'UTC';
  const schedule = readSchedule(sent['schedule'] as Record<string, Json>, timezone);
  if (schedule === null) return null;
  return {
    schedule,
    margin: minutes(sent['checkin_margin'], defaults.margin),
    maxRuntime: minutes(sent['max_runtime'], defaults.maxRuntime),
    failureThreshold: count(sent['failure_issue_threshold'], defaults.failureThreshold),
    recoveryThreshold: count(sent['recovery_threshold'], defaults.recoveryThreshold),
  };
};

const readSchedule = (sent: Record<string, Json>, timezone: string): Schedule | null => {
  const { type, value, unit } = sent;
  if (type === 'crontab' && typeof value === 'string') {
    const expression = value.trim();
    return isCrontab(expression) ? { type, expression, timezone } : null;
  }
  const every = Number(value);
  if (type === 'interval' && Number.isInteger(every) && every >= 1 && every <= 10_000 && units.has(unit as Unit))
    return { type, value: every, unit: unit as Unit, timezone };
  return null;
};

const units = new Set<Unit>(['minute', 'hour', 'day', 'week', 'month', 'year']);

const YEAR_OF_MINUTES = 525_600;

const minutes = (sent: Json | undefined, otherwise: number): number =>
  typeof sent === 'number' && sent > 0 && sent <= YEAR_OF_MINUTES ? Math.round(sent * MINUTE) : otherwise;

const count = (sent: Json | undefined, otherwise: number): number =>
  typeof sent === 'number' && Number.isInteger(sent) && sent >= 1 && sent <= 1000 ? sent : otherwise;

const isObject = (json: Json): json is Record<string, Json> =>
  typeof json === 'object' && json !== null && !Array.isArray(json);
