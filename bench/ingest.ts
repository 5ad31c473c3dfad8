import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Bench } from './main.ts';
import { syncTimes } from './support/disk.ts';
import { envelopeOf, eventOf } from './support/bodies.ts';
import { temporaryFolder } from './support/folder.ts';
import { load } from './support/load.ts';
import type { LoadResult } from './support/load.ts';
import { culprit, median, memory, serve, start } from './support/processes.ts';

const key = 'abcdef0123456789abcdef0123456789';

/**
 * Accepted events per second, durable, by the embedded tier with its digest running, against the limit measured in turn in the same run:
 * a bare HTTP server that reads and gunzips the same bodies and answers. `ratio` = culprit / limit at 10 KB (median over connections and encodings).
 * The limit writes nothing, so read the ratio beside `sync`: with C connections and a group commit that takes S ms, no server answers more than C × 1000 / S.
 */
export const run: Bench = async ({ quick, say }) => {
  const { path: folder, remove } = temporaryFolder();
  await culprit('project', 'add', 'bench', '--key', key, '--id', '7', '--data', folder);
  const limit = await start([join(import.meta.dirname, 'support/limit.ts')], /listens on (\d+)/);
  const server = await serve(['--data', folder]);
  // A server gives back what only starting took, some seconds later (src/app/settle.ts).
  await setTimeout(8_000);
  const idleRssMb = memory(server.pid).rssMb;
  const seconds = quick ? 2 : 6;
  const rows: Record<string, unknown>[] = [];
  const ratios: number[] = [];
  const sync = { before: syncTimes(folder), after: { p50Ms: 0, p99Ms: 0 } };
  say(`this disk makes 4 KB durable in ${sync.before.p50Ms} ms (p50), ${sync.before.p99Ms} ms (p99)`);
  say('size    encoding  connections  limit/s  culprit/s  ratio  p50 ms  p99 ms  refused');
  for (const bytes of [2_000, 10_000, 47_000]) {
    for (const gzip of [true, false]) {
      const bodies = Array.from({ length: 400 }, (_, index) => envelopeOf(eventOf(bytes, index % 20), gzip));
      for (const connections of quick ? [32] : [8, 32, 128]) {
        const measure = (url: string): Promise<LoadResult> => load(url, bodies, { connections, seconds, gzip });
        const most = await measure(`http://127.0.0.1:${limit.said}/`);
        const ours = await measure(`${server.said}/api/7/envelope/?sentry_key=${key}`);
        const ratio = ours.perSecond / most.perSecond;
        if (bytes === 10_000) ratios.push(ratio);
        rows.push({
          bytes,
          gzip,
          connections,
          limit: Math.round(most.perSecond),
          culprit: Math.round(ours.perSecond),
          ratio,
          p50Ms: ours.p50Ms,
          p99Ms: ours.p99Ms,
          refused: ours.refused,
        });
        say(
          [
            String(bytes).padEnd(7),
            (gzip ? 'gzip' : 'identity').padEnd(9),
            String(connections).padEnd(12),
            most.perSecond.toFixed(0).padEnd(8),
            ours.perSecond.toFixed(0).padEnd(10),
            ratio.toFixed(2).padEnd(6),
            String(ours.p50Ms).padEnd(7),
            String(ours.p99Ms).padEnd(7),
            String(ours.refused),
          ].join(' '),
        );
      }
    }
  }
  const { rssMb, peakMb } = memory(server.pid);
  await Promise.all([server.stop(), limit.stop()]);
  sync.after = syncTimes(folder);
  say(`and afterwards in ${sync.after.p50Ms} ms (p50), ${sync.after.p99Ms} ms (p99)`);
  remove();
  return {
    ratio: Number(median(ratios).toFixed(3)),
    sync,
    idle_rss_mb: idleRssMb,
    rss_mb: rssMb,
    peak_rss_mb: peakMb,
    rows,
  };
};
