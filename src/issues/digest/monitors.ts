import type { CheckIn, Json } from '../../ingest/index.ts';
import type { Instant } from '../../kit/index.ts';
import { fromHex, toHex } from '../../kit/index.ts';
import type { BulkInsert, Row, Transaction } from '../../storage/index.ts';
import type { MonitorState, Run } from '../monitors/check-in.ts';
import type { IssuesTables } from '../tables.ts';
import type { CheckInTable, MonitorEnvironment } from '../tables/health.ts';
import { keyOf, storable } from './dictionary.ts';

/** Monitors a project may have; clients create them by checking in, so somebody has to say stop. */
export const MAX_MONITORS = 1_000;

export interface Monitor {
  readonly id: number;
  /** As the client sent it last. */
  config: Json;
}

interface Heard {
  readonly monitor: Monitor;
  readonly environment: number;
  readonly checkIn: CheckIn;
}

/** The monitors that are spoken of, by project and slug; new ones are created as long as there is room. */
export const findMonitors = async (
  tx: Transaction,
  checkIns: readonly { readonly project: number; readonly checkIn: CheckIn }[],
  now: Instant,
): Promise<Map<string, Monitor>> => {
  const missing = new Map<string, Row & { project_id: number }>();
  for (const { project, checkIn } of checkIns) {
    const slug = storable(checkIn.monitor);
    missing.set(keyOf(project, slug), { project_id: project, slug, config: null, created_at: now });
  }
  const monitors = new Map<string, Monitor>();
  const take = (rows: readonly StoredMonitor[]): void => {
    for (const { id, project_id, slug, config } of rows) {
      monitors.set(keyOf(project_id, slug), { id, config: config === null ? null : (JSON.parse(config) as Json) });
      missing.delete(keyOf(project_id, slug));
    }
  };
  take(
    await tx.lookupMany<StoredMonitor>(
      { table: 'monitor', keys: { project_id: 'integer', slug: 'text' }, columns: monitorColumns },
      [...missing.values()],
    ),
  );
  if (missing.size === 0) return monitors;
  const counts = await tx
    .as<IssuesTables>()
    .selectFrom('monitor')
    .select((eb) => ['project_id', eb.fn.countAll<number>().as('monitors')])
    .where('project_id', 'in', [...new Set([...missing.values()].map(({ project_id }) => project_id))])
    .groupBy('project_id')
    .execute();
  const taken = new Map(counts.map(({ project_id, monitors }) => [project_id, monitors]));
  const rows = [...missing.values()].filter(({ project_id }) => {
    const number = (taken.get(project_id) ?? 0) + 1;
    taken.set(project_id, number);
    return number <= MAX_MONITORS;
  });
  take(await tx.insertMany<StoredMonitor>(monitorInsert, rows));
  return monitors;
};

/** By `monitor environment`. */
export const loadStates = async (tx: Transaction, heard: readonly Heard[]): Promise<Map<string, MonitorState>> => {
  const rows = await tx.lookupMany<Row & MonitorEnvironment>(
    {
      table: 'monitor_environment',
      keys: { monitor_id: 'integer', environment_id: 'integer' },
      columns: Object.keys(stateColumns),
    },
    heard.map(({ monitor, environment }) => ({ monitor_id: monitor.id, environment_id: environment })),
  );
  return new Map(
    rows.map((row) => [
      `${row.monitor_id} ${row.environment_id}`,
      {
        status: row.status as MonitorState['status'],
        lastCheckInAt: row.last_check_in_at,
        nextExpectedAt: row.next_expected_at,
        missedAt: row.missed_at,
        failures: row.failures,
        successes: row.successes,
        failing: row.failing === 1,
      },
    ]),
  );
};

/** The runs that check-ins name, by `monitor id`. */
export const loadRuns = async (tx: Transaction, heard: readonly Heard[]): Promise<Map<string, Run>> => {
  const rows = await tx.lookupMany<Row & CheckInTable>(
    {
      table: 'check_in',
      keys: { monitor_id: 'integer', check_in_id: 'blob' },
      columns: ['monitor_id', 'check_in_id', 'status', 'started_at', 'duration_ms', 'times_out_at'],
    },
    heard.map(({ monitor, checkIn }) => ({ monitor_id: monitor.id, check_in_id: fromHex(checkIn.id) })),
  );
  return new Map(rows.map((row) => [`${row.monitor_id} ${toHex(row.check_in_id)}`, toRun(row)]));
};

