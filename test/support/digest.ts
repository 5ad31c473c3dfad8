import type { Event } from '../../src/ingest/index.ts';
import type { Instant } from '../../src/kit/index.ts';
import { newId } from '../../src/kit/index.ts';
import { lanesMigrations } from '../../src/lanes/index.ts';
import type { Storage } from '../../src/storage/index.ts';
import { migrate } from '../../src/storage/index.ts';
import { usageMigrations } from '../../src/usage/index.ts';
import { start } from './events.ts';
import { configOf } from '../../src/issues/grouping/versions.ts';
import { issuesMigrations } from '../../src/issues/tables.ts';
import type { IssuesTables } from '../../src/issues/tables.ts';
import { applyBatch, createMemory } from '../../src/issues/digest/apply.ts';
import { prepareEvent } from '../../src/issues/digest/prepare.ts';
import type { Prepared } from '../../src/issues/digest/prepare.ts';
import { createStaged } from '../../src/issues/digest/staged.ts';

/** For tests: the transaction of the digest over an empty database. */
export const openDigest = async (storage: Storage) => {
  await migrate(storage, [...lanesMigrations, ...usageMigrations, ...issuesMigrations]);
  return digestOver(storage);
};

/** A digest that remembers nothing yet, as after a restart. */
export const digestOver = (storage: Storage) => {
  const memory = createMemory();
  return {
    storage,
    db: storage.as<IssuesTables>(),
    apply: async (messages: readonly Prepared[], now: Instant = start) => {
      const [staged, applied] = await storage.transaction(async (tx) => {
        const attempt = createStaged();
        return [attempt, await applyBatch(tx, attempt, memory, messages, now)] as const;
      });
      staged.committed();
      return applied;
    },
  };
};

export type TestDigest = Awaited<ReturnType<typeof openDigest>>;

/** A message of the digest lane after it was read. */
export const aMessage = (
  events: readonly Event[],
  { project = 1, ...more }: Partial<Omit<Prepared, 'events'>> = {},
): Prepared => ({
  messageId: newId(),
  project,
  received: events[0]?.receivedAt ?? start,
  events: events.map((event) => prepareEvent(project, event, configs.current)),
  attachments: [],
  feedback: [],
  sessions: [],
  checkIns: [],
  clientDiscards: [],
  discards: [],
  configs,
  ...more,
});

const configs = { current: configOf({ fingerprintRules: '', stackRules: '' }), previous: [] };
