import type { LightMyRequestResponse } from 'fastify';
import { createServer } from '../../src/app/server.ts';
import {
  accountsMigrations,
  addAuthentication,
  createKeyRing,
  createProject,
  createUser,
} from '../../src/accounts/index.ts';
import type { Caller, Project } from '../../src/accounts/index.ts';
import { createToken } from '../../src/accounts/tokens.ts';
import { createAcceptor, defaultLimits } from '../../src/ingest/index.ts';
import type { IngestRequest } from '../../src/ingest/index.ts';
import { createDigest, issueRoutes, issuesMigrations, sentryApiRoutes } from '../../src/issues/index.ts';
import type { DigestDeps } from '../../src/issues/index.ts';
import { createLogger, manualClock } from '../../src/kit/index.ts';
import type { Delivery, Outgoing } from '../../src/lanes/index.ts';
import { lanesMigrations } from '../../src/lanes/index.ts';
import { blobMigrations, createDatabaseBlobs, migrate } from '../../src/storage/index.ts';
import type { Storage } from '../../src/storage/index.ts';
import { createMeter, parseLimits, usageMigrations, usageRoutes } from '../../src/usage/index.ts';
import { start } from './events.ts';
import { ingestRequest } from './ingest.ts';
import { recordedKey } from './sdk-requests.ts';
import { eachStorage } from './storages.ts';
import type { Open } from './storages.ts';

/** From an SDK's request to the answer of the API, in one process and without a lane: what is accepted waits until it is digested. */
export type IssueHouse = Awaited<ReturnType<typeof openIssueHouse>>;

export const eachIssueHouse = (title: string, suite: (open: () => Promise<IssueHouse>) => void): void =>
  eachStorage(title, (open: Open) => suite(async () => openIssueHouse(await open())));

/** The same over storage that is open already. */
export const openIssueHouse = async (storage: Storage) => {
  await migrate(storage, [
    ...blobMigrations,
    ...lanesMigrations,
    ...accountsMigrations,
    ...usageMigrations,
    ...issuesMigrations,
  ]);
  const clock = manualClock(start);
  const blobs = createDatabaseBlobs(storage);
  const waiting: Delivery[] = [];
  const publish = async (_lane: unknown, messages: readonly Outgoing[]): Promise<void> => {
    for (const { id = crypto.randomUUID(), body, headers = {} } of messages)
      waiting.push({ id, shard: 0, body, headers, publishedAt: clock.now(), attempt: 1 });
  };
  const log = createLogger('test', 'fatal');
  const deps: DigestDeps = {
    storage,
    blobs,
    clock,
    log,
    projectSettings: settingsOf(storage, clock),
  };
  const usage = createMeter({ storage, clock, log, defaults: unlimited, ticking: false });
  const acceptor = createAcceptor({
    keyRing: createKeyRing(storage, clock),
    publish,
    limits: defaultLimits,
    clock,
    log,
    usage,
  });
  const app = await openApi(storage, blobs, clock);
  const user = await createUser(storage, clock, {
    email: 'owner@example.org',
    password: 'correct horse',
    role: 'owner',
  });
  /** Headers of a token that sees one project, or all. */
  const token = async (
    projectId: number | null,
    scope: 'read' | 'write' | 'admin' = 'read',
  ): Promise<{ authorization: string }> => {
    const caller: Caller = {
      userId: user.id,
      email: user.email,
      role: 'owner',
      scopes: ['read', 'write', 'admin'],
      projects: 'all',
      via: 'session',
      boundTo: null,
    };
    const wanted = { name: 'test', scopes: [scope], projectId, expiresAt: null };
    return { authorization: `Bearer ${(await createToken(storage, clock, caller, wanted)).secret}` };
  };
  const all = await token(null, 'write');

  const house = {
    storage,
    blobs,
    clock,
    publish,
    digest: createDigest(deps),
    /** What was published and not digested yet. */
    waiting,
    app,
    user,
    token,
    /** The projects that exist, asked anew. */
    existing: (projects: readonly number[]) => settingsOf(storage, clock)(projects),
    /** A digest that remembers nothing, as after a restart. */
    restart: () => createDigest({ ...deps, projectSettings: settingsOf(storage, clock) }),
    project: async (name: string, id?: number): Promise<Project & { readonly key: string }> => {
      const given = id === undefined ? {} : { id, publicKey: recordedKey };
      const { project, key } = await createProject(storage, clock, { name, ...given });
      return { ...project, key: key.publicKey };
    },
    accept: (request: IngestRequest) => acceptor.accept(request),
    /** Sends events as an SDK does, one envelope each. */
    send: async (project: { id: number; key: string }, ...events: Record<string, unknown>[]): Promise<void> => {
      for (const event of events) {
        const envelope = `{}\n{"type":"event"}\n${JSON.stringify({ platform: 'node', ...event })}\n`;
        const request = { params: { project: String(project.id) }, query: `sentry_key=${project.key}` };
        const { status, body } = await acceptor.accept(ingestRequest(envelope, request));
        if (status !== 200) throw new Error(`refused: ${String(body)}`);
      }
    },
    /** Counts what was accepted, and digests what waits, in batches as the lane makes them. */
    flush: async () => {
      const rejections = [];
      await usage.flush();
      while (waiting.length > 0) rejections.push(...((await house.digest(waiting.splice(0, 100))) ?? []));
      return rejections;
    },
    request: (
      method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
      path: string,
      body?: object,
      headers: Record<string, string> = all,
    ): Promise<LightMyRequestResponse> =>
      app.inject({
        method,
        // What is not ours is named in full.
        url: path.startsWith('/api/0/') ? path : `/api/v1${path}`,
        headers,
        ...(body === undefined ? {} : { payload: body }),
      }),
    /** The JSON of a page that must be there. */
    get: async <Body>(path: string): Promise<Body> => {
      const response = await house.request('GET', path);
      if (response.statusCode !== 200) throw new Error(`${path}: ${response.statusCode} ${response.body}`);
      return response.json<Body>();
    },
  };
  return house;
};