/** The runs in progress of each monitor and environment, by `monitor environment`. */
export const loadOpenRuns = async (
  tx: Transaction,
  heard: readonly Heard[],
): Promise<Map<string, Map<string, Run>>> => {
  const open = new Map<string, Map<string, Run>>();
  if (heard.length === 0) return open;
  const rows = await tx
    .as<IssuesTables>()
    .selectFrom('check_in')
    .select(['monitor_id', 'environment_id', 'check_in_id', 'status', 'started_at', 'duration_ms', 'times_out_at'])
    .where('monitor_id', 'in', [...new Set(heard.map(({ monitor }) => monitor.id))])
    .where('times_out_at', 'is not', null)
    .execute();
  for (const row of rows) {
    const place = `${row.monitor_id} ${row.environment_id}`;
    const run = toRun(row);
    open.set(place, (open.get(place) ?? new Map<string, Run>()).set(run.id, run));
  }
  return open;
};

export const saveMonitors = async (
  tx: Transaction,
  monitors: readonly Monitor[],
  states: ReadonlyMap<string, MonitorState>,
  runs: readonly { readonly monitor: number; readonly environment: number; readonly run: Run }[],
): Promise<void> => {
  await tx.updateMany(
    { table: 'monitor', keys: { id: 'integer' }, columns: { config: { type: 'text', mode: 'set' } } },
    monitors.map(({ id, config }) => ({ id, config: config === null ? null : JSON.stringify(config) })),
  );
  await tx.insertMany(
    stateInsert,
    [...states].map(([place, state]) => {
      const [monitor, environment] = place.split(' ').map(Number);
      return {
        monitor_id: monitor ?? 0,
        environment_id: environment ?? 0,
        status: state.status,
        last_check_in_at: state.lastCheckInAt,
        next_expected_at: state.nextExpectedAt,
        missed_at: state.missedAt,
        failures: state.failures,
        successes: state.successes,
        failing: state.failing ? 1 : 0,
      };
    }),
  );
  await tx.insertMany(
    runInsert,
    runs.map(({ monitor, environment, run }) => ({
      monitor_id: monitor,
      environment_id: environment,
      check_in_id: fromHex(run.id),
      status: run.status,
      started_at: run.startedAt,
      duration_ms: run.durationMs,
      times_out_at: run.timesOutAt,
    })),
  );
};

const toRun = (
  row: Pick<CheckInTable, 'check_in_id' | 'status' | 'started_at' | 'duration_ms' | 'times_out_at'>,
): Run => ({
  id: toHex(row.check_in_id),
  status: row.status as Run['status'],
  startedAt: row.started_at,
  durationMs: row.duration_ms,
  timesOutAt: row.times_out_at,
});

type StoredMonitor = Row & { id: number; project_id: number; slug: string; config: string | null };

const monitorColumns = ['id', 'project_id', 'slug', 'config'];

const monitorInsert: BulkInsert = {
  table: 'monitor',
  columns: { project_id: 'integer', slug: 'text', config: 'text', created_at: 'integer' },
  conflict: { keys: ['project_id', 'slug'] },
  returning: monitorColumns,
};

const stateColumns = {
  monitor_id: 'integer',
  environment_id: 'integer',
  status: 'text',
  last_check_in_at: 'integer',
  next_expected_at: 'integer',
  missed_at: 'integer',
  failures: 'integer',
  successes: 'integer',
  failing: 'integer',
} as const;

const excluded = (columns: readonly string[]) =>
  Object.fromEntries(columns.map((column) => [column, `excluded.${column}`]));

const stateInsert: BulkInsert = {
  table: 'monitor_environment',
  columns: stateColumns,
  conflict: {
    keys: ['monitor_id', 'environment_id'],
    set: excluded(Object.keys(stateColumns).slice(2)),
  },
};

const runInsert: BulkInsert = {
  table: 'check_in',
  columns: {
    monitor_id: 'integer',
    environment_id: 'integer',
    check_in_id: 'blob',
    status: 'text',
    started_at: 'integer',
    duration_ms: 'integer',
    times_out_at: 'integer',
  },
  conflict: {
    keys: ['monitor_id', 'check_in_id'],
    set: excluded(['status', 'duration_ms', 'times_out_at']),
  },
};
