import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection } from 'rabbitmq-client';
import { afterEach, beforeEach, describe } from 'vitest';
import { MILLISECOND, randomHex } from '../../src/kit/index.ts';
import { DELAY_LEVELS, laneNames } from '../../src/lanes/amqp-names.ts';
import { localWriter, openLanes } from '../../src/lanes/index.ts';
import type { LaneDefinition, Lanes, LanesOptions, LaneWriter } from '../../src/lanes/index.ts';
import { services } from './services.ts';

/**
 * Opens the lanes of a fresh place, one for each test; every call opens them once more (on SQLite with the process's one writer). All are closed, and the
 * place is gone, after the test.
 */
export type OpenLanes = ((options?: LanesOptions) => Lanes) & {
  readonly kind: Lanes['kind'];
  /** A lane of the test's own; its queues are deleted after the test. */
  lane(name: string, definition?: Partial<LaneDefinition>): LaneDefinition;
  /** Opens another place: the same broker by another way, for instance. */
  at(url: string, options?: LanesOptions): Lanes;
  /** Where the lanes are, for other processes: `openLanes(url, { prefix })`. */
  place(): { readonly url: string; readonly prefix: string };
};

/** Runs a suite on SQLite and, where there is a broker, on RabbitMQ; or on the one that it is about. */
export const eachLanes = (
  title: string,
  suite: (open: OpenLanes) => void,
  kinds: readonly Lanes['kind'][] = ['sqlite', 'rabbitmq'],
): void => {
  for (const kind of kinds) {
    describe.skipIf(kind === 'rabbitmq' && services.rabbitmq === null)(`${title} (${kind})`, () => suite(opener(kind)));
  }
};

const opener = (kind: Lanes['kind']): OpenLanes => {
  let opened: Lanes[] = [];
  let lanes: LaneDefinition[] = [];
  let writer: LaneWriter | undefined;
  let folder = '';
  let prefix = '';
  let prefixes = new Set<string>();

  const place = () => ({ url: kind === 'sqlite' ? `sqlite:${folder}/lanes.db` : (services.rabbitmq ?? ''), prefix });

  beforeEach(() => {
    prefixes = new Set();
    prefix = `test.${randomHex(6)}.`;
    folder = mkdtempSync(join(tmpdir(), 'culprit-lanes-'));
  });
  afterEach(async () => {
    await Promise.all(opened.map((one) => one.close()));
    await writer?.close();
    if (kind === 'rabbitmq') await deleteLanes([...prefixes], lanes);
    rmSync(folder, { recursive: true, force: true });
    opened = [];
    lanes = [];
    writer = undefined;
  });

  const at = (url: string, options: LanesOptions = {}): Lanes => {
    prefixes.add(prefix).add(options.prefix ?? prefix);
    const one = openLanes(url, { prefix, writer, retryDelay: 10 * MILLISECOND, ...options });
    opened.push(one);
    return one;
  };
  const open = (options?: LanesOptions): Lanes => {
    if (kind === 'sqlite') writer ??= localWriter(join(folder, 'lanes.db'));
    return at(place().url, options);
  };
  const lane = (name: string, definition: Partial<LaneDefinition> = {}): LaneDefinition => {
    const one = { name, shards: 1, ...definition };
    lanes.push(one);
    return one;
  };
  return Object.assign(open, { kind, lane, at, place });
};

/** Deletes what lanes have made on the broker under these prefixes. */
export const deleteLanes = async (prefixes: readonly string[], lanes: readonly LaneDefinition[]): Promise<void> => {
  const connection = new Connection({ url: services.rabbitmq ?? '', noDelay: true });
  try {
    for (const prefix of prefixes)
      for (const lane of lanes) {
        const names = laneNames(prefix, lane);
        for (let shard = 0; shard < lane.shards; shard++) await connection.queueDelete(names.queue(shard));
        await connection.exchangeDelete({ exchange: names.exchange });
        await connection.queueDelete(names.members);
        for (let level = 0; level < DELAY_LEVELS; level++) {
          await connection.queueDelete(names.delay(level));
          await connection.exchangeDelete({ exchange: names.delay(level) });
        }
      }
  } finally {
    await connection.close();
  }
};