const unlimited = parseLimits('off');

const settingsOf = (storage: Storage, clock: DigestDeps['clock']): DigestDeps['projectSettings'] => {
  const keyRing = createKeyRing(storage, clock);
  return (projects) => keyRing.projectSettings(projects);
};

const openApi = async (storage: Storage, blobs: DigestDeps['blobs'], clock: DigestDeps['clock']) => {
  const app = createServer({ log: createLogger('test', 'error'), trustedProxies: [], basePath: '' });
  await app.register(
    async (api) => {
      await addAuthentication(api, { storage, clock, publicUrl: () => 'https://errors.example' });
      await api.register(usageRoutes, { storage, clock, quotas: unlimited });
      await api.register(issueRoutes, { storage, blobs, clock });
    },
    { prefix: '/api/v1' },
  );
  await app.register(
    async (api) => {
      const publicUrl = () => 'https://errors.example';
      await addAuthentication(api, { storage, clock, publicUrl });
      await api.register(sentryApiRoutes, { storage, blobs, clock, publicUrl });
    },
    { prefix: '/api/0' },
  );
  return app;
};

/** An event of an exception of this type, as an SDK sends it. */
export const failure = (type: string, more: Record<string, unknown> = {}) => ({
  exception: {
    values: [
      {
        type,
        value: `${type} went wrong`,
        stacktrace: { frames: [{ function: 'charge', filename: 'src/pay.ts', in_app: true }] },
      },
    ],
  },
  ...more,
});

export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

/** All items of a list, page by page. */
export const walk = async <Item>(
  house: IssueHouse,
  path: string,
  limit = 3,
  between?: () => Promise<void>,
): Promise<Item[]> => {
  const all: Item[] = [];
  for (let cursor = ''; ; ) {
    const joint = path.includes('?') ? '&' : '?';
    const page = await house.get<Page<Item>>(`${path}${joint}limit=${limit}${cursor}`);
    all.push(...page.items);
    if (page.nextCursor === null) return all;
    cursor = `&cursor=${page.nextCursor}`;
    await between?.();
  }
};
