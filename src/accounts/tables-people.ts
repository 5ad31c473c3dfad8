import { sql } from 'kysely';
import type { Migration } from '../storage/index.ts';

/** Teams, invitations, password resets; users who may not sign in any more; sessions that people recognise. */
export const peopleMigration: Migration = {
  name: '2026-11-22-accounts-people',
  up: async (db, ddl) => {
    const { integer, text, bytes } = ddl;
    await db.schema.alterTable('user_account').addColumn('disabled_at', integer).execute();
    await db.schema.alterTable('session').addColumn('last_used_at', integer).execute();
    await db.schema.alterTable('session').addColumn('address', text).execute();
    await db.schema.alterTable('session').addColumn('user_agent', text).execute();
    await ddl
      .table('team')
      .addColumn('id', integer, ddl.identity)
      .addColumn('name', text, (column) => column.notNull())
      .addColumn('slug', text, (column) => column.notNull().unique())
      .addColumn('created_at', integer, (column) => column.notNull())
      .execute();
    await ddl
      .table('team_member', { clustered: true })
      .addColumn('team_id', integer, (column) => column.notNull().references('team.id').onDelete('cascade'))
      .addColumn('user_id', integer, (column) => column.notNull().references('user_account.id').onDelete('cascade'))
      .addPrimaryKeyConstraint('team_member_key', ['team_id', 'user_id'])
      .execute();
    await db.schema.createIndex('team_member_user').on('team_member').columns(['user_id', 'team_id']).execute();
    await ddl
      .table('team_project', { clustered: true })
      .addColumn('team_id', integer, (column) => column.notNull().references('team.id').onDelete('cascade'))
      .addColumn('project_id', integer, (column) => column.notNull().references('project.id').onDelete('cascade'))
      .addPrimaryKeyConstraint('team_project_key', ['team_id', 'project_id'])
      .execute();
    await db.schema.createIndex('team_project_project').on('team_project').columns(['project_id', 'team_id']).execute();
    await ddl
      .table('invitation')
      .addColumn('id', integer, ddl.identity)
      .addColumn('hash', bytes, (column) => column.notNull().unique())
      .addColumn('email', text, (column) => column.notNull().unique())
      .addColumn('name', text, (column) => column.notNull())
      .addColumn('role', text, (column) => column.notNull())
      .addColumn('team_ids', text, (column) => column.notNull())
      // An invitation is the inviter's word: it goes with whoever gave it.
      .addColumn('invited_by', integer, (column) => column.references('user_account.id').onDelete('cascade'))
      .addColumn('created_at', integer, (column) => column.notNull())
      .addColumn('expires_at', integer, (column) => column.notNull())
      .execute();
    await db.schema.createIndex('invitation_inviter').on('invitation').column('invited_by').execute();
    await ddl
      .table('password_reset', { clustered: true })
      .addColumn('hash', bytes, (column) => column.primaryKey())
      .addColumn('user_id', integer, (column) => column.notNull().references('user_account.id').onDelete('cascade'))
      .addColumn('created_at', integer, (column) => column.notNull())
      .addColumn('expires_at', integer, (column) => column.notNull())
      .execute();
    await db.schema.createIndex('password_reset_user').on('password_reset').column('user_id').execute();

    // Before there were teams everybody saw everything: nobody loses a project by the update.
    await sql`insert into team (name, slug, created_at)
      select 'Everyone', 'everyone', max(created_at) from user_account where role in ('member', 'viewer') having count(*) > 0`.execute(
      db,
    );
    await sql`insert into team_member (team_id, user_id)
      select team.id, user_account.id from team, user_account where user_account.role in ('member', 'viewer')`.execute(
      db,
    );
    await sql`insert into team_project (team_id, project_id) select team.id, project.id from team, project`.execute(db);
  },
};
