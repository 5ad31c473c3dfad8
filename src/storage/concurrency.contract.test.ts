import { spawn } from 'node:child_process';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { account, accountMigration, eachAccountStorage } from '../../test/support/account-table.ts';
import { migrate, openSqlite } from './index.ts';
import type { Migration, Storage, Transaction } from './index.ts';

const door = new URL('./index.ts', import.meta.url).href;

/** Runs `body` (it has `storage` and the door as `door`) in a process of its own. */
const inProcess = (url: string, body: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const code = `import * as door from ${JSON.stringify(door)};
      const storage = door.openStorage(${JSON.stringify(url)});
      ${body}
      await storage.close();`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'pipe'] });
    const out: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on('data', (part: Buffer) => out.push(part));
    child.stderr.on('data', (part: Buffer) => errors.push(part));
    child.on('close', (status) =>
      status === 0 ? resolve(Buffer.concat(out).toString()) : reject(new Error(Buffer.concat(errors).toString())),
    );
  });

const balanceOf = async (storage: Storage | Transaction, name: string): Promise<number> =>
  (await storage.query<{ balance: number }>('balance', 'select balance from account where name = ?', [name]))[0]
    ?.balance ?? NaN;

/** Reads, thinks, writes: what loses updates wherever two get in between one another. */
const deposit = (storage: Storage, name: string): Promise<void> =>
  storage.transaction(async (tx) => {
    await tx.lock(`account ${name}`);
    const before = await balanceOf(tx, name);
    await tx.query('deposit', 'update account set balance = ? where name = ?', [before + 1, name]);
  });

