import { expect, test } from 'vitest';
import { account, eachAccountStorage } from '../../test/support/account-table.ts';
import type { Storage } from './index.ts';

const balances = async (storage: Storage): Promise<Record<string, number>> => {
  const rows = await storage.query<{ name: string; balance: number }>(
    'balances',
    'select name, balance from account order by name',
    [],
  );
  return Object.fromEntries(rows.map(({ name, balance }) => [name, balance]));
};

eachAccountStorage('bulk', (open) => {
  test('inserts many rows and returns what was asked for', async () => {
    const storage = await open.ready();
    const rows = Array.from({ length: 3_000 }, (_, index) => ({ name: `n${index}`, balance: index }));
    const returned = await storage.insertMany<{ id: number; name: string }>(
      { ...account, returning: ['id', 'name'] },
      rows,
    );
    expect(new Set(returned.map(({ id }) => id)).size).toBe(3_000);
    expect((await balances(storage))['n2999']).toBe(2_999);
  });

  test('keeps bytes, empty text, commas, quotes, braces and nulls as they are', async () => {
    const storage = await open.ready();
    const names = ['', 'NULL', '{a,"b"}', "o'k", 'back\\slash', 'two\nlines', '😀'];
    const photo = Uint8Array.from({ length: 256 }, (_, index) => index);
    await storage.insertMany(
      { table: 'account', columns: { name: 'text', photo: 'blob' } },
      names.map((name, index) => ({ name, photo: index % 2 === 0 ? photo : null })),
    );
    const found = await storage.lookupMany(
      { table: 'account', keys: { name: 'text' }, columns: ['name', 'photo'] },
      names.map((name) => ({ name })),
    );
    expect(found).toHaveLength(names.length);
    for (const row of found) {
      expect(row['photo']).toEqual(names.indexOf(String(row['name'])) % 2 === 0 ? photo : null);
    }
  });

  test('no rows, no statement', async () => {
    const storage = await open.ready();
    const nowhere = { table: 'nowhere', columns: { a: 'text' } } as const;
    expect(await storage.insertMany(nowhere, [])).toEqual([]);
    await storage.updateMany(
      { table: 'nowhere', keys: { a: 'text' }, columns: { b: { type: 'text', mode: 'set' } } },
      [],
    );
    expect(await storage.lookupMany({ table: 'nowhere', keys: { a: 'text' }, columns: ['b'] }, [])).toEqual([]);
    await storage.transaction(async (tx) => {
      expect(await tx.insertMany(nowhere, [])).toEqual([]);
      expect(await tx.lookupMany({ table: 'nowhere', keys: { a: 'text' }, columns: ['b'] }, [])).toEqual([]);
    });
  });

  test('a clash without a rule throws and inserts nothing', async () => {
    const storage = await open.ready();
    const rows = ['a', 'b', 'a'].map((name) => ({ name, balance: 1 }));
    await expect(storage.insertMany(account, rows)).rejects.toThrow();
    expect(await balances(storage)).toEqual({});
  });

  test('a clash with a rule that sets nothing leaves the row that is there, and returns only new rows', async () => {
    const storage = await open.ready();
    await storage.insertMany(account, [{ name: 'a', balance: 1 }]);
    const returned = await storage.insertMany({ ...account, conflict: { keys: ['name'] }, returning: ['name'] }, [
      { name: 'b', balance: 2 },
      { name: 'a', balance: 2 },
      { name: 'b', balance: 3 },
    ]);
    expect(returned).toEqual([{ name: 'b' }]);
    expect(await balances(storage)).toEqual({ a: 1, b: 2 });
  });

  test('a clash updates where its condition holds, and returns only rows it touched', async () => {
    const storage = await open.ready();
    await storage.insertMany(account, [
      { name: 'a', balance: 5 },
      { name: 'b', balance: 5 },
    ]);
    const earliest = {
      ...account,
      conflict: { keys: ['name'], set: { balance: 'excluded.balance' }, where: 'excluded.balance < account.balance' },
      returning: ['name'],
    };
    const returned = await storage.insertMany<{ name: string }>(earliest, [
      { name: 'c', balance: 9 },
      { name: 'b', balance: 6 },
      { name: 'a', balance: 4 },
    ]);
    expect(returned.map(({ name }) => name).sort()).toEqual(['a', 'c']);
    expect(await balances(storage)).toEqual({ a: 4, b: 5, c: 9 });
  });

  test('refuses a batch that would touch a row twice', async () => {
    const storage = await open.ready();
    const twice = [
      { name: 'a', balance: 1 },
      { name: 'b', balance: 1 },
      { name: 'a', balance: 2 },
    ];
    const upsert = { ...account, conflict: { keys: ['name'], set: { balance: 'excluded.balance' } } };
    await expect(storage.insertMany(upsert, twice)).rejects.toThrow('twice');
    const update = {
      table: 'account',
      keys: { name: 'text' },
      columns: { balance: { type: 'integer', mode: 'add' } },
    } as const;
    await expect(storage.updateMany(update, twice)).rejects.toThrow('twice');
  });

  test('updates by key: set, add, max, min; rows that are not there are passed over', async () => {
    const storage = await open.ready();
    await storage.insertMany(
      account,
      ['a', 'b'].map((name) => ({ name, balance: 10 })),
    );
    const change = (mode: 'set' | 'add' | 'max' | 'min', a: number, b: number) =>
      storage.updateMany(
        { table: 'account', keys: { name: 'text' }, columns: { balance: { type: 'integer', mode } } },
        [
          { name: 'b', balance: b },
          { name: 'a', balance: a },
          { name: 'nobody', balance: 1 },
        ],
      );
    await change('add', 5, -5);
    expect(await balances(storage)).toEqual({ a: 15, b: 5 });
    await change('max', 20, 1);
    expect(await balances(storage)).toEqual({ a: 20, b: 5 });
    await change('min', 30, 2);
    expect(await balances(storage)).toEqual({ a: 20, b: 2 });
    await change('set', 0, 0);
    expect(await balances(storage)).toEqual({ a: 0, b: 0 });
  });

  test('max and min take the other side where one is null', async () => {
    const storage = await open.ready();
    await storage.insertMany(account, [{ name: 'a', balance: 1 }]);
    const photo = Uint8Array.of(1);
    const change = (bytes: Uint8Array | null) =>
      storage.updateMany(
        { table: 'account', keys: { name: 'text' }, columns: { photo: { type: 'blob', mode: 'max' } } },
        [{ name: 'a', photo: bytes }],
      );
    await change(photo);
    await change(null);
    expect(await storage.query('photo', 'select photo from account', [])).toEqual([{ photo }]);
  });

  test('looks many keys up at once: each row once, absent keys absent', async () => {
    const storage = await open.ready();
    await storage.insertMany(
      account,
      ['a', 'b', 'c'].map((name, balance) => ({ name, balance })),
    );
    const found = await storage.lookupMany<{ name: string; balance: number }>(
      { table: 'account', keys: { name: 'text', balance: 'integer' }, columns: ['name', 'balance'] },
      [
        { name: 'c', balance: 2 },
        { name: 'a', balance: 0 },
        { name: 'c', balance: 2 },
        { name: 'b', balance: 9 },
        { name: 'x', balance: 0 },
      ],
    );
    expect(found.map(({ name }) => name).sort()).toEqual(['a', 'c']);
  });
});
