import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, expect, test } from 'vitest';
import { services } from '../../../test/support/services.ts';
import { readConfig } from '../config.ts';
import type { Flags } from '../config.ts';
import { examine } from './checks.ts';
import type { Finding } from './finding.ts';

const folders: string[] = [];
const servers: Server[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  for (const server of servers.splice(0)) server.close();
});

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'culprit-doctor-'));
  folders.push(made);
  return made;
};

/** The one finding of that name: what was found, and the advice. */
const found = async (name: string, flags: Flags): Promise<Finding> => {
  const findings = await examine(readConfig({ data: folder(), ...flags }, {}), {});
  const [finding, ...others] = findings.filter((one) => one.name === name);
  expect(others).toEqual([]);
  if (finding === undefined) throw new Error(`nothing was found of ${name}`);
  return finding;
};

/** A web server where a service should be. */
const webServer = async (): Promise<string> => {
  const server = createServer((_request, response) => response.end('hello'));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const changed = (url: string | null, change: Partial<URL>): string => Object.assign(new URL(url ?? ''), change).href;

test('a service that is not there is told by its place and its setting, without the password', async () => {
  const database = await found('database', { database: 'postgres://me:secret@127.0.0.1:1/culprit' });
  expect(database).toMatchObject({ state: 'failed', found: 'nothing listens on 127.0.0.1:1' });
  expect(database.advice).toContain('CULPRIT_DATABASE, which is postgres://me:***@127.0.0.1:1/culprit');
  const broker = await found('lanes', { broker: 'amqp://me:secret@nowhere.invalid' });
  expect(broker).toMatchObject({ state: 'failed', found: 'no host is called nowhere.invalid' });
  expect(broker.advice).toContain('CULPRIT_BROKER, which is amqp://me:***@nowhere.invalid');
});

test('something else that answers is told from the service', async () => {
  const place = await webServer();
  expect(await found('database', { database: `postgres://me@${place}/culprit` })).toMatchObject({
    state: 'failed',
    found: `what answers on ${place} is not PostgreSQL, or expects TLS`,
  });
  expect(await found('lanes', { broker: `amqp://me@${place}` })).toMatchObject({
    state: 'failed',
    found: `what answers on ${place} is not RabbitMQ, or expects TLS`,
  });
  expect(await found('lanes', { broker: `amqps://me@${place}` })).toMatchObject({
    state: 'failed',
    found: `${place} speaks no TLS`,
  });
});

test.skipIf(services.postgres === null)('a database or user that PostgreSQL does not know', async () => {
  const { postgres } = services;
  expect(await found('database', { database: changed(postgres, { pathname: '/culprit_nowhere' }) })).toMatchObject({
    state: 'failed',
    found: 'database "culprit_nowhere" does not exist',
    advice: expect.stringContaining('createdb culprit_nowhere'),
  });
  expect(await found('database', { database: changed(postgres, { username: 'culprit_nobody' }) })).toMatchObject({
    state: 'failed',
    found: expect.stringContaining('"culprit_nobody"'),
  });
});

test.skipIf(services.rabbitmq === null)('a password or virtual host that RabbitMQ does not know', async () => {
  const { rabbitmq } = services;
  const [password, host] = await Promise.all([
    found('lanes', { broker: changed(rabbitmq, { password: 'wrong' }) }),
    found('lanes', { broker: changed(rabbitmq, { pathname: '/nowhere' }) }),
  ]);
  expect(password).toMatchObject({ state: 'failed', found: 'RabbitMQ refuses this user or password' });
  expect(host).toMatchObject({ state: 'failed', found: expect.stringContaining('virtual host "nowhere"') });
});

test('a file that is no database, or one that was cut off, is damaged', async () => {
  const data = folder();
  const damaged = { state: 'failed', found: expect.stringMatching(/damaged/), advice: expect.stringMatching(/backup/) };
  for (const [file, name] of [
    ['culprit.db', 'database'],
    ['lanes.db', 'lanes'],
  ] as const) {
    writeFileSync(join(data, file), 'this was a database once'.repeat(1_000));
    expect(await found(name, { data })).toMatchObject(damaged);
    rmSync(join(data, file));
    const database = new DatabaseSync(join(data, file));
    database.exec('CREATE TABLE thing (id INTEGER PRIMARY KEY, filler BLOB)');
    for (let row = 0; row < 20; row++) database.exec('INSERT INTO thing (filler) VALUES (randomblob(9000))');
    database.close();
    truncateSync(join(data, file), 100_000);
    expect(await found(name, { data })).toMatchObject(damaged);
    rmSync(join(data, file));
  }
});

test('a new folder is well: the first start makes what is missing', async () => {
  for (const name of ['database', 'lanes'])
    expect(await found(name, {})).toMatchObject({ state: 'ok', found: expect.stringContaining('the first start') });
});
