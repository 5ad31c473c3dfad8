import type { Generated } from 'kysely';
import type { Instant } from '../kit/index.ts';
import type { Migration } from '../storage/index.ts';
import type { DeliveryState } from './lifecycle.ts';
import type { TargetKind } from './targets.ts';

/** The tables of the room. Instants in microseconds, booleans 0/1, JSON as text. */
export interface AlertsTables {
  alert_target: {
    id: Generated<number>;
    project_id: number;
    name: string;
    kind: TargetKind;
    enabled: number;
    /** JSON of what may be shown. */
    config: string;
    /** JSON of what may only be written. */
    secret: string;
    /** At most one message in so many microseconds; 0: each alert at once. */
    digest: number;
    /** The other side asked for a pause, or did not answer; nothing is sent before. */
    paused_until: Instant | null;
    /** When the last digest left. */
    flushed_at: Instant | null;
    created_at: Instant;
  };
  alert_rule: {
    id: Generated<number>;
    project_id: number;
    name: string;
    enabled: number;
    /** JSON lists. */
    triggers: string;
    conditions: string;
    created_at: Instant;
  };
  alert_rule_target: { rule_id: number; target_id: number };
  /** One alert for one target: unique by what happened, so that nothing is told twice. */
  alert_delivery: {
    /** UUIDv7: the key by which a receiver knows it again. */
    id: string;
    project_id: number;
    target_id: number;
    rule_id: number | null;
    /** `point:12`, `fact:…`, `digest:…`, `test:…`. */
    fact: string;
    trigger_kind: string;
    issue_id: number | null;
    /** JSON of a `Notice`. */
    notice: string;
    state: DeliveryState;
    /** Ever, and since it was queued last. */
    attempts: number;
    tries: number;
    /** When somebody must look at it again: the next try, the end of a lease, the time of its digest. Null: it is at rest. */
    due_at: Instant | null;
    created_at: Instant;
    /** Since when it is to be sent: its age counts from here. */
    queued_at: Instant;
    sent_at: Instant | null;
    /** HTTP or SMTP, of the last try. */
    status: number | null;
    error: string | null;
    /** The digest that it became part of. */
    digest_id: string | null;
  };
  /** One try. Written before anything is sent; without an end it was interrupted. */
  alert_attempt: {
    delivery_id: string;
    number: number;
    at: Instant;
    ended_at: Instant | null;
    status: number | null;
    error: string | null;
    /** The beginning of what was answered. */
    response: string | null;
  };
}

export const alertsMigrations: readonly Migration[] = [
  {
    name: '2026-11-22-alerts',
    up: async (db, ddl) => {
      const { integer, text } = ddl;
      await ddl
        .table('alert_target')
        .addColumn('id', integer, ddl.identity)
        .addColumn('project_id', integer, (column) => column.notNull())
        .addColumn('name', text, (column) => column.notNull())
        .addColumn('kind', text, (column) => column.notNull())
        .addColumn('enabled', integer, (column) => column.notNull())
        .addColumn('config', text, (column) => column.notNull())
        .addColumn('secret', text, (column) => column.notNull())
        .addColumn('digest', integer, (column) => column.notNull())
        .addColumn('paused_until', integer)
        .addColumn('flushed_at', integer)
        .addColumn('created_at', integer, (column) => column.notNull())
        .execute();
      await db.schema.createIndex('alert_target_project').on('alert_target').columns(['project_id', 'id']).execute();
      await ddl
        .table('alert_rule')
        .addColumn('id', integer, ddl.identity)
        .addColumn('project_id', integer, (column) => column.notNull())
        .addColumn('name', text, (column) => column.notNull())
        .addColumn('enabled', integer, (column) => column.notNull())
        .addColumn('triggers', text, (column) => column.notNull())
        .addColumn('conditions', text, (column) => column.notNull())
        .addColumn('created_at', integer, (column) => column.notNull())
        .execute();
      await db.schema.createIndex('alert_rule_project').on('alert_rule').columns(['project_id', 'id']).execute();
      await ddl
        .table('alert_rule_target', { clustered: true })
        .addColumn('rule_id', integer, (column) => column.notNull().references('alert_rule.id').onDelete('cascade'))
        .addColumn('target_id', integer, (column) => column.notNull().references('alert_target.id').onDelete('cascade'))
        .addPrimaryKeyConstraint('alert_rule_target_key', ['rule_id', 'target_id'] as never[])
        .execute();
      await db.schema.createIndex('alert_rule_target_target').on('alert_rule_target').column('target_id').execute();
      await ddl
        .table('alert_delivery')
        .addColumn('id', text, (column) => column.primaryKey())
        .addColumn('project_id', integer, (column) => column.notNull())
        .addColumn('target_id', integer, (column) => column.notNull().references('alert_target.id').onDelete('cascade'))
        .addColumn('rule_id', integer)
        .addColumn('fact', text, (column) => column.notNull())
        .addColumn('trigger_kind', text, (column) => column.notNull())
        .addColumn('issue_id', integer)
        .addColumn('notice', text, (column) => column.notNull())
        .addColumn('state', text, (column) => column.notNull())
        .addColumn('attempts', integer, (column) => column.notNull())
        .addColumn('tries', integer, (column) => column.notNull())
        .addColumn('due_at', integer)
        .addColumn('created_at', integer, (column) => column.notNull())
        .addColumn('queued_at', integer, (column) => column.notNull())
        .addColumn('sent_at', integer)
        .addColumn('status', integer)
        .addColumn('error', text)
        .addColumn('digest_id', text)
        .addUniqueConstraint('alert_delivery_once', ['target_id', 'fact'] as never[])
        .execute();
      const index = (name: string, columns: readonly string[]) =>
        db.schema
          .createIndex(name)
          .on('alert_delivery')
          .columns([...columns]);
      await index('alert_delivery_project', ['project_id', 'id']).execute();
      await index('alert_delivery_state', ['target_id', 'state', 'id']).execute();
      await index('alert_delivery_recent', ['target_id', 'created_at']).execute();
      await index('alert_delivery_due', ['due_at']).where('due_at', 'is not', null).execute();
      await index('alert_delivery_digest', ['digest_id']).where('digest_id', 'is not', null).execute();
      await index('alert_delivery_age', ['created_at']).execute();
      await ddl
        .table('alert_attempt', { clustered: true })
        .addColumn('delivery_id', text, (column) =>
          column.notNull().references('alert_delivery.id').onDelete('cascade'),
        )
        .addColumn('number', integer, (column) => column.notNull())
        .addColumn('at', integer, (column) => column.notNull())
        .addColumn('ended_at', integer)
        .addColumn('status', integer)
        .addColumn('error', text)
        .addColumn('response', text)
        .addPrimaryKeyConstraint('alert_attempt_key', ['delivery_id', 'number'] as never[])
        .execute();
    },
  },
];
