import type { Generated } from 'kysely';
import type { Migration } from '../storage/index.ts';
import { peopleMigration } from './tables-people.ts';
import type { Role } from './types.ts';

/** The tables of the room. Instants in microseconds, booleans 0/1, JSON as text. Of secrets that are random only the sha256 is kept. */
export interface AccountsTables {
  user_account: {
    id: Generated<number>;
    email: string;
    name: string;
    role: Role;
    /** argon2id in PHC form. */
    password: string;
    created_at: number;
    /** Since when this user may not sign in; null: may. */
    disabled_at: number | null;
  };
  session: {
    hash: Uint8Array;
    user_id: number;
    created_at: number;
    expires_at: number;
    /** Null in sessions from before this was kept. */
    last_used_at: number | null;
    address: string | null;
    user_agent: string | null;
  };
  team: { id: Generated<number>; name: string; slug: string; created_at: number };
  team_member: { team_id: number; user_id: number };
  team_project: { team_id: number; project_id: number };
  invitation: {
    id: Generated<number>;
    hash: Uint8Array;
    email: string;
    name: string;
    role: Role;
    /** JSON list; teams that are gone at acceptance are passed over. */
    team_ids: string;
    /** Null: from the command line. */
    invited_by: number | null;
    created_at: number;
    expires_at: number;
  };
  password_reset: { hash: Uint8Array; user_id: number; created_at: number; expires_at: number };
  api_token: {
    id: Generated<number>;
    hash: Uint8Array;
    /** The first characters, by which people know it again. */
    prefix: string;
    user_id: number;
    name: string;
    /** JSON list. */
    scopes: string;
    /** Null: all projects of the user. */
    project_id: number | null;
    created_at: number;
    expires_at: number | null;
    last_used_at: number | null;
  };
  project: {
    id: Generated<number>;
    name: string;
    slug: string;
    platform: string;
    /** JSON of what differs from the defaults. */
    settings: string;
    created_at: number;
  };
  project_key: {
    id: Generated<number>;
    project_id: number;
    public_key: string;
    label: string;
    enabled: number;
    rate_count: number | null;
    /** Microseconds. */
    rate_window: number | null;
    created_at: number;
    last_used_at: number | null;
  };
  /** Tries of the current window, per sha256 of who tries (`throttle.ts`). */
  login_attempt: { hash: Uint8Array; count: number; since: number };
}

export const accountsMigrations: readonly Migration[] = [
  {
    name: '2026-11-22-accounts',
    up: async (db, ddl) => {
      const { integer, text, bytes } = ddl;
      await ddl
        .table('user_account')
        .addColumn('id', integer, ddl.identity)
        .addColumn('email', text, (column) => column.notNull().unique())
        .addColumn('name', text, (column) => column.notNull())
        .addColumn('role', text, (column) => column.notNull())
        .addColumn('password', text, (column) => column.notNull())
        .addColumn('created_at', integer, (column) => column.notNull())
        .execute();
      await ddl
        .table('session', { clustered: true })
        .addColumn('hash', bytes, (column) => column.primaryKey())
        .addColumn('user_id', integer, (column) => column.notNull().references('user_account.id').onDelete('cascade'))
        .addColumn('created_at', integer, (column) => column.notNull())
        .addColumn('expires_at', integer, (column) => column.notNull())
        .execute();
      await db.schema.createIndex('session_user').on('session').column('user_id').execute();
      await db.schema.createIndex('session_expiry').on('session').column('expires_at').execute();
      await ddl
        .table('project')
        .addColumn('id', integer, ddl.identity)
        .addColumn('name', text, (column) => column.notNull())
        .addColumn('slug', text, (column) => column.notNull().unique())
        .addColumn('platform', text, (column) => column.notNull())
        .addColumn('settings', text, (column) => column.notNull())
        .addColumn('created_at', integer, (column) => column.notNull())
        .execute();
      await ddl
        .table('project_key')
        .addColumn('id', integer, ddl.identity)
        .addColumn('project_id', integer, (column) => column.notNull().references('project.id').onDelete('cascade'))
        .addColumn('public_key', text, (column) => column.notNull().unique())
        .addColumn('label', text, (column) => column.notNull())
        .addColumn('enabled', integer, (column) => column.notNull())
        .addColumn('rate_count', integer)
        .addColumn('rate_window', integer)
        .addColumn('created_at', integer, (column) => column.notNull())
        .addColumn('last_used_at', integer)
        .execute();
      await db.schema.createIndex('project_key_project').on('project_key').columns(['project_id', 'id']).execute();
      await ddl
        .table('api_token')
        .addColumn('id', integer, ddl.identity)
        .addColumn('hash', bytes, (column) => column.notNull().unique())
        .addColumn('prefix', text, (column) => column.notNull())
        .addColumn('user_id', integer, (column) => column.notNull().references('user_account.id').onDelete('cascade'))
        .addColumn('name', text, (column) => column.notNull())
        .addColumn('scopes', text, (column) => column.notNull())
        .addColumn('project_id', integer, (column) => column.references('project.id').onDelete('cascade'))
        .addColumn('created_at', integer, (column) => column.notNull())
        .addColumn('expires_at', integer)
        .addColumn('last_used_at', integer)
        .execute();
      await db.schema.createIndex('api_token_user').on('api_token').columns(['user_id', 'id']).execute();
      await db.schema.createIndex('api_token_project').on('api_token').column('project_id').execute();
      await ddl
        .table('login_attempt', { clustered: true })
        .addColumn('hash', bytes, (column) => column.primaryKey())
        .addColumn('count', integer, (column) => column.notNull())
        .addColumn('since', integer, (column) => column.notNull())
        .execute();
      await db.schema.createIndex('login_attempt_since').on('login_attempt').column('since').execute();
    },
  },
  peopleMigration,
];
