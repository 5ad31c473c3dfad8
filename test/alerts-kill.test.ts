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
import type { Open } from './support/storages.ts';
import { until } from './support/until.ts';

/**
 * On both tiers: SQLite alone, and PostgreSQL with RabbitMQ.
 * The process is killed at every step from a fact to a delivered alert, and another one goes on. Every step leaves exactly one request but for the one between the sending and the
 * writing down, where nobody can know whether it arrived: then it is sent again, with the same `webhook-id`, by which a receiver knows the repetition. Chat services have no such
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

type Kind = 'webhook' | 'chat';

/** A new issue that these targets are told of. */
const newIssue = async (storage: Storage, kinds: readonly Kind[]): Promise<void> => {
  await migrate(storage, alertHouseMigrations);
  const { project } = await createProject(storage, systemClock, { name: 'Shop' });
  const targetIds: number[] = [];
  for (const kind of kinds) {
    const url = `${there.url}/${kind}`;
    const { id } = await insertTarget(storage, {
      projectId: project.id,
      name: kind,
      enabled: true,
      digest: 0,
      createdAt: systemClock.now(),
      settings: kind === 'webhook' ? { kind: 'webhook', url, secret: 'a long enough secret' } : { kind: 'slack', url },
    });
    targetIds.push(id);
  }
  await insertRule(storage, {
    projectId: project.id,
    name: 'new',
    enabled: true,
    triggers: ['new'],
    conditions: [],
    targetIds,
    createdAt: systemClock.now(),
  });
  await digestOver(storage).apply([aMessage([anEvent(differentError())], { project: project.id })]);
};

const allSent = async (storage: Storage, count: number): Promise<boolean> => {
  const rows = await storage.as<AlertsTables>().selectFrom('alert_delivery').select('state').execute();
  return rows.length === count && rows.every(({ state }) => state === 'sent');
};

const startWorker = (url: string, step: string, broker: string | null): Child => {
  const lanes = broker ?? `sqlite:${join(folder, 'lanes.db')}`;
  const child = startChild('alerts-child.ts', [url, lanes, prefix, step]);
  children.push(child);
  return child;
};

const requests = (path: string) => there.received.filter((request) => request.path === path);
const ids = (path: string) => new Set(requests(path).map(({ headers }) => headers['webhook-id']));

/** PostgreSQL goes with RabbitMQ, SQLite with its own lanes. */
const brokerOf = ({ dialect }: Open): string | null => (dialect === 'postgres' ? services.rabbitmq : null);

/** What arrived at each target after a worker died at `step` and another went on. */
const arrivedAfterDeathAt = async (step: string, open: Open, kinds: readonly Kind[]): Promise<number[]> => {
  const storage = await open();
  await newIssue(storage, kinds);
  const broker = brokerOf(open);
  await startWorker(open.url(), step, broker).ended;
  startWorker(open.url(), 'never', broker);
  await until(() => allSent(storage, kinds.length));
  await killAll();
  return kinds.map((kind) => requests(`/${kind}`).length);
};

eachStorage('an alert survives kill -9', (open) => {
  const broker = brokerOf(open);
  afterEach(async () => {
    if (broker !== null) await deleteLanes([prefix], [alertsLane, alertSendsLane]);
  });

  test.each(planSteps)('when "%s" was just done', async (step) => {
    expect(await arrivedAfterDeathAt(step, open, ['webhook', 'chat'])).toEqual([1, 1]);
  });

  // One target each: of several deliveries another might be on the wire when the process dies.
  test.each(sendSteps.flatMap((step) => (['webhook', 'chat'] as const).map((kind) => [step, kind] as const)))(
    'when "%s" was just done for a %s',
    async (step, kind) => {
      const [count] = await arrivedAfterDeathAt(step, open, [kind]);
      expect(count).toBe(step === 'answered' ? 2 : 1);
      if (kind === 'webhook') expect(ids('/webhook').size).toBe(1);
    },
  );

  test('while the other side is answering', async () => {
    const storage = await open();
    await newIssue(storage, ['webhook']);
    let arrived = false;
    there.answer = () => {
      arrived = true;
    };
    const child = startWorker(open.url(), 'never', broker);
    await until(() => arrived);
    await child.kill();
    there.answer = (_request, response) => response.end('ok');
    startWorker(open.url(), 'never', broker);
    await until(() => allSent(storage, 1));
    await killAll();
    expect(ids('/webhook').size).toBe(1);
  });
});
