import { join } from 'node:path';
import { openStorage } from '../src/storage/index.ts';
import type { Bench } from './main.ts';
import { withDatabase } from './support/databases.ts';
import { fill } from './support/fill.ts';
import { temporaryFolder } from './support/folder.ts';
import { culprit, serve } from './support/processes.ts';

const owner = { email: 'owner@bench.example', password: 'bench-password-1' };

const paths = (project: number): Record<string, string> => ({
  'issues by last seen': `/projects/${project}/issues`,
  'issues by events': `/projects/${project}/issues?sort=events`,
  'issues by users, unhandled': `/projects/${project}/issues?sort=users&tab=unhandled`,
  'issues of an environment': `/projects/${project}/issues?environment=production`,
  'text search, common': `/projects/${project}/issues?q=typeerror`,
  'text search, rare': `/projects/${project}/issues?q=handler99`,
  'text search, nothing': `/projects/${project}/issues?q=zebra`,
  issue: '/issues/1',
  'issue events': '/issues/1/events',
  'issue event': '/issues/1/events/latest',
  'issue tags': '/issues/1/tags',
  'issue histogram': '/issues/1/histogram?period=30d',
  'project overview': '/projects-overview',
});

interface Row {
  readonly database: string;
  readonly path: string;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/** Response times of the pages people open most, one request at a time, with 100k issues and 1M events on both databases. Aim: p99 ≤ 50 ms, keys `p99_ms` (the worst path) and `p99_ms_per_database`. */
export const run: Bench = async ({ quick, say }) => {
  const [issues, events] = quick ? [5_000, 50_000] : [100_000, 1_000_000];
  const rows: Row[] = [];
  await withDatabase(['sqlite', 'postgres'], async (database, args, url) => {
    const { path: folder, remove } = temporaryFolder();
    const data = ['--data', folder, ...args];
    await culprit('project', 'add', 'bench', '--id', '7', ...data);
    const storage = openStorage(url ?? `sqlite:${join(folder, 'culprit.db')}`);
    say(`${database}: filling ${issues} issues, ${events} events`);
    await fill(storage, 7, issues, events, say);
    if (database === 'postgres') await storage.query('analyse', 'analyze', []);
    await storage.close();
    const server = await serve(data, { CULPRIT_OWNER: `${owner.email}:${owner.password}` });
    const session = await fetch(`${server.said}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-culprit': '1' },
      body: JSON.stringify(owner),
    });
    const cookie = session.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    for (const [name, path] of Object.entries(paths(7))) {
      const times: number[] = [];
      for (let turn = 0; turn < (quick ? 50 : 300); turn += 1) {
        const before = performance.now();
        const response = await fetch(`${server.said}/api/v1${path}`, { headers: { cookie } });
        await response.arrayBuffer();
        if (!response.ok) throw new Error(`${path} answered ${response.status}`);
        times.push(performance.now() - before);
      }
      times.sort((a, b) => a - b);
      const row = { database, path: name, p50Ms: percentile(times, 0.5), p99Ms: percentile(times, 0.99) };
      rows.push(row);
      say(`${database.padEnd(9)} ${name.padEnd(28)} p50 ${row.p50Ms.toFixed(1)} ms  p99 ${row.p99Ms.toFixed(1)} ms`);
    }
    await server.stop();
    remove();
  });
  const worst = (of: readonly Row[]): number => Number(Math.max(...of.map(({ p99Ms }) => p99Ms)).toFixed(1));
  const perDatabase = Object.entries(Object.groupBy(rows, ({ database }) => database)).map(
    ([database, own = []]) => [database, worst(own)] as const,
  );
  return { p99_ms: worst(rows), p99_ms_per_database: Object.fromEntries(perDatabase), issues, events, rows };
};
