import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { backUp } from './backup.ts';

const folders: string[] = [];
const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'culprit-backup-'));
  folders.push(made);
  return made;
};
afterEach(() => {
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
});

/** A data folder with `rows` rows in each database and one blob. */
const dataFolder = (rows: number) => {
  const data = folder();
  const open = (name: string): DatabaseSync => {
    const database = new DatabaseSync(join(data, name), { timeout: 5_000 });
    database.exec('PRAGMA journal_mode = WAL; CREATE TABLE thing (id INTEGER PRIMARY KEY, filler BLOB)');
    const insert = database.prepare('INSERT INTO thing (filler) VALUES (randomblob(2000))');
    for (let row = 0; row < rows; row++) insert.run();
    return database;
  };
  const blob = 'ab'.repeat(32);
  mkdirSync(join(data, 'blobs/ab/ab'), { recursive: true });
  mkdirSync(join(data, 'blobs/unfinished'));
  writeFileSync(join(data, 'blobs/ab/ab', blob), 'content of a blob');
  writeFileSync(join(data, 'blobs/unfinished/half'), 'half');
  return { data, culprit: open('culprit.db'), lanes: open('lanes.db'), blob };
};

const unpack = (archive: string): string => {
  const target = folder();
  execFileSync('tar', ['-xf', archive, '-C', target]);
  return target;
};

const count = (path: string): number => {
  const database = new DatabaseSync(path, { readOnly: true });
  const [row] = database
    .prepare('SELECT count(*) AS n, (SELECT integrity_check FROM pragma_integrity_check) AS ok FROM thing')
    .all();
  database.close();
  expect(row?.['ok']).toBe('ok');
  return Number(row?.['n']);
};

test('the archive holds both databases and all whole blobs, and unpacks into a data folder', async () => {
  const { data, culprit, lanes, blob } = dataFolder(200);
  const archive = join(folder(), 'backup.tar');
  const size = await backUp(readConfig({ data }, {}), archive);
  expect(size).toBe(readFileSync(archive).length);
  const restored = unpack(archive);
  expect(count(join(restored, 'culprit.db'))).toBe(200);
  expect(count(join(restored, 'lanes.db'))).toBe(200);
  expect(readFileSync(join(restored, 'blobs/ab/ab', blob), 'utf8')).toBe('content of a blob');
  expect(readdirSync(join(restored, 'blobs'))).toEqual(['ab']);
  culprit.close();
  lanes.close();
});

test('what is written meanwhile belongs to the next backup, in both databases', async () => {
  const { data, culprit, lanes } = dataFolder(3_000);
  const archive = join(folder(), 'backup.tar');
  // Both are written in the same order all the time, as the server does: an event is in `culprit` before it leaves `lanes`.
  let written = 0;
  const writing = setInterval(() => {
    lanes.exec('INSERT INTO thing (filler) VALUES (randomblob(100))');
    culprit.exec('INSERT INTO thing (filler) VALUES (randomblob(100))');
    written++;
  }, 0);
  await backUp(readConfig({ data }, {}), archive);
  clearInterval(writing);
  const restored = unpack(archive);
  const [lanesRows, culpritRows] = [count(join(restored, 'lanes.db')), count(join(restored, 'culprit.db'))];
  expect(written).toBeGreaterThan(0);
  expect(lanesRows - culpritRows).toBeGreaterThanOrEqual(0);
  expect(lanesRows - culpritRows).toBeLessThanOrEqual(1);
  expect(lanesRows).toBeLessThan(3_000 + written);
  culprit.close();
  lanes.close();
});

test('nothing is overwritten and nothing is left behind', async () => {
  const { data } = dataFolder(1);
  const target = folder();
  writeFileSync(join(target, 'taken.tar'), 'precious');
  await expect(backUp(readConfig({ data }, {}), join(target, 'taken.tar'))).rejects.toThrow('exists already');
  await expect(backUp(readConfig({ data: join(target, 'empty') }, {}), join(target, 'new.tar'))).rejects.toThrow(
    'There is no database',
  );
  expect(readdirSync(target)).toEqual(['taken.tar']);
});

test('on PostgreSQL it says how to use pg_dump, without the password', async () => {
  const config = readConfig({ database: 'postgres://me:secret@db/culprit' }, {});
  await expect(backUp(config, 'x.tar')).rejects.toThrow(/pg_dump .*postgres:\/\/me:\*\*\*@db\/culprit/);
});
