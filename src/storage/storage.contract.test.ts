import { expect, test } from 'vitest';
import { account, eachAccountStorage } from '../../test/support/account-table.ts';
import type { AccountTables } from '../../test/support/account-table.ts';
import { advanceIdentity, isUniqueViolation, openStorage } from './index.ts';

eachAccountStorage('storage', (open) => {
  test('keeps what the builder writes, and numbers rows by itself', async () => {
    const storage = await open.ready();
    const db = storage.as<AccountTables>();
    const photo = Uint8Array.of(0, 255, 1);
    const insert = (name: string, balance: number, bytes: Uint8Array | null) =>
      db.insertInto('account').values({ name, balance, photo: bytes }).returning('id').executeTakeFirstOrThrow();
    const ada = await insert('ada', 2 ** 52, photo);
    const bob = await insert('bob', -1, null);
    expect(bob.id).toBeGreaterThan(ada.id);
    expect(await db.selectFrom('account').select(['name', 'balance', 'photo']).orderBy('id').execute()).toEqual([
      { name: 'ada', balance: 2 ** 52, photo },
      { name: 'bob', balance: -1, photo: null },
    ]);
    const changed = await db.updateTable('account').set({ balance: 0 }).executeTakeFirstOrThrow();
    expect(changed.numUpdatedRows).toBe(2n);
  });

  test('never gives a number out twice, also after a row brought its own', async () => {
    const storage = await open.ready();
    const db = storage.as<AccountTables>();
    await storage.transaction(async (tx) => {
      await tx.as<AccountTables>().insertInto('account').values({ id: 7, name: 'seven' }).execute();
      await advanceIdentity(tx, 'account', 'id');
    });
    const insert = (name: string) =>
      db.insertInto('account').values({ name }).returning('id').executeTakeFirstOrThrow();
    const { id } = await insert('next');
    expect(id).toBeGreaterThan(7);
    await db.deleteFrom('account').where('id', '=', id).execute();
    expect((await insert('after')).id).toBeGreaterThan(id);
  });

  test('answers prepared queries: question marks are parameters, except in quotes', async () => {
    const storage = await open.ready();
    await storage.insertMany(account, [{ name: 'what?', balance: 7 }]);
    const rows = await storage.query('halves', "select 'a?''?' as a, balance / ? as b from account where name = ?", [
      2,
      'what?',
    ]);
    expect(rows).toEqual([{ a: "a?'?", b: 3 }]);
    expect(await storage.query('halves', 'select name from account where balance > ?', [6])).toEqual([
      { name: 'what?' },
    ]);
  });

  test('speaks of values alike: sums are numbers, comparisons 0 or 1, text sorts by bytes, like minds the case', async () => {
    const storage = await open.ready();
    await storage.insertMany(
      account,
      ['b', 'B', 'ä', 'a', 'Z'].map((name) => ({ name, balance: 2 ** 40 })),
    );
    const [row] = await storage.query(
      'sum',
      'select sum(balance) as total, count(*) as count, max(balance) > ? as large from account',
      [5],
    );
    expect(row).toEqual({ total: 5 * 2 ** 40, count: 5, large: 1 });
    const names = await storage.query<{ name: string }>('names', 'select name from account order by name', []);
    expect(names.map(({ name }) => name)).toEqual(['B', 'Z', 'a', 'b', 'ä']);
    expect(await storage.query('like', 'select name from account where name like ?', ['b%'])).toEqual([{ name: 'b' }]);
  });

  test('mends text that a database cannot keep: NUL goes, half a surrogate pair is replaced', async () => {
    const storage = await open.ready();
    await storage.insertMany(account, [{ name: 'a\u0000b\ud800c', balance: 1 }]);
    await storage.as<AccountTables>().insertInto('account').values({ name: 'd\u0000e\udc00' }).execute();
    await storage.query('nul', 'update account set balance = ? where name = ?', [2, 'd\u0000e\udc00']);
    const rows = await storage.query('all', 'select name, balance from account order by name', []);
    expect(rows).toEqual([
      { name: 'ab\ufffdc', balance: 1 },
      { name: 'de\ufffd', balance: 2 },
    ]);
  });

  test('refuses a value of the wrong type', async () => {
    const storage = await open.ready();
    const wrong = storage.query('wrong', 'insert into account (name, balance) values (?, ?)', ['x', 'much']);
    await expect(wrong).rejects.toThrow();
  });

  test('tells a clash with a unique key from other errors', async () => {
    const storage = await open.ready();
    await storage.insertMany(account, [{ name: 'ada', balance: 0 }]);
    const clash = await storage.insertMany(account, [{ name: 'ada', balance: 1 }]).catch((error: unknown) => error);
    expect(isUniqueViolation(clash)).toBe(true);
    const missing = await storage.query('missing', 'select * from nowhere', []).catch((error: unknown) => error);
    expect(missing).toBeInstanceOf(Error);
    expect(isUniqueViolation(missing)).toBe(false);
  });

  test('a transaction rolls back when its work throws, and everything of it', async () => {
    const storage = await open.ready();
    const work = storage.transaction(async (tx) => {
      await tx.insertMany(account, [{ name: 'ada', balance: 0 }]);
      await tx.as<AccountTables>().insertInto('account').values({ name: 'bob' }).execute();
      expect(await tx.query('inside', 'select count(*) as n from account', [])).toEqual([{ n: 2 }]);
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    expect(await storage.query('outside', 'select name from account', [])).toEqual([]);
  });

  test('what a transaction has written is seen outside only after its end', async () => {
    const storage = await open.ready();
    await storage.transaction(async (tx) => {
      await tx.insertMany(account, [{ name: 'ada', balance: 0 }]);
      expect(await storage.query('count', 'select count(*) as n from account', [])).toEqual([{ n: 0 }]);
    });
    expect(await storage.query('count', 'select count(*) as n from account', [])).toEqual([{ n: 1 }]);
  });

  test('a write through the storage inside a transaction is a mistake that shows at once', async () => {
    const storage = await open.ready();
    const write = storage.transaction(() => storage.insertMany(account, [{ name: 'ada', balance: 0 }]));
    await expect(write).rejects.toThrow('through its tx');
    const nested = storage.transaction(() => storage.transaction(() => Promise.resolve()));
    await expect(nested).rejects.toThrow('through its tx');
  });

  test('a statement that comes after its transaction ended is refused', async () => {
    const storage = await open.ready();
    const tx = await storage.transaction((open) => Promise.resolve(open));
    await expect(tx.query('late', 'select 1 as one', [])).rejects.toThrow('the transaction is over');
    await expect(tx.as<AccountTables>().insertInto('account').values({ name: 'late' }).execute()).rejects.toThrow(
      'over',
    );
  });
});

test.skipIf(process.platform === 'win32')('a file that cannot be opened says what to check', () => {
  expect(() => openStorage('sqlite:/dev/null/culprit.db')).toThrow(
    expect.objectContaining({ code: 'database_unusable' }),
  );
});

test('a server that does not answer is a passing trouble', async () => {
  const storage = openStorage('postgres://nobody@127.0.0.1:1/nowhere');
  const away = { code: 'unavailable', transient: true, status: 503 };
  await expect(storage.ping()).rejects.toMatchObject(away);
  await expect(storage.transaction(() => Promise.resolve())).rejects.toMatchObject(away);
  await expect(storage.as<AccountTables>().selectFrom('account').selectAll().execute()).rejects.toMatchObject(away);
  await storage.close();
});

test('an address that is no database is refused with what to write, and without the password', () => {
  expect(() => openStorage('mysql://root:secret@db/x')).toThrow(/sqlite:\/path/);
  expect(() => openStorage('mysql://root:secret@db/x')).not.toThrow(/secret/);
});
