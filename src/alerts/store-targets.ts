import type { Selectable } from 'kysely';
import type { Instant } from '../kit/index.ts';
import type { Queries } from '../storage/index.ts';
import type { Condition, Rule } from './rules.ts';
import type { AlertsTables } from './tables.ts';
import { secretNames } from './targets.ts';
import type { Settings, Target } from './targets.ts';
import type { Trigger } from './triggers.ts';

export type NewTarget = Pick<Target, 'projectId' | 'name' | 'enabled' | 'digest' | 'createdAt' | 'settings'>;

export const insertTarget = async (queries: Queries, target: NewTarget): Promise<Target> => {
  const row = await queries
    .as<AlertsTables>()
    .insertInto('alert_target')
    .values({
      project_id: target.projectId,
      name: target.name,
      enabled: Number(target.enabled),
      digest: target.digest,
      paused_until: null,
      flushed_at: null,
      created_at: target.createdAt,
      ...columnsOf(target.settings),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return targetOf(row);
};

/** A target that was changed is tried at once, whatever pause the old one had. */
export const updateTarget = async (
  queries: Queries,
  id: number,
  target: Pick<Target, 'name' | 'enabled' | 'digest' | 'settings'>,
): Promise<void> => {
  const { name, enabled, digest, settings } = target;
  await queries
    .as<AlertsTables>()
    .updateTable('alert_target')
    .set({ name, enabled: Number(enabled), digest, paused_until: null, ...columnsOf(settings) })
    .where('id', '=', id)
    .execute();
};

/** With the deliveries it had. */
export const deleteTarget = async (queries: Queries, id: number): Promise<void> => {
  await queries.as<AlertsTables>().deleteFrom('alert_target').where('id', '=', id).execute();
};

export const findTarget = async (queries: Queries, id: number): Promise<Target | null> => {
  const row = await queries
    .as<AlertsTables>()
    .selectFrom('alert_target')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row === undefined ? null : targetOf(row);
};

/** Of these projects, in order of making; of one, those after `after`. */
export const listTargets = async (
  queries: Queries,
  projects: readonly number[],
  after = 0,
  limit = 10_000,
): Promise<Target[]> => {
  if (projects.length === 0) return [];
  const rows = await queries
    .as<AlertsTables>()
    .selectFrom('alert_target')
    .selectAll()
    .where('project_id', 'in', projects)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(targetOf);
};

/** Of every project, in order of making. */
export const allTargets = async (queries: Queries): Promise<Target[]> =>
  (await queries.as<AlertsTables>().selectFrom('alert_target').selectAll().orderBy('id').execute()).map(targetOf);

/** Projects that have targets or rules, whether they still exist or not. */
export const alertingProjects = async (queries: Queries): Promise<number[]> => {
  const db = queries.as<AlertsTables>();
  const rows = await db
    .selectFrom('alert_target')
    .select('project_id')
    .union(db.selectFrom('alert_rule').select('project_id'))
    .execute();
  return rows.map(({ project_id }) => project_id);
};

/** Nothing is sent to it before `until`. */
export const pauseTarget = async (queries: Queries, id: number, until: Instant | null): Promise<void> => {
  await queries
    .as<AlertsTables>()
    .updateTable('alert_target')
    .set({ paused_until: until })
    .where('id', '=', id)
    .execute();
};

export const markFlushed = async (queries: Queries, id: number, at: Instant): Promise<void> => {
  await queries.as<AlertsTables>().updateTable('alert_target').set({ flushed_at: at }).where('id', '=', id).execute();
};

export type NewRule = Omit<Rule, 'id'> & { readonly createdAt: Instant };
export type StoredRule = Rule & { readonly createdAt: Instant };

export const insertRule = async (queries: Queries, rule: NewRule): Promise<number> => {
  const { id } = await queries
    .as<AlertsTables>()
    .insertInto('alert_rule')
    .values({
      project_id: rule.projectId,
      name: rule.name,
      enabled: Number(rule.enabled),
      triggers: JSON.stringify(rule.triggers),
      conditions: JSON.stringify(rule.conditions),
      created_at: rule.createdAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await insertRuleTargets(queries, id, rule.targetIds);
  return id;
};

export const updateRule = async (queries: Queries, { id, ...rule }: Omit<Rule, 'projectId'>): Promise<void> => {
  const db = queries.as<AlertsTables>();
  await db
    .updateTable('alert_rule')
    .set({
      name: rule.name,
      enabled: Number(rule.enabled),
      triggers: JSON.stringify(rule.triggers),
      conditions: JSON.stringify(rule.conditions),
    })
    .where('id', '=', id)
    .execute();
  await db.deleteFrom('alert_rule_target').where('rule_id', '=', id).execute();
  await insertRuleTargets(queries, id, rule.targetIds);
};

export const deleteRule = async (queries: Queries, id: number): Promise<void> => {
  await queries.as<AlertsTables>().deleteFrom('alert_rule').where('id', '=', id).execute();
};

/** Of these projects, in order of making; of one, those after `after`. */
export const listRules = async (
  queries: Queries,
  projects: readonly number[],
  { after = 0, limit = 10_000, id }: { readonly after?: number; readonly limit?: number; readonly id?: number } = {},
): Promise<StoredRule[]> => {
  if (projects.length === 0) return [];
  const db = queries.as<AlertsTables>();
  let select = db.selectFrom('alert_rule').selectAll().where('project_id', 'in', projects).where('id', '>', after);
  if (id !== undefined) select = select.where('id', '=', id);
  const rows = await select.orderBy('id').limit(limit).execute();
  if (rows.length === 0) return [];
  const links = await db
    .selectFrom('alert_rule_target')
    .selectAll()
    .where(
      'rule_id',
      'in',
      rows.map((row) => row.id),
    )
    .orderBy('target_id')
    .execute();
  const targets = Map.groupBy(links, ({ rule_id }) => rule_id);
  return rows.map((row) => ({
    id: row.id,
    projectId: row.project_id,
    name: row.name,
    enabled: row.enabled === 1,
    triggers: JSON.parse(row.triggers) as Trigger[],
    conditions: JSON.parse(row.conditions) as Condition[],
    targetIds: (targets.get(row.id) ?? []).map(({ target_id }) => target_id),
    createdAt: row.created_at,
  }));
};

const insertRuleTargets = async (queries: Queries, rule: number, targets: readonly number[]): Promise<void> => {
  if (targets.length === 0) return;
  const rows = [...new Set(targets)].map((target_id) => ({ rule_id: rule, target_id }));
  await queries.as<AlertsTables>().insertInto('alert_rule_target').values(rows).execute();
};

/** What may be shown and what may not, apart from each other. */
const columnsOf = ({ kind, ...settings }: Settings) => {
  const entries = Object.entries(settings);
  const isSecret = ([name]: [string, unknown]) => secretNames.some((secret) => secret === name);
  return {
    kind,
    config: JSON.stringify(Object.fromEntries(entries.filter((entry) => !isSecret(entry)))),
    secret: JSON.stringify(Object.fromEntries(entries.filter(isSecret))),
  };
};

const targetOf = (row: Selectable<AlertsTables['alert_target']>): Target => ({
  id: row.id,
  projectId: row.project_id,
  name: row.name,
  enabled: row.enabled === 1,
  digest: row.digest,
  pausedUntil: row.paused_until,
  flushedAt: row.flushed_at,
  createdAt: row.created_at,
  settings: { kind: row.kind, ...JSON.parse(row.config), ...JSON.parse(row.secret) } as Settings,
});
