import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { ingestRequest } from '../ingest.ts';
import type { IssueHouse } from '../issues.ts';
import { createTeam, createUser } from '../../../src/accounts/index.ts';
import type { Role, Scope } from '../../../src/accounts/index.ts';
import { readConfig } from '../../../src/app/config.ts';
import { createWebApp } from '../../../src/app/http.ts';
import { migrations } from '../../../src/app/rooms.ts';
import { openConfiguredLanes } from '../../../src/app/stores.ts';
import { randomHex, silentLogger } from '../../../src/kit/index.ts';
import { createDeadLetters } from '../../../src/lanes/index.ts';
import { migrate } from '../../../src/storage/index.ts';

/** Two projects with a team each. What belongs to one holds its word everywhere, so that a word in a wrong answer gives the leak away. */
export type Place = 'kettle' | 'anchor';
export const places: readonly Place[] = ['kettle', 'anchor'];

/** What stands for the parameters of a path, by their names. */
export type Target = Readonly<Record<string, string>>;

export interface Visitor {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly via: 'nobody' | 'session' | 'token';
  readonly bound: boolean;
  readonly sees: readonly Place[];
  readonly headers: Record<string, string>;
}

export type World = Awaited<ReturnType<typeof createWorld>>;

/** The whole server over a digested history of two projects, and one visitor of every kind. */
export const createWorld = async (house: IssueHouse) => {
  await migrate(house.storage, migrations);
  const { storage, blobs, clock } = house;
  const data = mkdtempSync(join(tmpdir(), 'culprit-access-'));
  const config = readConfig({ data }, {});
  const deadLetters = createDeadLetters(storage, clock);
  const lanes = openConfiguredLanes(config, { log: silentLogger, deadLetters });
  const stores = { storage, blobs, deadLetters };
  const accept = () => Promise.reject(new Error('nothing is sent here'));
  const parts = { config, log: silentLogger, clock, startedAt: clock.now(), stores, lanes, threads: [], accept };
  const app = createWebApp(parts, () => 'https://errors.example');
  const sentryRoutes: string[] = [];
  app.addHook('onRoute', ({ method, url }) => {
    if (/^\/api\/0(?!.*user-feedback)/.test(url) && method !== 'HEAD')
      sentryRoutes.push(`${String(method)} ${url.replace(/\/$/, '').replaceAll(/:(\w+)/g, '{$1}')}`);
  });
  await app.ready();

  const call = caller(app);
  const kettle = await furnish(house, 'kettle');
  const anchor = await furnish(house, 'anchor');
  const made = { kettle, anchor };

  const signUp = async (name: string, role: Role, ...teamIds: number[]): Promise<Record<string, string>> => {
    await createUser(storage, clock, { email: `${name}@example.org`, password, role, teamIds });
    return await signIn(name);
  };
  const signIn = async (name: string): Promise<Record<string, string>> => {
    const response = await call('POST', '/session', { email: `${name}@example.org`, password });
    return { cookie: String(response.headers['set-cookie']).split(';')[0] ?? '', 'x-culprit': '1' };
  };
  const token = async (by: Record<string, string>, scopes: Scope[], projectId: number | null = null) => {
    const response = await call('POST', '/tokens', { name: 'test', scopes, projectId }, by);
    return { authorization: `Bearer ${response.json<{ token: string }>().token}` };
  };
  const person = { via: 'session', bound: false } as const;
  const program = { via: 'token', bound: false } as const;
  const [read, write, admin]: Scope[][] = [['read'], ['read', 'write'], ['read', 'write', 'admin']];
  const owner = await signUp('boss', 'owner');
  const insider = await signUp('member', 'member', kettle.team);
  const all = { sees: places };
  const visitors: readonly Visitor[] = [
    { name: 'anonymous', via: 'nobody', bound: false, scopes: [], sees: [], headers: {} },
    {
      name: 'viewer',
      ...person,
      scopes: read ?? [],
      sees: ['kettle'],
      headers: await signUp('viewer', 'viewer', kettle.team),
    },
    { name: 'member', ...person, scopes: write ?? [], sees: ['kettle'], headers: insider },
    {
      name: 'member of another team',
      ...person,
      scopes: write ?? [],
      sees: ['anchor'],
      headers: await signUp('outsider', 'member', anchor.team),
    },
    {
      name: 'member of no team',
      ...person,
      scopes: write ?? [],
      sees: [],
      headers: await signUp('newcomer', 'member'),
    },
    { name: 'admin', ...person, ...all, scopes: admin ?? [], headers: await signUp('admin', 'admin') },
    { name: 'owner', ...person, ...all, scopes: admin ?? [], headers: owner },
    { name: 'read token', ...program, ...all, scopes: read ?? [], headers: await token(owner, ['read']) },
    { name: 'write token', ...program, ...all, scopes: write ?? [], headers: await token(owner, ['write']) },
    { name: 'admin token', ...program, ...all, scopes: admin ?? [], headers: await token(owner, ['admin']) },
    {
      name: 'token of a member',
      ...program,
      scopes: write ?? [],
      sees: ['kettle'],
      headers: await token(insider, ['write']),
    },
    {
      name: 'token of another project',
      via: 'token',
      bound: true,
      scopes: admin ?? [],
      sees: ['anchor'],
      headers: await token(owner, ['admin'], anchor.project),
    },
  ];

  let count = 0;
  const world = {
    app,
    /** The routes of Sentry's API, which no document names, in its notation. */
    sentryRoutes,
    call,
    visitors,
    signIn,
    /** Of the installation, not of a place. */
    owner,
    /** A new user who is in the team of this place. */
    user: async (place: Place): Promise<string> => {
      const email = `spare${++count}@example.org`;
      const { id } = await createUser(storage, clock, { email, password, role: 'member', teamIds: [made[place].team] });
      return String(id);
    },
    team: async (): Promise<string> => String((await createTeam(storage, clock, `Spare ${++count}`)).id),
    /** A new project that is as visible as the other of its place. */
    project: async (place: Place): Promise<string> => {
      const { id } = await house.project(`${place} ${++count}`);
      await call('PUT', `/teams/${made[place].team}/projects/${id}`, undefined, owner);
      return String(id);
    },
    key: async (place: Place): Promise<string> => {
      const response = await call('POST', `/projects/${made[place].project}/keys`, { label: place }, owner);
      return String(response.json<{ id: number }>().id);
    },
    deadLetter: async (place: Place): Promise<string> => {
      const id = randomHex(8);
      const letter = { lane: 'digest', shard: 0, id, key: made[place].project, attempts: 5, publishedAt: clock.now() };
      const content = { headers: { project: made[place].project }, body: Buffer.from(place), error: place };
      await deadLetters.add([{ ...letter, ...content }]);
      return `digest:${id}`;
    },
    /** The id of something that the owner makes at this place. `path` has parameters as in the document. */
    make: async (place: Place, path: string, body: object | ((target: Target) => object)): Promise<string> => {
      const { project, issue } = made[place];
      const target = { projectId: String(project), issueId: String(issue), issueNumber: String(issue) };
      const filled = path.replace('{projectId}', target.projectId).replace('{issueId}', target.issueId);
      const response = await call('POST', filled, typeof body === 'function' ? body(target) : body, owner);
      if (response.statusCode >= 300) throw new Error(`${path}: ${response.body}`);
      return String(response.json<{ id: number | string }>().id);
    },
    /** The parameters of any path about this place: by number, and by name where there is one. */
    targets: async (place: Place): Promise<readonly [byNumber: Target, byName: Target]> => {
      const { project, team, issue, shortId, eventId, attachmentId } = made[place];
      const keyId = await world.key(place);
      const userId = await world.user(place);
      const common = {
        eventId,
        attachmentId,
        keyId,
        userId,
        tokenId: '999999',
        deliveryId: randomUUID(),
        version: `${place}@1.0.0`,
        issueNumber: String(issue),
        which: 'latest',
        organization: 'any',
        key: 'word',
        slug: place,
      };
      return [
        { ...common, projectId: String(project), teamId: String(team), issueId: String(issue) },
        { ...common, projectId: place, teamId: place, issueId: shortId },
      ];
    },
    close: async (): Promise<void> => {
      await app.close();
      await lanes.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
  return world;
};

const password = 'correct horse battery';

const caller =
  (app: FastifyInstance) =>
  (
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<LightMyRequestResponse> =>
    app.inject({
      method: method as 'GET',
      url: path.startsWith('/api/0') ? path : `/api/v1${path}`,
      headers,
      ...(body === undefined ? {} : { payload: body }),
    });

/** A team, its project, and there something of everything that can be received. */
const furnish = async (house: IssueHouse, place: Place) => {
  const { id: team } = await createTeam(house.storage, house.clock, place);
  const project = await house.project(place);
  await house.storage.query('give', 'insert into team_project (team_id, project_id) values (?, ?)', [team, project.id]);
  const eventId = randomHex(16);
  const event = {
    platform: 'node',
    event_id: eventId,
    release: `${place}@1.0.0`,
    environment: place,
    tags: { word: place },
    exception: { values: [{ type: 'Error', value: `the ${place} fell` }] },
  };
  const feedback = { contexts: { feedback: { message: `my ${place}!`, associated_event_id: eventId } } };
  const session = { sid: randomHex(16), init: true, started: new Date(house.clock.now() / 1000).toISOString() };
  const schedule = { type: 'crontab', value: '0 * * * *' };
  const items: [header: object, payload: string][] = [
    [{ type: 'event' }, JSON.stringify(event)],
    [{ type: 'attachment', filename: `${place}.txt`, length: place.length }, place],
    [{ type: 'feedback' }, JSON.stringify({ ...feedback, event_id: randomHex(16) })],
    [{ type: 'session' }, JSON.stringify({ ...session, status: 'ok', attrs: { release: `${place}@1.0.0` } })],
    [
      { type: 'check_in' },
      JSON.stringify({ check_in_id: randomHex(16), monitor_slug: place, status: 'ok', monitor_config: { schedule } }),
    ],
  ];
  const lines = items.flatMap(([header, payload]) => [JSON.stringify(header), payload]);
  const envelope = `${[JSON.stringify({ event_id: eventId }), ...lines].join('\n')}\n`;
  const query = { params: { project: String(project.id) }, query: `sentry_key=${project.key}` };
  const { status, body } = await house.accept(ingestRequest(envelope, query));
  const rejections = await house.flush();
  if (status !== 200 || rejections.length > 0) throw new Error(`the event was refused: ${String(body)}`);
  const shortId = `${place.toUpperCase()}-1`;
  const { id: issue } = await house.get<{ id: number }>(`/issues/${shortId}`);
  const { attachments } = await house.get<{ attachments: { id: string }[] }>(`/projects/${place}/events/${eventId}`);
  return { team, project: project.id, eventId, shortId, issue, attachmentId: String(attachments[0]?.id) };
};
