import { once } from 'node:events';
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { CulpritError, randomHex } from '../../kit/index.ts';
import { connectApi } from './api.ts';
import type { Api, ShownIssue } from './api.ts';
import { checkOut, createHistory } from './history.ts';
import { removeFolder, temporaryFolder } from './leftovers.ts';
import { buildPage, findBrowser, visitPage } from './page.ts';
import { startNode } from './processes.ts';
import type { Running } from './processes.ts';
import { expectations, scenario } from './scenario.ts';
import type { Expectation, Visit } from './scenario.ts';

const project = join(import.meta.dirname, '../../..');

export interface Found {
  readonly expectation: Expectation;
  readonly issue: ShownIssue | null;
  /** Milliseconds from the exception to the issue in the API; null when it never came. */
  readonly delayMs: number | null;
}

export interface Demo {
  readonly url: string;
  readonly email: string;
  readonly password: string;
  /** The sample application's git repository. */
  readonly repository: string;
  readonly found: readonly Found[];
  /** Resolves when the server is gone, whoever ended it. */
  readonly ended: Promise<unknown>;
  stop(): Promise<void>;
}

const visit = async (port: string, { path, customers }: Visit): Promise<void> => {
  for (const customer of customers) {
    const separator = path.includes('?') ? '&' : '?';
    await fetch(`http://127.0.0.1:${port}${path}${separator}customer=${customer}`).then((response) => response.text());
  }
};

const runShop = async (
  folder: string,
  release: string,
  visits: readonly Visit[],
  dsn: string,
  publicFolder?: string,
): Promise<void> => {
  const shop = await startNode(['src/server.js'], {
    cwd: folder,
    env: {
      SENTRY_DSN: dsn,
      SHOP_RELEASE: `tea-shop@${release}`,
      PORT: '0',
      ...(publicFolder === undefined ? {} : { SHOP_PUBLIC: publicFolder }),
    },
    ready: /shop listens on (\d+)/,
  });
  const port = shop.match[1] ?? '';
  try {
    const browser = findBrowser();
    if (publicFolder !== undefined && browser !== null)
      await visitPage(browser, `http://127.0.0.1:${port}/`, join(publicFolder, '../browser'));
    for (const each of visits) await visit(port, each);
  } finally {
    await shop.stop();
  }
};

const matches = (issue: ShownIssue, { title, culprit }: Expectation): boolean =>
  title.test(issue.title) && (culprit === undefined || culprit.test(issue.culprit));

/** Looks again and again until every expected issue has its events and users, or `patience` ms have passed. */
const watch = async (
  api: Api,
  projectId: number,
  expected: readonly Expectation[],
  finished: () => boolean,
): Promise<Found[]> => {
  const delays = new Map<Expectation, number>();
  let quietSince = 0;
  for (;;) {
    const issues = await api.issues(projectId);
    const found = expected.map((expectation) => {
      const issue = issues.find((candidate) => matches(candidate, expectation)) ?? null;
      if (issue !== null && !delays.has(expectation)) delays.set(expectation, Date.now() - Date.parse(issue.firstSeen));
      return { expectation, issue, delayMs: delays.get(expectation) ?? null };
    });
    if (finished() && found.every(isComplete)) return found;
    quietSince = finished() ? quietSince || Date.now() : 0;
    if (quietSince !== 0 && Date.now() - quietSince > 20_000) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

/** Whether an expected issue is there with exactly its events and users. */
export const isComplete = ({ expectation, issue }: Found): boolean =>
  issue !== null && issue.events === expectation.events && issue.users === expectation.users;

const startServer = async (folder: string, port: number, owner: string): Promise<Running> =>
  startNode([join(project, 'src/main.ts'), 'serve', '--port', String(port), '--data', join(folder, 'data')], {
    cwd: project,
    env: { CULPRIT_OWNER: owner, CULPRIT_LOG: 'warn' },
    ready: /(https?:\/\/\S+)/,
    loud: true,
  });

/** The whole demonstration in a folder of its own: server, sample application, failures, issues. `say` is told what happens. */
export const runDemo = async (options: {
  readonly port: number;
  readonly say: (line: string) => void;
}): Promise<Demo> => {
  if (!existsSync(join(project, 'demo/shop')))
    throw new CulpritError(
      'no_demo',
      404,
      'The demo needs a checkout with its sample application: npm ci && npm run demo.',
    );
  const folder = temporaryFolder();
  const email = 'owner@demo.example';
  const password = randomHex(6);
  options.say('starting the server on an empty data folder');
  const server = await startServer(folder, options.port, `${email}:${password}`);
  const ended = once(server.process, 'exit');
  const stop = async () => {
    await server.stop();
    removeFolder(folder);
  };
  try {
    const url = (server.match[1] ?? '').replace(/\/$/, '');
    const api = await connectApi(url, email, password);
    const { id, dsn } = await api.createProject('Tea shop');
    options.say('making the sample application and its history');
    const repository = join(folder, 'tea-shop');
    createHistory(repository);
    symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'));
    mkdirSync(join(folder, 'releases'));
    for (const release of Object.keys(scenario)) checkOut(repository, `v${release}`, join(folder, 'releases', release));
    const browser = findBrowser();
    if (browser === null) options.say('no Chromium found: the browser page is left out');
    const expected = expectations.filter((expectation) => browser !== null || expectation.browser !== true);

    options.say('making it fail');
    let finished = false;
    const watching = watch(api, id, expected, () => finished);
    // It is awaited below; a failure until then must not count as unhandled.
    watching.catch(() => undefined);
    for (const [release, visits] of Object.entries(scenario)) {
      const checkout = join(folder, 'releases', release);
      const page =
        browser !== null && release === '1.1.0'
          ? await buildPage(join(checkout, 'public'), join(folder, 'page'), dsn, `tea-shop@${release}`)
          : undefined;
      await runShop(checkout, release, visits, dsn, page);
    }
    finished = true;
    return { url, email, password, repository, found: await watching, ended, stop };
  } catch (error) {
    const { exitCode, signalCode } = server.process;
    await stop();
    // Whatever failed then failed for that.
    if (exitCode === null && signalCode === null) throw error;
    throw new CulpritError('server_ended', 500, 'The server of the demo has ended early.', { cause: error });
  }
};
