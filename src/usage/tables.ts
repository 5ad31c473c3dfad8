import type { Instant } from '../kit/index.ts';
import type { Migration } from '../storage/index.ts';

/** The tables of the room. Instants in microseconds, JSON as text. Project 0 is the whole installation. */
export interface UsageTables {
  /** What became of what was sent: the source of all statistics. */
  usage_count: {
    project_id: number;
    /** 0 minutes, 1 hours, 2 days. */
    width: number;
    /** Of the span, UTC, by receipt. */
    start: Instant;
    /** 0 accepted, 1 discarded here, 2 discarded by the client. */
    outcome: number;
    /** Empty for what was accepted. */
    reason: string;
    /** A data category as SDKs name them. */
    category: string;
    quantity: number;
  };
  /** How many were ever accepted, of what quotas count. */
  usage_meter: { project_id: number; category: string; total: number; minute: Instant };
  /** What the meter showed at the end of a minute: a window is the meter minus the last mark before it, however much it holds. */
  usage_mark: { project_id: number; category: string; minute: Instant; total: number };
  /** JSON of what differs from the defaults. */
  usage_quota: { project_id: number; settings: string };
  /** That somebody was told that a quota is nearly or wholly used up. */
  usage_alarm: { project_id: number; scope: string; span: string; level: number; stated_at: Instant };
  /** A project's usual rate, and whether it is far above it now. */
  usage_baseline: { project_id: number; per_hour: number | null; at: Instant; spiking_since: Instant | null };
}

export const usageMigrations: readonly Migration[] = [
  {
    name: '2026-11-22-usage',
    up: async (db, ddl) => {
      const { integer, text } = ddl;
      const table = async (name: string, columns: Readonly<Record<string, typeof integer>>, key: readonly string[]) => {
        let create = ddl.table(name, { clustered: true });
        for (const [column, type] of Object.entries(columns))
          create = create.addColumn(column.replace('?', ''), type, (c) => (column.endsWith('?') ? c : c.notNull()));
        await create.addPrimaryKeyConstraint(`${name}_key`, [...key] as never[]).execute();
      };
      const span = ['project_id', 'width', 'start', 'outcome', 'reason', 'category'];
      const counted = { start: integer, outcome: integer, reason: text, category: text, quantity: integer };
      await table('usage_count', { project_id: integer, width: integer, ...counted }, span);
      const metered = { project_id: integer, category: text, minute: integer, total: integer };
      await table('usage_meter', metered, ['project_id', 'category']);
      await table('usage_mark', metered, ['project_id', 'category', 'minute']);
      await db.schema.createIndex('usage_meter_minute').on('usage_meter').column('minute').execute();
      await db.schema.createIndex('usage_count_age').on('usage_count').columns(['width', 'start']).execute();
      await table('usage_quota', { project_id: integer, settings: text }, ['project_id']);
      await table('usage_alarm', { project_id: integer, scope: text, span: text, level: integer, stated_at: integer }, [
        'project_id',
        'scope',
        'span',
      ]);
      await table(
        'usage_baseline',
        { project_id: integer, 'per_hour?': ddl.real, at: integer, 'spiking_since?': integer },
        ['project_id'],
      );
    },
  },
];
