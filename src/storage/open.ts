import { dirname } from 'node:path';
import { CulpritError, makeFolder } from '../kit/index.ts';
import { openPostgresStorage } from './postgres.ts';
import type { PostgresOptions } from './postgres.ts';
import { openSqliteStorage } from './sqlite-storage.ts';
import type { SqliteStorageOptions } from './sqlite-storage.ts';
import { unusable } from './sqlite.ts';
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
      makeFolder(dirname(path));
    } catch (error) {
      throw unusable(path, error);
    }
    return openSqliteStorage(path, options.sqlite);
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
