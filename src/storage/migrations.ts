import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { createDdl } from './ddl.ts';
import type { Ddl } from './ddl.ts';
import type { Storage } from './storage.ts';

/** One step of a room's tables. It is never changed once it has been released; the next step mends it. */
export interface Migration {
  /** Date and room, such as `2026-11-22-accounts`: unique and lasting. */
  readonly name: string;
  up(db: Kysely<unknown>, ddl: Ddl): Promise<void>;
}

/**
 * Brings the database up to date: runs, in the given order and in one transaction, the migrations that it has not seen. Any number of processes may
 * call it at once: one works, the others wait and find everything done. Returns the names that ran.
 */
export const migrate = async (storage: Storage, migrations: readonly Migration[]): Promise<string[]> => {
  const names = new Set(migrations.map(({ name }) => name));
  if (names.size !== migrations.length) throw new Error('two migrations have the same name');
  return await storage.transaction(async (tx) => {
    const db = tx.as<{ migration: { name: string } }>();
    if (tx.dialect === 'postgres') {
      await sql`select pg_advisory_xact_lock(hashtext('culprit migrations'), hashtext(current_schema()))`.execute(db);
      await sql`set local statement_timeout = 0`.execute(db);
    }
    const ddl = createDdl(tx);
    await ddl
      .table('migration', { clustered: true })
      .ifNotExists()
      .addColumn('name', ddl.text, (column) => column.primaryKey())
      .execute();
    const done = new Set((await db.selectFrom('migration').select('name').execute()).map(({ name }) => name));
    const ran: string[] = [];
    for (const migration of migrations) {
      if (done.has(migration.name)) continue;
      await migration.up(tx.as<unknown>(), ddl);
      await db.insertInto('migration').values({ name: migration.name }).execute();
      ran.push(migration.name);
    }
    return ran;
  });
};
