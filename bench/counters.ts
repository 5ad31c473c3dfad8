import { join } from 'node:path';
import { aMessage, openDigest } from '../test/support/digest.ts';
import type { TestDigest } from '../test/support/digest.ts';
import { anEvent, anException } from '../test/support/events.ts';
import { act } from '../src/issues/lifecycle/act.ts';
import type { VolumeCondition } from '../src/issues/lifecycle/periods.ts';
import { HOUR, SECOND, systemClock } from '../src/kit/index.ts';
import { advanceIdentity, openStorage } from '../src/storage/index.ts';
import type { Storage } from '../src/storage/index.ts';
import type { Bench } from './main.ts';
import { withDatabase } from './support/databases.ts';
import { fill } from './support/fill.ts';
import { temporaryFolder } from './support/folder.ts';

const PROJECT = 8;
const ISSUES = 100;

/** Three conditions that a million events do not exceed: every event is counted against all of them. */
const conditions: readonly VolumeCondition[] = [
  { period: 'hour', n: 1, count: 100_000 },
  { period: 'day', n: 7, count: 100_000 },
  { period: 'month', n: 1, count: 100_000 },
];

const event = (issue: number) => anEvent({ exceptions: [anException(`Type${issue}`, 'went wrong')] });

/** A database with `stored` events, of which as many as a muted issue can have were counted for each of `ISSUES` muted ones. */
const prepare = async (storage: Storage, stored: number): Promise<TestDigest> => {
  const digest = await openDigest(storage);
  await fill(storage, 7, stored / 10, stored, () => undefined);
  // The rows brought numbers of their own.
  for (const table of ['environment', 'release', 'issue', 'event', 'tag_key', 'tag_value'])
    await storage.transaction((tx) => advanceIdentity(tx, table, 'id'));
  const now = systemClock.now();
  await digest.apply(
    Array.from({ length: ISSUES }, (_, issue) => aMessage([event(issue)], { project: PROJECT })),
    now - 2 * HOUR,
  );
  const issues = await digest.db.selectFrom('issue').select('id').where('project_id', '=', PROJECT).execute();
  const ids = issues.map(({ id }) => id);
  const mute = { kind: 'mute', until: null, users: null, volume: conditions } as const;
  await storage.transaction((tx) => act(tx, { project: PROJECT, issues: ids, action: mute, user: null, now }));
  const each = Math.min(90_000, stored / ISSUES);
  for (const issue_id of ids)
    await storage.transaction((tx) =>
      tx.insertMany(
        { table: 'issue_arrival', columns: { issue_id: 'integer', total: 'integer', at: 'integer' } },
        Array.from({ length: each }, (_, index) => ({
          issue_id,
          total: index + 1,
          at: now - Math.round(((each - index) / each) * 1.5 * HOUR),
        })),
      ),
    );
  return digest;
};

/** Microseconds an event takes in the transaction of the digest: batches of 100 events of as many muted issues. */
const measure = async (digest: TestDigest, batches: number): Promise<number[]> => {
  const times: number[] = [];
  for (let batch = 0; batch < batches; batch++) {
    const messages = Array.from({ length: ISSUES }, (_, issue) => aMessage([event(issue)], { project: PROJECT }));
    const started = performance.now();
    await digest.apply(messages, systemClock.now() + batch * SECOND);
    times.push(((performance.now() - started) * 1_000) / ISSUES);
  }
  return times;
};

/** An empty database of this kind, gone afterwards; nothing happens where there is none. */
const withStorage = (kind: 'sqlite' | 'postgres', work: (storage: Storage) => Promise<void>): Promise<void> =>
  withDatabase([kind], async (_kind, _args, url) => {
    const { path: folder, remove } = temporaryFolder();
    const storage = openStorage(url ?? `sqlite:${join(folder, 'culprit.db')}`);
    try {
      await work(storage);
    } finally {
      await storage.close();
      remove();
    }
  });

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/**
 * What it costs to count an event of a muted issue against three conditions, with ten thousand events stored and with a million: `growth` is the dearer over
 * the cheaper (median of batches, measured in turns), the worse of the databases.
 */
export const run: Bench = async ({ quick, say }) => {
  const large = quick ? 50_000 : 1_000_000;
  const batches = quick ? 5 : 10;
  const results: Record<string, { us_small: number; us_large: number; growth: number }> = {};
  for (const kind of ['sqlite', 'postgres'] as const) {
    const times: { small: number[]; big: number[] } = { small: [], big: [] };
    await withStorage(kind, async (little) =>
      withStorage(kind, async (much) => {
        const small = await prepare(little, 10_000);
        const big = await prepare(much, large);
        for (let round = 0; round < 8; round++) {
          const [a, b] = [await measure(small, batches), await measure(big, batches)];
          // The first round warms caches and statements.
          if (round > 0) times.small.push(...a);
          if (round > 0) times.big.push(...b);
        }
      }),
    );
    if (times.small.length === 0) continue;
    const [us_small, us_large] = [Math.round(median(times.small)), Math.round(median(times.big))];
    results[kind] = { us_small, us_large, growth: Number((us_large / us_small).toFixed(3)) };
    say(`${kind}: ${us_small} µs an event with 10000 stored, ${us_large} µs with ${large}`);
  }
  return { growth: Math.max(...Object.values(results).map(({ growth }) => growth)), ...results };
};
