import { join } from 'node:path';
import { openStorage } from '../src/storage/index.ts';
import type { Storage } from '../src/storage/index.ts';
import type { Bench } from './main.ts';
import { envelopeOf, eventOf } from './support/bodies.ts';
import { fill } from './support/fill.ts';
import { temporaryFolder } from './support/folder.ts';
import { culprit, serve } from './support/processes.ts';
import { spool } from './support/spooler.ts';

const PROJECT = 7;
const key = 'abcdef0123456789abcdef0123456789';

const totals = async (storage: Storage): Promise<{ events: number; stored: number }> =>
  (
    await storage.query<{ events: number; stored: number }>(
      'bench',
      'select events, stored_events as stored from project_total where project_id = ?',
      [PROJECT],
    )
  )[0] ?? { events: 0, stored: 0 };

const untilSo = async (condition: () => Promise<boolean>, what: string): Promise<void> => {
  for (const started = performance.now(); !(await condition()); ) {
    if (performance.now() - started > 300_000) throw new Error(`${what} stands still`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
};

/** Events per second from a full spool to queryable rows; `cap` null: nothing is evicted. Waits until the project is at its cap again. */
const measure = async (
  folder: string,
  count: number,
  cap: number | null,
): Promise<{ perSecond: number; most: number; settledMs: number }> => {
  const storage = openStorage(`sqlite:${join(folder, 'culprit.db')}`);
  await storage.query('limit', 'update project set settings = ? where id = ?', [
    JSON.stringify({ retention: { maxEvents: cap } }),
    PROJECT,
  ]);
  const bodies = Array.from({ length: count }, (_, index) => envelopeOf(eventOf(10_000, index % 50), true));
  await spool(folder, PROJECT, key, bodies);
  const before = await totals(storage);
  const server = await serve(['--data', folder]);
  const [first, started] = [await totals(storage), performance.now()];
  let most = first.stored;
  await untilSo(async () => {
    const { events, stored } = await totals(storage);
    most = Math.max(most, stored);
    return events - before.events >= count;
  }, 'the digest');
  const ended = performance.now();
  const perSecond = ((await totals(storage)).events - first.events) / ((ended - started) / 1_000);
  if (cap !== null) await untilSo(async () => (await totals(storage)).stored <= cap, 'retention');
  const settledMs = performance.now() - ended;
  await server.stop();
  await storage.close();
  return { perSecond, most, settledMs };
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/**
 * A project of a million stored events on SQLite, at its cap, that digests 10 KB events of 50 issues as fast as it can: the rate with eviction over the rate without, in
 * turns on the same file: `ratio`. `above_cap` is how far the project was above its cap at the worst, `settled_ms` how long after the last event it was back.
 */
export const run: Bench = async ({ quick, say }) => {
  const [stored, count, rounds] = quick ? [50_000, 2_000, 2] : [1_000_000, 5_000, 4];
  const { path: folder, remove } = temporaryFolder();
  await culprit('project', 'add', 'bench', '--id', String(PROJECT), '--key', key, '--data', folder);
  const storage = openStorage(`sqlite:${join(folder, 'culprit.db')}`);
  say(`filling ${stored} events`);
  await fill(storage, PROJECT, stored / 100, stored, () => undefined);
  await storage.close();
  const rates: { without: number[]; with: number[] } = { without: [], with: [] };
  let [above, settled] = [0, 0];
  for (let round = 0; round < rounds; round++) {
    const free = await measure(folder, count, null);
    const capped = await measure(folder, count, stored);
    say(`without ${Math.round(free.perSecond)}/s, with eviction ${Math.round(capped.perSecond)}/s`);
    // The first round warms caches, and removes what the one without left.
    if (round === 0) continue;
    rates.without.push(free.perSecond);
    rates.with.push(capped.perSecond);
    above = Math.max(above, capped.most - stored - count);
    settled = Math.max(settled, capped.settledMs);
  }
  remove();
  return {
    ratio: Number((median(rates.with) / median(rates.without)).toFixed(3)),
    events_per_s: Math.round(median(rates.with)),
    events_per_s_without: Math.round(median(rates.without)),
    above_cap: Math.max(0, above),
    settled_ms: Math.round(settled),
  };
};
