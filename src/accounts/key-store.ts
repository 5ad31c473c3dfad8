import type { Instant } from '../kit/index.ts';
import type { Queries } from '../storage/index.ts';
import { readSettings } from './settings.ts';
import type { AccountsTables } from './tables.ts';
import type { ProjectKey, ProjectSettings } from './types.ts';

/** A key of a project as its settings page shows it. */
export interface Key {
  readonly id: number;
  readonly projectId: number;
  readonly publicKey: string;
  readonly label: string;
  readonly enabled: boolean;
  /** `window` in microseconds. */
  readonly rateLimit: { readonly count: number; readonly window: number } | null;
  readonly createdAt: Instant;
  readonly lastUsedAt: Instant | null;
}

export interface KeyChange {
  readonly label?: string;
  readonly enabled?: boolean;
  readonly rateLimit?: Key['rateLimit'];
}

/** Throws a unique violation where the public key is taken. */
export const insertKey = async (
  queries: Queries,
  key: Pick<Key, 'projectId' | 'publicKey' | 'label' | 'rateLimit' | 'createdAt'>,
): Promise<Key> => {
  const row = await queries
    .as<AccountsTables>()
    .insertInto('project_key')
    .values({
      project_id: key.projectId,
      public_key: key.publicKey,
      label: key.label,
      enabled: 1,
      rate_count: key.rateLimit?.count ?? null,
      rate_window: key.rateLimit?.window ?? null,
      created_at: key.createdAt,
      last_used_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return keyOf(row);
};

/** In order of making; `after` is the last id of the page before. */
export const listKeys = async (queries: Queries, projectId: number, after: number, limit: number): Promise<Key[]> => {
  const rows = await queries
    .as<AccountsTables>()
    .selectFrom('project_key')
    .selectAll()
    .where('project_id', '=', projectId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(keyOf);
};

/** The key that shows in a project's DSN: its oldest enabled one, else its oldest. Absent for a project without keys. */
export const firstKeys = async (queries: Queries, projectIds: readonly number[]): Promise<Map<number, Key>> => {
  if (projectIds.length === 0) return new Map();
  const rows = await queries
    .as<AccountsTables>()
    .selectFrom('project_key')
    .selectAll()
    .where('project_id', 'in', projectIds)
    .orderBy('enabled', 'asc')
    .orderBy('id', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.project_id, keyOf(row)]));
};

export const changeKey = async (
  queries: Queries,
  projectId: number,
  keyId: number,
  { label, enabled, rateLimit }: KeyChange,
): Promise<Key | null> => {
  const row = await queries
    .as<AccountsTables>()
    .updateTable('project_key')
    .set({
      id: keyId,
      ...(label === undefined ? {} : { label }),
      ...(enabled === undefined ? {} : { enabled: enabled ? 1 : 0 }),
      ...(rateLimit === undefined
        ? {}
        : { rate_count: rateLimit?.count ?? null, rate_window: rateLimit?.window ?? null }),
    })
    .where('project_id', '=', projectId)
    .where('id', '=', keyId)
    .returningAll()
    .executeTakeFirst();
  return row === undefined ? null : keyOf(row);
};

export const deleteKey = async (queries: Queries, projectId: number, keyId: number): Promise<boolean> => {
  const { numDeletedRows } = await queries
    .as<AccountsTables>()
    .deleteFrom('project_key')
    .where('project_id', '=', projectId)
    .where('id', '=', keyId)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
};

/** Hot path: what ingest must know of these keys. */
export const findKeys = async (queries: Queries, publicKeys: readonly string[]): Promise<Map<string, ProjectKey>> => {
  const rows = await queries.lookupMany<{
    public_key: string;
    project_id: number;
    enabled: number;
    rate_count: number | null;
    rate_window: number | null;
  }>(
    {
      table: 'project_key',
      keys: { public_key: 'text' },
      columns: ['public_key', 'project_id', 'enabled', 'rate_count', 'rate_window'],
    },
    publicKeys.map((key) => ({ public_key: key })),
  );
  const settings = await findSettings(queries, [...new Set(rows.map((row) => row.project_id))]);
  return new Map(
    rows.map((row) => [
      row.public_key,
      {
        projectId: row.project_id,
        publicKey: row.public_key,
        enabled: row.enabled === 1,
        allowedOrigins: settings.get(row.project_id)?.allowedOrigins ?? [],
        rateLimit: rateLimitOf(row),
      },
    ]),
  );
};

/** Hot path: the settings of these projects. */
export const findSettings = async (queries: Queries, ids: readonly number[]): Promise<Map<number, ProjectSettings>> => {
  const rows = await queries.lookupMany<{ id: number; settings: string }>(
    { table: 'project', keys: { id: 'integer' }, columns: ['id', 'settings'] },
    ids.map((id) => ({ id })),
  );
  return new Map(rows.map(({ id, settings }) => [id, readSettings(settings)]));
};

export const noteKeyUse = (queries: Queries, used: ReadonlyMap<string, Instant>): Promise<void> =>
  queries.updateMany(
    {
      table: 'project_key',
      keys: { public_key: 'text' },
      columns: { last_used_at: { type: 'integer', mode: 'max' } },
    },
    [...used].map(([key, at]) => ({ public_key: key, last_used_at: at })),
  );

const keyOf = (row: {
  id: number;
  project_id: number;
  public_key: string;
  label: string;
  enabled: number;
  rate_count: number | null;
  rate_window: number | null;
  created_at: number;
  last_used_at: number | null;
}): Key => ({
  id: row.id,
  projectId: row.project_id,
  publicKey: row.public_key,
  label: row.label,
  enabled: row.enabled === 1,
  rateLimit: rateLimitOf(row),
  createdAt: row.created_at,
  lastUsedAt: row.last_used_at,
});

const rateLimitOf = (row: { rate_count: number | null; rate_window: number | null }): Key['rateLimit'] =>
  row.rate_count === null || row.rate_window === null ? null : { count: row.rate_count, window: row.rate_window };
