import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { insertRule, insertTarget } from '../src/alerts/store-targets.ts';
import type { AlertsTables } from '../src/alerts/tables.ts';
import { sendSteps } from '../src/alerts/send.ts';
import { alertSendsLane, alertsLane, planSteps } from '../src/alerts/work.ts';
import { createProject } from '../src/accounts/index.ts';
import { randomHex, systemClock } from '../src/kit/index.ts';
import { migrate } from '../src/storage/index.ts';
import type { Storage } from '../src/storage/index.ts';
import { alertHouseMigrations, differentError } from './support/alerts.ts';
import { startChild } from './support/children.ts';
import type { Child } from './support/children.ts';
import { aMessage, digestOver } from './support/digest.ts';
import { anEvent } from './support/events.ts';
import { startHttpReceiver } from './support/http-receiver.ts';
import type { HttpReceiver } from './support/http-receiver.ts';
import { deleteLanes } from './support/lanes.ts';
import { services } from './support/services.ts';
import { eachStorage } from './support/storages.ts';
import { until } from './support/until.ts';

/**
 * On both tiers: SQLite alone, and PostgreSQL with RabbitMQ. The process is killed at every step from a fact to a delivered alert, and another one goes on. Every step but two leaves exactly one request. Where it dies between the sending
 * and the writing down nobody can know whether it arrived: then it is sent again, with the same `webhook-id`, by which a receiver knows the repetition. Chat services have no such
 * thing; there a second message stands.
 */
let there: HttpReceiver;
let folder: string;
let prefix: string;
let children: Child[] = [];
beforeEach(async () => {
  there = await startHttpReceiver();
  folder = mkdtempSync(join(tmpdir(), 'culprit-alerts-'));
  prefix = `test.${randomHex(6)}.`;
});
afterEach(async () => {
  await killAll();
  await there.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Also at the end of each test: the database is dropped before `afterEach` of this file. */
const killAll = async (): Promise<void> => {
  await Promise.all(children.map((child) => child.kill()));
  children = [];
};

/** A new issue that a webhook and a chat are told of. */
const newIssue = async (storage: Storage): Promise<void> => {
  await migrate(storage, alertHouseMigrations);
  const { project } = await createProject(storage, systemClock, { name: 'Shop' });
  const target = { projectId: project.id, enabled: true, digest: 0, createdAt: systemClock.now() };
  const targets = [
    await insertTarget(storage, {
      ...target,
      name: 'webhook',
      settings: { kind: 'webhook', url: `${there.url}/webhook`, secret: 'a long enough secret' },
    }),
    await insertTarget(storage, { ...target, name: 'chat', settings: { kind: 'slack', url: `${there.url}/chat` } }),
  ];
  await insertRule(storage, {
    projectId: project.id,
    name: 'new',
    enabled: true,
    triggers: ['new'],
    conditions: [],
    targetIds: targets.map(({ id }) => id),
    createdAt: systemClock.now(),
  });
  await digestOver(storage).apply([aMessage([anEvent(differentError())], { project: project.id })]);
};

const allSent = async (storage: Storage): Promise<boolean> => {
  const rows = await storage.as<AlertsTables>().selectFrom('alert_delivery').select('state').execute();
  return rows.length === 2 && rows.every(({ state }) => state === 'sent');
};

const startWorker = (url: string, step: string, broker: string | null): Child => {
  const lanes = broker ?? `sqlite:${join(folder, 'lanes.db')}`;
  const child = startChild('alerts-child.ts', [url, lanes, prefix, step]);
  children.push(child);
  return child;
};

const requests = (path: string) => there.received.filter((request) => request.path === path);
const ids = (path: string) => new Set(requests(path).map(({ headers }) => headers['webhook-id']));

eachStorage('an alert survives kill -9', (open) => {
  const broker = open.dialect === 'postgres' ? services.rabbitmq : null;
  afterEach(async () => {
    if (broker !== null) await deleteLanes([prefix], [alertsLane, alertSendsLane]);
  });

  test.each([...planSteps, ...sendSteps])('when "%s" was just done', async (step) => {
    const storage = await open();
    await newIssue(storage);
    await startWorker(open.url(), step, broker).ended;
    startWorker(open.url(), 'never', broker);
    await until(() => allSent(storage));
    await killAll();
    const sent = requests('/webhook').length + requests('/chat').length;
    expect(ids('/webhook').size).toBe(1);
    for (const path of ['/webhook', '/chat']) expect(requests(path).length).toBeGreaterThanOrEqual(1);
    // The process died with one of the two deliveries, or both, on the wire; each was sent once more.
    if (step === 'answered')
      for (const path of ['/webhook', '/chat']) expect(requests(path).length).toBeLessThanOrEqual(2);
    else expect(sent).toBe(2);
  });

  test('while the other side is answering', async () => {
    const storage = await open();
    await newIssue(storage);
    let arrived = false;
    there.answer = () => {
      arrived = true;
    };
    const child = startWorker(open.url(), 'never', broker);
    await until(() => arrived);
    await child.kill();
    there.answer = (_request, response) => response.end('ok');
    startWorker(open.url(), 'never', broker);
    await until(() => allSent(storage));
    await killAll();
    expect(ids('/webhook').size).toBe(1);
  });
});