eachAccountStorage('storage under concurrency', (open) => {
  const withAda = async (): Promise<Storage> => {
    const storage = await open.ready();
    await storage.insertMany(account, [
      { name: 'ada', balance: 0 },
      { name: 'bob', balance: 0 },
    ]);
    return storage;
  };

  test('transactions of several handles and processes never lose an update', async () => {
    const storage = await withAda();
    const other = await open.again();
    const elsewhere = `for (let n = 0; n < 20; n++) await storage.transaction(async (tx) => {
      await tx.lock('account ada');
      const [{ balance }] = await tx.query('balance', 'select balance from account where name = ?', ['ada']);
      await tx.query('deposit', 'update account set balance = ? where name = ?', [balance + 1, 'ada']);
    });`;
    await Promise.all([
      inProcess(open.url(), elsewhere),
      inProcess(open.url(), elsewhere),
      ...Array.from({ length: 30 }, (_, index) => deposit(index % 2 === 0 ? storage : other, 'ada')),
    ]);
    expect(await balanceOf(storage, 'ada')).toBe(70);
  });

  test('several processes may bring one empty database up to date at once', async () => {
    const storage = await open();
    const room: Migration = {
      name: '2026-11-23-room',
      up: async (_db, ddl) => ddl.table('room').addColumn('id', ddl.integer, ddl.identity).execute(),
    };
    const handles = [storage, await open.again(), await open.again()];
    const [first, second, third, elsewhere] = await Promise.all([
      ...handles.map((handle) => migrate(handle, [accountMigration, room])),
      inProcess(
        open.url(),
        `const ran = await door.migrate(storage, [{ name: '2026-11-23-other', up: (_db, ddl) => ddl.table('other').addColumn('id', ddl.integer).execute() }]);
         console.log(ran.join());`,
      ),
    ]);
    const ran = [first, second, third].flat();
    expect(ran).toHaveLength(2);
    expect(new Set(ran)).toEqual(new Set([accountMigration.name, room.name]));
    expect(elsewhere).toBe('2026-11-23-other\n');
    expect(await migrate(storage, [accountMigration, room])).toEqual([]);
  });

  test('a migration that fails leaves nothing behind', async () => {
    const storage = await open();
    const broken: Migration = {
      name: '2026-11-23-broken',
      up: async (_db, ddl) => {
        await ddl.table('half').addColumn('id', ddl.integer, ddl.identity).execute();
        throw new Error('broken');
      },
    };
    await expect(migrate(storage, [accountMigration, broken])).rejects.toThrow('broken');
    await expect(storage.query('half', 'select * from half', [])).rejects.toThrow();
    expect(await migrate(storage, [accountMigration])).toEqual([accountMigration.name]);
  });

  test.runIf(open.dialect === 'sqlite')('waiting for a writer elsewhere leaves the thread free', async () => {
    const storage = await withAda();
    const elsewhere = openSqlite(open.url().slice('sqlite:'.length));
    elsewhere.exec('BEGIN IMMEDIATE');
    const settled: string[] = [];
    const waiting = [
      deposit(storage, 'ada').then(() => settled.push('transaction')),
      storage
        .query('plain', 'update account set balance = balance + ? where name = ?', [1, 'ada'])
        .then(() => settled.push('query')),
    ];
    for (let turn = 0; turn < 1_000; turn++) await setImmediate();
    expect(settled).toEqual([]);
    expect(await balanceOf(storage, 'ada')).toBe(0);
    elsewhere.exec('COMMIT');
    elsewhere.close();
    await Promise.all(waiting);
    expect(await balanceOf(storage, 'ada')).toBe(2);
  });

  test.runIf(open.dialect === 'sqlite')('whoever holds the file too long makes it unavailable', async () => {
    await withAda();
    const impatient = await open.again({ sqlite: { patience: 20 } });
    const elsewhere = openSqlite(open.url().slice('sqlite:'.length));
    elsewhere.exec('BEGIN IMMEDIATE');
    await expect(deposit(impatient, 'ada')).rejects.toMatchObject({ code: 'unavailable', transient: true });
    elsewhere.exec('ROLLBACK');
    elsewhere.close();
    await deposit(impatient, 'ada');
    expect(await balanceOf(impatient, 'ada')).toBe(1);
  });

  test.runIf(open.dialect === 'sqlite')('a full disk is unavailable, loses nothing, and passes', async () => {
    const storage = await withAda();
    const photo = new Uint8Array(100_000);
    const insert = () =>
      storage.transaction(async (tx) => {
        await tx.query('touch', 'update account set balance = ? where name = ?', [7, 'ada']);
        await tx.insertMany({ table: 'account', columns: { name: 'text', photo: 'blob' } }, [{ name: 'large', photo }]);
      });
    await storage.query('small disk', 'PRAGMA max_page_count = 8', []);
    await expect(insert()).rejects.toMatchObject({ code: 'unavailable', transient: true });
    expect(await balanceOf(storage, 'ada')).toBe(0);
    await storage.query('large disk', 'PRAGMA max_page_count = 100000', []);
    await insert();
    expect(await balanceOf(storage, 'ada')).toBe(7);
  });

  test.runIf(open.dialect === 'postgres')('two transactions that wait for each other both succeed', async () => {
    const storage = await withAda();
    const touched = { ada: Promise.withResolvers<void>(), bob: Promise.withResolvers<void>() };
    let tries = 0;
    const both = (first: 'ada' | 'bob', second: 'ada' | 'bob') =>
      storage.transaction(async (tx) => {
        tries++;
        await tx.query('add', 'update account set balance = balance + ? where name = ?', [1, first]);
        touched[first].resolve();
        await touched[second].promise;
        await tx.query('add', 'update account set balance = balance + ? where name = ?', [1, second]);
      });
    await Promise.all([both('ada', 'bob'), both('bob', 'ada')]);
    expect(tries).toBe(3);
    expect([await balanceOf(storage, 'ada'), await balanceOf(storage, 'bob')]).toEqual([2, 2]);
  });

  test.runIf(open.dialect === 'postgres')(
    'a connection that dies is replaced; what was under way is unavailable',
    async () => {
      const storage = await withAda();
      const own = storage.transaction(async (tx) => {
        await tx.query('add', 'update account set balance = balance + ? where name = ?', [1, 'ada']);
        await tx.query('die', 'select pg_terminate_backend(pg_backend_pid())', []);
      });
      await expect(own).rejects.toMatchObject({ code: 'unavailable', transient: true });
      expect(await balanceOf(storage, 'ada')).toBe(0);

      const pid = async () =>
        (await storage.query<{ pid: number }>('pid', 'select pg_backend_pid() as pid', []))[0]?.pid ?? 0;
      const other = await open.again();
      const victim = await pid();
      await other.query('kill', 'select pg_terminate_backend(?)', [victim]);
      expect(await pid()).not.toBe(victim);
      await deposit(storage, 'ada');
      expect(await balanceOf(storage, 'ada')).toBe(1);
    },
  );

  test.runIf(open.dialect === 'postgres')(
    'a connection that dies while a transaction thinks does not end the process',
    async () => {
      const storage = await withAda();
      const other = await open.again();
      const work = storage.transaction(async (tx) => {
        const [row] = await tx.query<{ pid: number }>('pid', 'select pg_backend_pid() as pid', []);
        await other.query('kill', 'select pg_terminate_backend(?)', [row?.pid ?? 0]);
        for (let turn = 0; turn < 100; turn++) await setImmediate();
        await tx.query('add', 'update account set balance = balance + ? where name = ?', [1, 'ada']);
      });
      await expect(work).rejects.toMatchObject({ code: 'unavailable' });
      expect(await balanceOf(storage, 'ada')).toBe(0);
    },
  );
});
