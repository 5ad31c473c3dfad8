import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { CulpritError, messageOf } from '../kit/index.ts';
import { openPostgresStorage } from './postgres.ts';
import type { PostgresOptions } from './postgres.ts';
import { openSqliteStorage } from './sqlite-storage.ts';
import type { SqliteStorageOptions } from './sqlite-storage.ts';
import type { Storage } from './storage.ts';

export interface StorageOptions {
  readonly sqlite?: SqliteStorageOptions;
  readonly postgres?: PostgresOptions;
}

/**
 * Opens `sqlite:/path/culprit.db` (folder and file are made) or `postgres://user:password@host/database`. Throws `bad_database_url` for anything else,
 * `database_unusable` where the file cannot be opened. PostgreSQL is dialled on first use.
 */
export const openStorage = (url: string, options: StorageOptions = {}): Storage => {
  if (url.startsWith('sqlite:')) {
    const path = url.slice('sqlite:'.length).replace(/^\/\/(?=\/)/, '');
    if (path === '' || path === ':memory:') throw badUrl(url);
    try {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      return openSqliteStorage(path, options.sqlite);
    } catch (error) {
      const why = `The database file ${path} cannot be opened (${messageOf(error)}). Check that its folder exists and that this user may write there.`;
      throw new CulpritError('database_unusable', 500, why, { cause: error });
    }
  }
  if (/^postgres(ql)?:\/\//.test(url) && URL.canParse(url)) return openPostgresStorage(url, options.postgres);
  throw badUrl(url);
};

const badUrl = (url: string): CulpritError =>
  new CulpritError(
    'bad_database_url',
    400,
    `${url.replace(/\/\/[^@]*@/, '//…@')} is not a database: write sqlite:/path/to/culprit.db or postgres://user:password@host:5432/database.`,
  );
