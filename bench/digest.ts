import { join } from 'node:path';
import { openStorage } from '../src/storage/index.ts';
import type { Storage } from '../src/storage/index.ts';
import type { Bench } from './main.ts';
import { envelopeOf, eventOf } from './support/bodies.ts';
import { fill } from './support/fill.ts';
import { temporaryFolder } from './support/folder.ts';
import { load } from './support/load.ts';
import { culprit, serve } from './support/processes.ts';
import { spool } from './support/spooler.ts';

const key = 'abcdef0123456789abcdef0123456789';

const digested = async (storage: Storage): Promise<number> =>
  (await storage.query<{ events: number }>('bench', 'select events from project_total where project_id = ?', [7]))[0]
    ?.events ?? 0;

/** Events per second from the spool to the tables, while `ingestPerSecond` more arrive over HTTP. */
const measure = async (
  folder: string,
  count: number,
  issueOf: (index: number) => number,
  ingestPerSecond: number,
): Promise<number> => {
  const bodies = Array.from({ length: count }, (_, index) => envelopeOf(eventOf(10_000, issueOf(index)), true));
  await spool(folder, 7, key, bodies);
  const storage = openStorage(`sqlite:${join(folder, 'culprit.db')}`);
  const before = await digested(storage);
  const server = await serve(['--data', folder]);
  const arriving = load(
    `${server.said}/api/7/envelope/?sentry_key=${key}`,
    Array.from({ length: 300 }, (_, index) => envelopeOf(eventOf(10_000, issueOf(index)), true)),
    {
      connections: 4,
      seconds: Math.ceil(count / 1_000),
      gzip: true,
      rate: ingestPerSecond,
    },
  );
  // It began before it listened; what was done by now counts for nobody.
  const done = await digested(storage);
  const started = performance.now();
  while ((await digested(storage)) - before < count) {
    if (performance.now() - started > 300_000) throw new Error('the digest stands still');
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  const perSecond = ((await digested(storage)) - done) / ((performance.now() - started) / 1000);
  await arriving;
  await server.stop();
  await storage.close();
  return Math.round(perSecond);
};

/**
 * Events of 10 KB per second from the spool to queryable rows, embedded tier, while 100 a second more are accepted over HTTP: `hot` (one issue) and
 * `cold` (each event a new issue). `events_per_s` is the hot rate, `growth` the hot rate with 10 thousand events stored over the rate with 1 million.
 */
export const run: Bench = async ({ quick, say }) => {
  const count = quick ? 1_500 : 10_000;
  const large = quick ? 50_000 : 1_000_000;
  const folders = [10_000, large].map((events) => ({ events, ...temporaryFolder() }));
  const rates: { stored: number; hot: number; cold: number }[] = [];
  for (const { events, path: folder, remove } of folders) {
    await culprit('project', 'add', 'bench', '--id', '7', '--key', key, '--data', folder);
    const storage = openStorage(`sqlite:${join(folder, 'culprit.db')}`);
    say(`filling ${events} events`);
    await fill(storage, 7, events / 10, events, () => undefined);
    await storage.close();
    const hot = await measure(folder, count, () => 0, 100);
    const cold = await measure(folder, count, (index) => index + 1, 100);
    rates.push({ stored: events, hot, cold });
    say(`${String(events).padEnd(9)} stored: hot ${hot}/s, cold ${cold}/s`);
    remove();
  }
  const [small, big] = rates;
  return {
    events_per_s: small?.hot ?? 0,
    cold_events_per_s: small?.cold ?? 0,
    growth: Number(((small?.hot ?? 0) / (big?.hot ?? 1)).toFixed(3)),
    rates,
  };
};
