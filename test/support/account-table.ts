import type { Generated } from 'kysely';
import { eachStorage } from './storages.ts';
import type { Open } from './storages.ts';
import { migrate } from '../../src/storage/index.ts';
import type { BulkInsert, Migration, Storage } from '../../src/storage/index.ts';

/** One small table on which the suites of this room try what storage promises. */
export interface AccountTables {
  account: { id: Generated<number>; name: string; balance: Generated<number>; photo: Uint8Array | null };
}

export const accountMigration: Migration = {
  name: '2026-11-22-test',
  up: async (_db, ddl) => {
    await ddl
      .table('account')
      .addColumn('id', ddl.integer, ddl.identity)
      .addColumn('name', ddl.text, (column) => column.notNull().unique())
      .addColumn('balance', ddl.integer, (column) => column.notNull().defaultTo(0))
      .addColumn('photo', ddl.bytes)
      .execute();
    await ddl.external('account', 'photo');
  },
};

export const account: BulkInsert = { table: 'account', columns: { name: 'text', balance: 'integer' } };

/** `ready` opens an empty database that has the table. */
export const eachAccountStorage = (
  title: string,
  suite: (open: Open & { ready(): Promise<Storage> }) => void,
): void => {
  eachStorage(title, (open) => {
    const ready = async (): Promise<Storage> => {
      const storage = await open();
      await migrate(storage, [accountMigration]);
      return storage;
    };
    suite(Object.assign(open, { ready }));
  });
};
