import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, describe } from 'vitest';
import { openStorage } from '../../src/storage/index.ts';
import type { Dialect, Storage, StorageOptions } from '../../src/storage/index.ts';
import { services } from './services.ts';

/** Opens an empty database; `again` opens another handle on the one opened last. Everything is closed and dropped after the test. */
export type Open = ((options?: StorageOptions) => Promise<Storage>) & {
  readonly dialect: Dialect;
  again(options?: StorageOptions): Promise<Storage>;
  /** The URL of the one opened last, for other processes. */
  url(): string;
};

/** Runs a suite on SQLite and, where there is a server, on PostgreSQL. */
export const eachStorage = (title: string, suite: (open: Open) => void): void => {
  for (const dialect of ['sqlite', 'postgres'] as const) {
    describe.skipIf(dialect === 'postgres' && services.postgres === null)(`${title} (${dialect})`, () =>
      suite(opener(dialect)),
    );
  }
};

const opener = (dialect: Dialect): Open => {
  let opened: Storage[] = [];
  let undo: (() => Promise<void>)[] = [];
  let last = '';

  const connect = (options?: StorageOptions): Storage => {
    const storage = openStorage(last, { ...options, postgres: { connections: 4, ...options?.postgres } });
    opened.push(storage);
    return storage;
  };

  const create = async (): Promise<void> => {
    if (dialect === 'sqlite') {
      const folder = mkdtempSync(join(tmpdir(), 'culprit-storage-'));
      undo.push(async () => rmSync(folder, { recursive: true, force: true }));
      last = `sqlite:${join(folder, 'culprit.db')}`;
      return;
    }
    const schema = `test_${randomBytes(8).toString('hex')}`;
    await administer(`CREATE SCHEMA ${schema}`);
    undo.push(() => administer(`DROP SCHEMA ${schema} CASCADE`));
    const url = new URL(services.postgres ?? '');
    url.searchParams.set('options', `-csearch_path=${schema}`);
    last = url.href;
  };

  afterEach(async () => {
    for (const storage of opened) await storage.close();
    for (const step of undo) await step();
    opened = [];
    undo = [];
  });

  const open = async (options?: StorageOptions): Promise<Storage> => {
    await create();
    return connect(options);
  };
  return Object.assign(open, { dialect, again: async (options?: StorageOptions) => connect(options), url: () => last });
};

const administer = async (sql: string): Promise<void> => {
  const client = new Client({ connectionString: services.postgres ?? '' });
  await client.connect();
  try {
    await client.query('SET client_min_messages = warning');
    await client.query(sql);
  } finally {
    await client.end();
  }
};
