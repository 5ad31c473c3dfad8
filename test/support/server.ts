import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { describe } from 'vitest';
import { laneDefinitions } from '../../src/app/rooms.ts';
import { randomHex } from '../../src/kit/index.ts';
import { deleteLanes } from './lanes.ts';
import type { Ran, ServerProcess } from './server-process.ts';
import { runCulprit, startProcess } from './server-process.ts';
import { services } from './services.ts';

export type Tier = 'embedded' | 'distributed';
export type Part = 'all' | 'web' | 'work';

export interface TestServerOptions {
  /** Default: embedded. */
  readonly tier?: Tier;
  /** Settings by their environment variables, over those of the tier. */
  readonly env?: Record<string, string>;
  /** Where the services are reached, when not directly: through a proxy that the test controls. */
  readonly through?: { readonly postgresPort?: number; readonly rabbitmqPort?: number };
}

/** A server of its own, as its users start it: child processes on a free port with nothing in their stores. */
export interface TestServer {
  readonly url: string;
  /** The data folder. */
  readonly data: string;
  /** Its settings by their environment variables. */
  readonly env: Readonly<Record<string, string>>;
  /** `all`, or `web` and `work`. */
  readonly parts: readonly Part[];
  readonly process: (part?: Part) => ServerProcess;
  /** Ends a process (default `kill -9`) and starts it again on the same port with the same stores. */
  restart(part?: Part, signal?: NodeJS.Signals): Promise<void>;
  /** Calls the API as the owner, who is created at the first call. Throws for anything but a success. */
  api<Body>(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: object): Promise<Body>;
  createProject(name: string): Promise<{ id: number; slug: string; dsn: string }>;
  /** The command line on this server's stores. */
  culprit(args: readonly string[], input?: string): Promise<Ran>;
  close(): Promise<void>;
}

export const owner = { email: 'owner@example.invalid', password: 'correct horse battery' };

/** Starts a server and resolves when it listens. */
export const startTestServer = async (options: TestServerOptions = {}): Promise<TestServer> => {
  const { tier = 'embedded' } = options;
  const data = mkdtempSync(join(tmpdir(), 'culprit-server-'));
  const stores = tier === 'embedded' ? { env: {}, drop: async () => {} } : await freshStores(options.through ?? {});
  // Most tests send as much as they like, and look for all of it; those about quotas and retention say which.
  const unlimited = { CULPRIT_QUOTAS: 'off', CULPRIT_RETENTION_EVENTS: '1000000000' };
  const env = { CULPRIT_DATA: data, CULPRIT_LOG: 'warn', ...unlimited, ...stores.env, ...options.env };
  const parts: readonly Part[] = tier === 'embedded' ? ['all'] : ['web', 'work'];
  const processes = new Map<Part, ServerProcess>();
  let port = '0';
  const start = async (part: Part): Promise<void> => {
    processes.set(part, await startProcess(['--role', part, ...(part === 'work' ? [] : ['--port', port])], env));
  };
  const get = (part: Part = parts[0] ?? 'all'): ServerProcess => {
    const found = processes.get(part);
    if (found === undefined) throw new Error(`there is no process ${part}`);
    return found;
  };
  for (const part of parts) await start(part);
  const { url } = get();
  port = new URL(url).port;

  let cookie: Promise<string> | null = null;
  const api = async <Body>(method: string, path: string, body?: object): Promise<Body> => {
    cookie ??= signIn(url);
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        cookie: await cookie,
        'x-culprit': '1',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text === '' ? null : JSON.parse(text)) as Body;
  };

  return {
    url,
    data,
    env,
    parts,
    process: get,
    restart: async (part = parts[0] ?? 'all', signal = 'SIGKILL') => {
      await get(part).end(signal);
      await start(part);
    },
    api,
    createProject: (name) => api('POST', '/projects', { name }),
    culprit: (args, input) => runCulprit(args, { ...env, CULPRIT_URL: url }, input),
    close: async () => {
      await Promise.all([...processes.values()].map((one) => one.end('SIGTERM')));
      await stores.drop();
      rmSync(data, { recursive: true, force: true });
    },
  };
};

/** Runs a suite on each tier whose services are there. */
export const eachTier = (title: string, suite: (tier: Tier) => void): void => {
  describe(`${title} (embedded)`, () => suite('embedded'));
  const missing = services.postgres === null || services.rabbitmq === null;
  describe.skipIf(missing)(`${title} (distributed)`, () => suite('distributed'));
};

const signIn = async (url: string): Promise<string> => {
  const post = (path: string) =>
    fetch(`${url}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(owner),
    });
  const setUp = await post('/setup');
  const answer = setUp.ok ? setUp : await post('/session');
  const cookie = answer.headers.get('set-cookie')?.split(';')[0];
  if (!answer.ok || cookie === undefined) throw new Error(`cannot sign in: ${answer.status} ${await answer.text()}`);
  return cookie;
};

/** A database and names on the broker that nobody else has. */
const freshStores = async ({ postgresPort, rabbitmqPort }: NonNullable<TestServerOptions['through']>) => {
  const name = `culprit_test_${randomHex(6)}`;
  const prefix = `test.${randomHex(6)}.`;
  await administer(`CREATE DATABASE ${name}`);
  const database = new URL(services.postgres ?? '');
  database.pathname = `/${name}`;
  const broker = new URL(services.rabbitmq ?? '');
  if (postgresPort !== undefined) database.host = `127.0.0.1:${postgresPort}`;
  if (rabbitmqPort !== undefined) broker.host = `127.0.0.1:${rabbitmqPort}`;
  return {
    env: { CULPRIT_DATABASE: database.href, CULPRIT_BROKER: broker.href, CULPRIT_BROKER_PREFIX: prefix },
    drop: async () => {
      await administer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await deleteLanes([prefix], laneDefinitions);
    },
  };
};

const administer = async (sql: string): Promise<void> => {
  const client = new Client({ connectionString: services.postgres ?? '' });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
};
