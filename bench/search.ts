import { join } from 'node:path';
import { accountsMigrations } from '../src/accounts/index.ts';
import { issuesMigrations } from '../src/issues/index.ts';
import { usageMigrations } from '../src/usage/index.ts';
import { listIssues } from '../src/issues/read/issues.ts';
import { suggestValues } from '../src/issues/search/suggest.ts';
import { DAY, systemClock } from '../src/kit/index.ts';
import { lanesMigrations } from '../src/lanes/index.ts';
import { blobMigrations, migrate, openStorage } from '../src/storage/index.ts';
import type { Storage } from '../src/storage/index.ts';
import type { Bench } from './main.ts';
import { withDatabase } from './support/databases.ts';
import { fill, namesOf } from './support/fill.ts';
import { temporaryFolder } from './support/folder.ts';

/** What people and saved searches ask for, and what is hard: many hits, none, conditions that hold often each and seldom together. */
const searches = (id: number): string[] => [
  '',
  'is:unresolved',
  'is:unresolved level:error !is:muted',
  namesOf(id).title,
  'std::bad_alloc',
  `handler${id}`,
  `file${id % 37}.ts:${id % 400}`,
  `https://api.example.com/v1/orders/${id}`,
  'orders',
  'timed out is:resolved',
  'zebra',
  'zq',
  'type:TimeoutError first:>-7d',
  'type:Nothing* OR type:KeyError',
  'file:src/checkout/*.ts',
  `file:module${id % 1_999}/*`,
  'tag-1:"value 8" is:unresolved',
  'tag-2:"value 9" !tag-3:"value 10"',
  'tag-1:"value 8" tag-2:"value 9"',
  'tag-1:val* is:muted',
  'tag-1:*nothing*',
  'environment:production release:latest',
  'release:>=1.150.0 is:resolved',
  'release:1.7.*',
  'events:>100',
  'users:10..12 events:10',
  '(is:muted OR is:resolved) (timed OR 502) !release:latest',
  'first:>-7d last:<-14d',
];

/**
 * Response times of searches, one at a time, with 100,000 issues and a million events on both databases: the page, its total, and suggestions for values.
 * Aim: p99 ≤ 100 ms, key `p99_ms` (the worse database, over all searches).
 */
export const run: Bench = async ({ quick, say }) => {
  const [issues, events, turns] = quick ? [5_000, 50_000, 3] : [100_000, 1_000_000, 20];
  const databases: Record<string, unknown>[] = [];
  await withDatabase(['sqlite', 'postgres'], async (database, _args, url) => {
    const { path: folder, remove } = temporaryFolder();
    const storage = openStorage(url ?? `sqlite:${join(folder, 'culprit.db')}`);
    try {
      await migrate(storage, [
        ...blobMigrations,
        ...lanesMigrations,
        ...accountsMigrations,
        ...usageMigrations,
        ...issuesMigrations,
      ]);
      say(`${database}: filling ${issues} issues, ${events} events`);
      await fill(storage, 7, issues, events, say);
      if (database === 'postgres') await storage.query('tidy', 'vacuum analyze', []);
      databases.push({ database, ...(await measure(storage, issues, turns, say)) });
    } finally {
      await storage.close();
      remove();
    }
  });
  return { p99_ms: Math.max(...databases.map((each) => Number(each['p99Ms']))), issues, events, databases };
};

const measure = async (storage: Storage, issues: number, turns: number, say: (line: string) => void) => {
  const everything: number[] = [];
  const perSearch = new Map<number, number[]>();
  let worst = { ms: 0, search: '' };
  for (let turn = 0; turn < turns; turn += 1) {
    for (const [index, search] of searches(1 + ((turn * 7919) % issues)).entries()) {
      const ms = await timed(() => ask(storage, search));
      everything.push(ms);
      perSearch.set(index, [...(perSearch.get(index) ?? []), ms]);
      if (ms > worst.ms) worst = { ms, search };
    }
    everything.push(await timed(() => suggestValues(storage, 7, 'tag-1', 'value', 10)));
    everything.push(await timed(() => suggestValues(storage, 7, 'file', 'src/ch', 10)));
  }
  for (const [index, times] of perSearch)
    say(
      `${storage.dialect.padEnd(9)} p50 ${percentile(times, 0.5).toFixed(1).padStart(6)}  max ${Math.max(...times)
        .toFixed(1)
        .padStart(6)} ms  ${searches(1)[index]}`,
    );
  const [p50Ms, p99Ms] = [percentile(everything, 0.5), percentile(everything, 0.99)];
  say(`${storage.dialect.padEnd(9)} all: p50 ${p50Ms.toFixed(1)} ms  p99 ${p99Ms.toFixed(1)} ms`);
  return { p50Ms, p99Ms, worst };
};

const ask = async (storage: Storage, query: string) => {
  const now = systemClock.now();
  await listIssues(storage, {
    project: 7,
    slug: 'bench',
    userId: 1,
    now,
    query,
    text: null,
    tab: 'all',
    state: 'all',
    newSince: now - 7 * DAY,
    environment: null,
    since: null,
    sort: 'last_seen',
    order: 'desc',
    after: null,
    limit: 25,
  });
};

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const before = performance.now();
  await work();
  return performance.now() - before;
};

const percentile = (times: readonly number[], share: number): number => {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
};
