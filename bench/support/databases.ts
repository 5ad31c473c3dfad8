import pg from 'pg';
import { randomHex } from '../../src/kit/index.ts';
import { onEnd } from './cleanup.ts';
import { services } from '../../test/support/services.ts';

export type Kind = 'sqlite' | 'postgres';

/** Runs `work` once per kind of database that is there: with the command line's flags for it and, for PostgreSQL, the URL of an empty database that is dropped afterwards. */
export const withDatabase = async (
  kinds: readonly Kind[],
  work: (kind: Kind, args: readonly string[], url: string | null) => Promise<void>,
): Promise<void> => {
  for (const kind of kinds) {
    if (kind === 'sqlite') {
      await work(kind, [], null);
      continue;
    }
    if (services.postgres === null) {
      console.log('PostgreSQL is not running: left out');
      continue;
    }
    const name = `culprit_bench_${randomHex(4)}`;
    const admin = new pg.Client(services.postgres);
    await admin.connect();
    await admin.query(`create database ${name}`);
    const url = new URL(services.postgres);
    url.pathname = `/${name}`;
    const drop = () => admin.query(`drop database if exists ${name} with (force)`);
    onEnd(drop);
    await work(kind, ['--database', url.href], url.href);
    await drop();
  }
};
