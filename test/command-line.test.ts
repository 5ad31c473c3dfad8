import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { digestLane } from '../src/ingest/index.ts';
import { openLanes } from '../src/lanes/index.ts';
import { parsed, sendEvent } from './support/send.ts';
import type { TestServer } from './support/server.ts';
import { eachTier, owner, startTestServer } from './support/server.ts';
import { until } from './support/until.ts';

/** A message on the digest lane that no version of the acceptor would have let in. */
const publishPoison = async (server: TestServer, project: number): Promise<void> => {
  const { CULPRIT_BROKER: broker, CULPRIT_BROKER_PREFIX: prefix } = server.env;
  const lanes = openLanes(broker ?? `sqlite:${join(server.data, 'lanes.db')}`, { prefix });
  const headers = { project, endpoint: 'envelope', encoding: '', received: 0 };
  await lanes.publish(digestLane, [{ key: project, body: Buffer.from('nobody can read this'), headers }]);
  await lanes.close();
};

eachTier('verbs on a running server', (tier) => {
  let server: TestServer;
  const dsn = () => `http://${'ab'.repeat(16)}@${new URL(server.url).host}/77`;

  beforeAll(async () => {
    server = await startTestServer({ tier });
  });
  afterAll(() => server.close());

  test('project add keeps the DSN of another tracker, and events are taken at once', async () => {
    const added = await server.culprit(['project', 'add', 'Old shop', '--id', '77', '--key', 'AB'.repeat(16)]);
    expect(added).toMatchObject({ code: 0, stdout: `${dsn()}\n`, stderr: '' });
    await sendEvent(dsn(), 'the first');
    const again = await server.culprit(['project', 'add', 'Other', '--id', '77']);
    expect(again.code).toBe(1);
    expect(again.stderr).toMatch(/^culprit: There is a project 77 already\.\n$/);
    const next = await server.culprit(['project', 'add', 'Next', '--json']);
    expect(parsed(next.stdout)[0]).toMatchObject({ id: 78, slug: 'next', name: 'Next' });
    const list = await server.culprit(['project', 'list', '--json']);
    expect(parsed(list.stdout).map(({ slug, dsn }) => [slug, dsn])).toContainEqual(['old-shop', dsn()]);
  });

  test('user add makes somebody who can sign in; the first one owns the installation', async () => {
    const first = await server.culprit(['user', 'add', owner.email], `${owner.password}\n`);
    expect(first).toMatchObject({ code: 0, stdout: `${owner.email} may sign in as owner.\n` });
    const added = await server.culprit(['user', 'add', 'Ann@Example.org', '--role', 'admin'], 'a long password\n');
    expect(added).toMatchObject({ code: 0, stdout: 'ann@example.org may sign in as admin.\n' });
    const answer = await fetch(`${server.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'ann@example.org', password: 'a long password' }),
    });
    expect(answer.status).toBe(200);
    expect((await server.culprit(['user', 'add', 'x', '--role', 'king'])).code).toBe(2);
    expect((await server.culprit(['user', 'add', 'bob@example.org'], '')).code).toBe(2);
  });

  test('events and issues come as one JSON object a line', async () => {
    const id = await sendEvent(dsn(), 'the second');
    await until(async () => (await server.api<{ items: object[] }>('GET', '/projects/77/events')).items.length === 2);
    const events = parsed((await server.culprit(['events', '--project', 'Old shop', '--json'])).stdout);
    expect(events).toHaveLength(2);
    expect(events[0]).toMatchObject({
      event_id: id,
      issue: 'OLD-SHOP-2',
      title: 'Log Message: the second',
      level: 'error',
      platform: 'node',
      release: null,
      environment: null,
      exceptions: [],
      tags: { till: 'front' },
    });
    expect(Object.keys(events[0] ?? {})).toEqual([
      'event_id',
      'issue',
      'title',
      'culprit',
      'level',
      'platform',
      'release',
      'environment',
      'exceptions',
      'tags',
      'received_at',
    ]);
    const count = async (...args: string[]) =>
      parsed((await server.culprit(['events', '--project', '77', '--json', ...args])).stdout).length;
    expect(await count('--limit', '1')).toBe(1);
    expect(await count('--issue', 'OLD-SHOP-1')).toBe(1);
    expect(await count('--since', '1h')).toBe(2);
    expect(await count('--since', '2100-01-01')).toBe(0);
    const issues = parsed((await server.culprit(['issues', '--project', 'old-shop', '--json'])).stdout);
    expect(issues.map(({ issue, events }) => [issue, events])).toEqual([
      ['OLD-SHOP-2', 1],
      ['OLD-SHOP-1', 1],
    ]);
  });

  test('release makes, finalizes, deploys and lists releases', async () => {
    const release = (...args: string[]) => server.culprit(['release', ...args, '--project', 'old-shop']);
    expect((await release('list')).stdout).toBe('There is no release.\n');
    expect(await release('new', 'svc/1.0.0', '--json')).toMatchObject({
      code: 0,
      stdout: '{"version":"svc-1.0.0","created":true}\n',
    });
    expect((await release('finalize', 'svc/1.0.0')).stdout).toBe('svc-1.0.0\n');
    expect((await release('deploy', 'svc-1.0.0', '--env', 'production', '--name', 'blue')).code).toBe(0);
    const [listed] = parsed((await release('list', '--json')).stdout);
    expect(listed).toMatchObject({ version: 'svc-1.0.0', latest: true, deploys: 1, events: 0, last_seen: null });
    expect(listed?.['finalized_at']).toEqual(expect.any(String));
    expect((await release('list', '--archived', '--json')).stdout).toBe('');
    const missing = await release('finalize', '9.9.9');
    expect([missing.code, missing.stderr]).toEqual([1, expect.stringContaining('The release 9.9.9 of old-shop')]);
    for (const wrong of [
      ['new', 'latest'],
      ['deploy', 'svc-1.0.0'],
      ['list', '--limit', '0'],
    ])
      expect((await release(...wrong)).code).toBe(2);
  });

  test('what cannot be digested rests in the dead letters, is tried again, and is dropped', async () => {
    const letters = () => server.api<{ items: { id: string; error: string }[] }>('GET', '/dead-letters');
    await publishPoison(server, 77);
    await until(async () => (await letters()).items.length === 1);
    const [letter] = (await letters()).items;
    expect(letter?.error).not.toBe('');
    const body = await fetch(`${server.url}/api/v1/dead-letters/${encodeURIComponent(letter?.id ?? '')}/body`);
    expect(body.status).toBe(401);

    const listed = parsed((await server.culprit(['dead-letters', '--json'])).stdout);
    expect(listed).toHaveLength(1);
    expect(listed[0]).toMatchObject({ id: letter?.id, lane: 'digest', project: 77 });

    expect((await server.culprit(['dead-letters', 'replay'])).code).toBe(2);
    expect((await server.culprit(['dead-letters', 'replay', String(letter?.id)])).stdout).toBe(
      '1 are tried once more.\n',
    );
    await until(async () => (await letters()).items[0]?.id === letter?.id);
    expect(await server.api('POST', '/dead-letters/replay', { lane: 'digest' })).toEqual({ replayed: 1 });
    await until(async () => (await letters()).items[0]?.id === letter?.id);
    expect((await server.culprit(['dead-letters', 'drop', '--all', '--json'])).stdout).toBe('{"dropped":1}\n');
    expect((await letters()).items).toEqual([]);
  });

  test('a token that is bound to one project sees the dead letters of that project', async () => {
    await publishPoison(server, 77);
    await until(async () => (await server.api<{ items: object[] }>('GET', '/dead-letters')).items.length === 1);
    const tokenFor = async (projectId: number) => {
      const { token } = await server.api<{ token: string }>('POST', '/tokens', {
        name: 'x',
        scopes: ['write'],
        projectId,
      });
      return { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    };
    const seen = async (headers: Record<string, string>): Promise<{ id: string }[]> => {
      const answer = await fetch(`${server.url}/api/v1/dead-letters`, { headers });
      return ((await answer.json()) as { items: { id: string }[] }).items;
    };
    const [own, other] = [await tokenFor(77), await tokenFor(78)];
    const [letter] = await seen(own);
    expect(letter).toBeDefined();
    expect(await seen(other)).toEqual([]);
    const bodyOf = (headers: Record<string, string>) =>
      fetch(`${server.url}/api/v1/dead-letters/${encodeURIComponent(letter?.id ?? '')}/body`, { headers });
    expect((await bodyOf(other)).status).toBe(404);
    expect(await (await bodyOf(own)).text()).toBe('nobody can read this');
    const drop = (headers: Record<string, string>) =>
      fetch(`${server.url}/api/v1/dead-letters/drop`, { method: 'POST', headers, body: '{"all":true}' });
    expect(await (await drop(other)).json()).toEqual({ dropped: 0 });
    expect(await (await drop(own)).json()).toEqual({ dropped: 1 });
  });

  test('doctor finds everything well', async () => {
    const { code, stdout } = await server.culprit(['doctor', '--json']);
    const { ok, findings } = JSON.parse(stdout) as { ok: boolean; findings: { name: string; state: string }[] };
    expect({ code, ok }).toEqual({ code: 0, ok: true });
    const states = Object.fromEntries(findings.map(({ name, state }) => [name, state]));
    expect(states).toMatchObject({ Node: 'ok', database: 'ok', tables: 'ok', lanes: 'ok', 'dead letters': 'ok' });
  });

  test('nothing that goes wrong is more than one line, and the exit code tells what it was', async () => {
    for (const [args, code, message] of [
      [['events', '--project', 'nowhere'], 1, /^culprit: There is no project "nowhere".*\n$/],
      [
        ['events', '--project', 'next', '--issue', 'OLD-SHOP-1'],
        1,
        /^culprit: The issue OLD-SHOP-1 does not exist.*\n$/,
      ],
      [['events', '--project', 'next', '--since', 'soon'], 2, /^culprit: --since: "soon" is neither.*\n$/],
      [['events'], 2, /required option '--project <name>'/],
      [['project', 'add', 'x', '--id', 'nine'], 2, /^culprit: --id: "nine".*\n$/],
      [['project', 'add', 'x', '--key', 'xyz'], 2, /^culprit: --key: "xyz" is not.*\n$/],
      [['project', 'add', 'x', '--key', ''], 2, /^culprit: --key: "" is not.*\n$/],
      [['project', 'add', ''], 2, /^culprit: A name has.*\n$/],
      [['invite', 'nobody'], 2, /^culprit: "nobody" is not an e-mail address\.\n$/],
      [['issues', '--project', 'next', '--limit', '0'], 2, /^culprit: --limit: "0" is not.*\n$/],
      [['dead-letters', 'replay', 'digest:1'], 1, /^culprit: There is no dead letter "digest:1".*\n$/],
      [['dead-letters', 'drop', '--lane', 'fast'], 1, /^culprit: There is no lane "fast".*\n$/],
      [
        ['backup', '/nowhere/x.tar'],
        1,
        /^culprit: The (backup to \/nowhere\/x\.tar failed|database is PostgreSQL).*\n$/,
      ],
      [['demo', '--port', 'any'], 2, /^culprit: --port: "any" is not.*\n$/],
      [['teleport'], 2, /unknown command/],
      [['serve', '--port', '99999'], 2, /^culprit: --port: "99999".*\n$/],
      [['serve', '--role', 'web', '--database', ''], 2, /^culprit: --role: "web" alone needs.*\n$/],
    ] as const) {
      const ran = await server.culprit(args);
      expect(ran.code, args.join(' ')).toBe(code);
      expect(ran.stderr, args.join(' ')).toMatch(message);
      expect(ran.stdout, args.join(' ')).toBe('');
    }
  });
});
