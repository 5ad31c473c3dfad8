import { createLogger, createOutbound, manualClock, randomHex, readAllowList } from '../../src/kit/index.ts';
import type { Mailer } from '../../src/kit/index.ts';
import { accountsMigrations, createProject } from '../../src/accounts/index.ts';
import type { Project } from '../../src/accounts/index.ts';
import { alertsMigrations, createAlertPlanner, createAlertSender, createAlertSweep } from '../../src/alerts/index.ts';
import type { Notice } from '../../src/alerts/notice.ts';
import type { Rule } from '../../src/alerts/rules.ts';
import { insertRule, insertTarget } from '../../src/alerts/store-targets.ts';
import type { NewTarget } from '../../src/alerts/store-targets.ts';
import type { AlertsTables } from '../../src/alerts/tables.ts';
import type { Settings, Target } from '../../src/alerts/targets.ts';
import { alertSubscriptions } from '../../src/alerts/work.ts';
import type { CheckIn, Event } from '../../src/ingest/index.ts';
import { createMonitorSweep, issuesMigrations } from '../../src/issues/index.ts';
import { readSweep } from '../../src/issues/monitors/sweep.ts';
import type { SweepHeaders } from '../../src/issues/monitors/sweep.ts';
import type { Delivery } from '../../src/lanes/index.ts';
import { lanesMigrations, state } from '../../src/lanes/index.ts';
import { usageMigrations } from '../../src/usage/index.ts';
import { blobMigrations, migrate } from '../../src/storage/index.ts';
import type { Storage } from '../../src/storage/index.ts';
import { aMessage, digestOver } from './digest.ts';
import { anEvent, start } from './events.ts';
import { eachStorage } from './storages.ts';

/** From a fact to the wire, in one process and without lanes: facts wait in the outbox until `run` hands them to whoever subscribed. */
export type AlertHouse = Awaited<ReturnType<typeof openAlerts>>;

export const eachAlertHouse = (title: string, suite: (open: (mailer?: Mailer) => Promise<AlertHouse>) => void): void =>
  eachStorage(title, (open) => suite(async (mailer) => openAlerts(await open(), mailer)));

export const alertHouseMigrations = [
  ...blobMigrations,
  ...lanesMigrations,
  ...accountsMigrations,
  ...usageMigrations,
  ...issuesMigrations,
  ...alertsMigrations,
];

const openAlerts = async (storage: Storage, mailer: Mailer | null = null) => {
  await migrate(storage, alertHouseMigrations);
  const clock = manualClock(start);
  const log = createLogger('test', 'fatal');
  const digest = digestOver(storage);
  const wires = {
    outbound: createOutbound(readAllowList('127.0.0.1')),
    mailer,
    publicUrl: () => 'https://errors.example',
  };
  const deps = { storage, clock, log, ...wires };
  const plan = createAlertPlanner(deps);
  const send = createAlertSender(deps);
  const sweep = createAlertSweep(storage, clock, () => {});

  const house = {
    storage,
    clock,
    deps,
    plan,
    send,
    project: async (name = 'Shop'): Promise<Project> => (await createProject(storage, clock, { name })).project,
    target: (project: Project, settings: Settings, more: Partial<NewTarget> = {}): Promise<Target> =>
      insertTarget(storage, {
        projectId: project.id,
        name: settings.kind,
        enabled: true,
        digest: 0,
        createdAt: clock.now(),
        settings,
        ...more,
      }),
    rule: (project: Project, targets: readonly Target[], more: Partial<Rule> = {}): Promise<number> =>
      insertRule(storage, {
        projectId: project.id,
        name: 'everything',
        enabled: true,
        triggers: ['new', 'regressed', 'unmuted'],
        conditions: [],
        targetIds: targets.map(({ id }) => id),
        createdAt: clock.now(),
        ...more,
      }),
    /** An event of the SDK, digested: a new issue unless it is like one before. */
    digest: (project: Project, ...events: Partial<Event>[]) =>
      digest.apply(
        events.map((event) => aMessage([anEvent(event)], { project: project.id })),
        clock.now(),
      ),
    /** What jobs report of their runs, digested. */
    checkIns: (project: Pick<Project, 'id'>, ...checkIns: CheckIn[]) =>
      digest.apply([aMessage([], { project: project.id, checkIns })], clock.now()),
    /** Looks for missed runs, as the clock does. */
    sweepMonitors: createMonitorSweep(
      storage,
      {
        publish: async (_lane, messages) => {
          for (const { body, headers } of messages) {
            const { project, checkIns } = readSweep(headers as SweepHeaders, body);
            await digest.apply([aMessage([], { project, checkIns, received: clock.now() })], clock.now());
          }
        },
      },
      clock,
    ),
    /** States a fact as the issues' room does. */
    state: (kind: string, projectId: number, data: object) =>
      storage.transaction((tx) => state(tx, [{ kind, key: projectId, data: { projectId, at: clock.now(), ...data } }])),
    /** Facts of the outbox as messages, without forgetting them. */
    facts: async (): Promise<Delivery[]> => {
      const rows = await storage
        .as<{ outbox_fact: { id: string; kind: string; headers: string; data: string } }>()
        .selectFrom('outbox_fact')
        .selectAll()
        .orderBy('id')
        .execute();
      return rows.map(({ id, kind, headers, data }) => ({
        id,
        shard: 0,
        body: Buffer.from(data),
        headers: { ...(JSON.parse(headers) as Delivery['headers']), kind, fact: id },
        publishedAt: clock.now(),
        attempt: 1,
      }));
    },
    forget: async (facts: readonly Delivery[]): Promise<void> => {
      if (facts.length === 0) return;
      const ids = facts.map(({ id }) => id);
      await storage.as<{ outbox_fact: { id: string } }>().deleteFrom('outbox_fact').where('id', 'in', ids).execute();
    },
    /** Relays, plans, sends and sweeps until nothing is left to do now. */
    run: async (): Promise<void> => {
      for (;;) {
        const facts = await house.facts();
        const of = (lane: string) =>
          facts.filter(({ headers }) => alertSubscriptions[String(headers['kind'])]?.some(({ name }) => name === lane));
        await plan(of('alerts'));
        await send(of('alert_sends'));
        await house.forget(facts);
        if ((await sweep()) === 0 && (await house.facts()).length === 0) return;
      }
    },
    sweep,
    deliveries: () => storage.as<AlertsTables>().selectFrom('alert_delivery').selectAll().orderBy('id').execute(),
    attempts: () =>
      storage.as<AlertsTables>().selectFrom('alert_attempt').selectAll().orderBy('at').orderBy('number').execute(),
  };
  return house;
};

/** An error of an SDK that becomes an issue of its own. */
export const differentError = (value: string = randomHex(4)): Partial<Event> => ({
  eventId: randomHex(16),
  fingerprint: [value],
  receivedAt: start,
});

/** A whole notice with what the test is about. */
export const aNotice = (more: Partial<Notice> = {}): Notice => ({
  trigger: 'regressed',
  at: start,
  project: { id: 1, name: 'Shop', slug: 'shop' },
  issue: { id: 12, shortId: 'SHOP-3', culprit: 'charge', kind: 'error', platform: 'node' },
  event: { id: 'a'.repeat(32), environment: 'production', release: 'shop@1.2.3' },
  level: 'error',
  title: 'TypeError: x is not a function',
  reason: null,
  rule: { id: 1, name: 'everything' },
  path: '/issues/12',
  items: [],
  more: 0,
  ...more,
});
