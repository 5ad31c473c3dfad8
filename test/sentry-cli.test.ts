import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { majors, rowsOf, runSentryCli } from './support/sentry-cli.ts';
import type { Said } from './support/sentry-cli.ts';
import { eachTier, startTestServer } from './support/server.ts';
import type { TestServer } from './support/server.ts';
import { services } from './support/services.ts';
import { until } from './support/until.ts';

interface Shown {
  shortId: string;
  title: string;
  status: string;
  regressed: boolean;
}

/** The client as people install it, with nothing told to it but its environment. */
eachTier('sentry-cli', (tier) => {
  let server: TestServer;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'culprit-sentry-cli-'));
    server = await startTestServer({ tier });
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  describe.each(majors)('%i', (major) => {
    const path = services.sentryCli[major];
    if (path === null) return test.skip('is not installed for this platform', () => {});
    /** Where only the way of one release is gone: the rest is the same there, and its queries are tested beside them on both databases. */
    const whole = test.runIf(tier === 'embedded');

    /** A project, a token that holds all the client needs to know, and a repository. */
    const begin = async (name: string) => {
      const project = await server.createProject(`${name} ${major}`);
      const cwd = join(folder, project.slug);
      mkdirSync(cwd);
      const { token, sentryCliToken } = await server.api<{ token: string; sentryCliToken: string }>('POST', '/tokens', {
        name: 'ci',
        scopes: ['write'],
      });
      const env = { SENTRY_AUTH_TOKEN: sentryCliToken, SENTRY_PROJECT: project.slug, SENTRY_DSN: project.dsn };
      const tries = (args: readonly string[], more: Record<string, string> = {}): Promise<Said> =>
        runSentryCli(path, args, { cwd, env: { ...env, ...more } });
      const cli = async (...args: string[]): Promise<string> => {
        const said = await tries(args);
        expect(said, `sentry-cli ${args.join(' ')}`).toMatchObject({ code: 0 });
        return said.stdout;
      };
      const releases = `/projects/${project.slug}/releases`;
      const issue = async (number: number): Promise<Shown> =>
        server.api('GET', `/issues/${project.slug.toUpperCase()}-${number}`);
      /** Sends an event of a release and waits until its issue has so many. */
      const fails = async (message: string, release: string, events: number) => {
        await cli('send-event', '-m', message, '-r', release);
        const list = `/projects/${project.slug}/issues?q=${encodeURIComponent(message)}`;
        await until(async () => {
          const { items } = await server.api<{ items: { events: number }[] }>('GET', list);
          return items[0]?.events === events;
        });
      };
      return { project, cwd, env, token, tries, cli, releases, issue, fails };
    };

    whole('info says who the token stands for, and what is wrong with one that is not known', async () => {
      const { cli, tries, token } = await begin('Info');
      expect(await cli('info')).toMatch(/User: owner@example\.invalid[^]*project:releases/);
      const plain = { SENTRY_AUTH_TOKEN: token, SENTRY_URL: server.url, SENTRY_ORG: 'any' };
      expect(await tries(['info'], plain)).toMatchObject({ code: 0 });
      const unknown = await tries(['info'], { ...plain, SENTRY_AUTH_TOKEN: 'clp_unknown' });
      expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining('unknown or has expired')]);
    });

    test('a release goes its way: new, commits that fix, finalized, deployed; older events stay, newer ones regress', async () => {
      const { project, cwd, cli, releases, issue, fails } = await begin('Way');
      const git = repository(cwd);
      await fails('the till is jammed', `shop${major}@1.0.0`, 1);
      git('Open the shop');
      await cli('releases', 'new', `shop${major}@1.0.1`);
      await cli('releases', 'set-commits', `shop${major}@1.0.1`, '--local');
      git(`Oil the till\n\nFixes ${project.slug.toUpperCase()}-1`);
      await cli('releases', 'new', `shop${major}@1.1.0`, '--url', 'https://ci.example/7');
      await cli('releases', 'set-commits', `shop${major}@1.1.0`, '--auto');
      // From where the last release ended: the first commit is not sent again.
      expect(await server.api('GET', `${releases}/shop${major}@1.1.0/commits`)).toMatchObject({
        items: [{ message: expect.stringContaining('Oil the till'), patchSet: [{ path: 'file-2', type: 'A' }] }],
        nextCursor: null,
      });
      expect(await issue(1)).toMatchObject({ status: 'resolved' });
      await cli('releases', 'finalize', `shop${major}@1.1.0`);
      await cli('deploys', 'new', '-r', `shop${major}@1.1.0`, '-e', 'production', '-n', 'blue');
      expect(rowsOf(await cli('deploys', 'list', '-r', `shop${major}@1.1.0`))).toEqual([
        ['production', 'blue', expect.any(String)],
      ]);
      expect(await server.api('GET', `${releases}/shop${major}@1.1.0`)).toMatchObject({
        url: 'https://ci.example/7',
        finalizedAt: expect.any(String),
        commits: 1,
        deploys: 1,
      });
      await fails('the till is jammed', `shop${major}@1.0.9`, 2);
      expect(await issue(1)).toMatchObject({ status: 'resolved' });
      await fails('the till is jammed', `shop${major}@1.1.0`, 3);
      expect(await issue(1)).toMatchObject({ status: 'unresolved', regressed: true });
      const [info = []] = rowsOf(await cli('releases', 'info', '-P', '-C', `shop${major}@1.1.0`));
      expect([info[0], ...info.slice(-2)]).toEqual([
        `shop${major}@1.1.0`,
        project.slug,
        expect.stringMatching(/^[0-9a-f]{40}$/),
      ]);
      expect((await cli('releases', 'propose-version')).trim()).toMatch(/^[0-9a-f]{40}$/);
    });

    whole('commits as references come from a client that is told of repositories', async () => {
      const { tries, releases, token } = await begin('References');
      const told = await tellOfRepository(server.url, 'acme/shop');
      const [from, to] = ['a'.repeat(40), 'b'.repeat(40)];
      const settings = { SENTRY_URL: told.url, SENTRY_AUTH_TOKEN: token, SENTRY_ORG: 'any' };
      const set = ['releases', 'set-commits', '1.0.0'];
      const refs = async () => (await server.api<{ refs: object[] }>('GET', `${releases}/1.0.0`)).refs;
      const sent = await tries([...set, '--commit', `acme/shop@${from}..${to}`], settings);
      expect(sent).toMatchObject({ code: 0, stdout: expect.stringContaining('aaaaaaaaaaaa -> bbbbbbbbbbbb') });
      expect(await refs()).toEqual([{ repository: 'acme/shop', sha: to, previousSha: from }]);
      expect((await tries([...set, '--clear'], settings)).code).toBe(0);
      expect(await refs()).toEqual([]);
      await told.close();
    });

    whole('names that are odd are one release in CI and in events', async () => {
      const { cli, tries, fails, releases } = await begin('Names');
      for (const name of ['a b+c@1.0?#%é&=💥', 'x'.repeat(300), '%2F..%2f', 'a\\b']) {
        await fails(`In ${name.slice(0, 10)}`, name, 1);
        await cli('releases', 'new', name);
        await cli('releases', 'finalize', name);
        expect(rowsOf(await cli('releases', 'info', name))).toHaveLength(1);
      }
      // The client itself refuses a slash; an SDK does not.
      await fails('In svc', 'svc/1.0.0', 1);
      await cli('releases', 'finalize', 'svc-1.0.0');
      const { items } = await server.api<{ items: object[] }>('GET', releases);
      expect(items).toHaveLength(5);
      for (const item of items) expect(item).toMatchObject({ events: 1, finalizedAt: expect.any(String) });
      const refused = await tries(['releases', 'new', 'latest']);
      expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('cannot be the name of a release')]);
    });

    whole('releases are listed, archived, restored and deleted', async () => {
      const { cli, tries, fails } = await begin('List');
      await fails('Seen', '1.0.0', 1);
      await cli('releases', 'new', '2.0.0');
      const versions = async () => rowsOf(await cli('releases', 'list')).map(([, version]) => version);
      expect(await versions()).toEqual(['2.0.0', '1.0.0']);
      await cli('releases', 'archive', '1.0.0');
      expect(await versions()).toEqual(['2.0.0']);
      await cli('releases', 'restore', '1.0.0');
      await cli('releases', 'delete', '2.0.0');
      expect(await versions()).toEqual(['1.0.0']);
      const kept = await tries(['releases', 'delete', '1.0.0']);
      expect([kept.code, kept.stderr]).toEqual([1, expect.stringContaining('archive others')]);
      const unknown = await tries(['releases', 'finalize', '9.9.9']);
      expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringMatching(/[Rr]elease not found/)]);
    });

    whole('issues are listed, resolved, muted and brought back', async () => {
      const { cli, tries, fails, issue } = await begin('Issues');
      await fails('First', '1.0.0', 1);
      await fails('Second', '1.0.0', 1);
      const list = async (...args: string[]) =>
        rowsOf(await cli('issues', 'list', ...args)).map((cells) => [cells[1]?.split('-').at(-1), cells[4]]);
      expect(await list()).toEqual([
        ['2', 'unresolved'],
        ['1', 'unresolved'],
      ]);
      const first = rowsOf(await cli('issues', 'list', '--query', 'First'))[0]?.[0] ?? '';
      await cli('issues', 'resolve', '-i', first);
      await cli('issues', 'mute', '-s', 'unresolved');
      expect([(await issue(1)).status, (await issue(2)).status]).toEqual(['resolved', 'muted']);
      expect(await list('--query', 'is:muted')).toEqual([['2', 'muted']]);
      await cli('issues', 'unresolve', '-a');
      expect([(await issue(1)).status, (await issue(2)).status]).toEqual(['unresolved', 'unresolved']);
      const bad = await tries(['issues', 'list', '--query', 'is:gone']);
      expect([bad.code, bad.stderr]).toEqual([1, expect.stringContaining('is: takes one of unresolved')]);
      expect((await tries(['issues', 'resolve', '-i', '999999'])).code).toBe(1);
    });

    whole('events, envelopes and runs of monitors arrive; what there is is listed', async () => {
      const { project, cwd, cli } = await begin('Lists');
      const id = major === 2 ? 'c'.repeat(32) : 'd'.repeat(32);
      const event = JSON.stringify({ event_id: id, message: 'by envelope' });
      writeFileSync(
        join(cwd, 'envelope'),
        `{"event_id":"${id}"}\n{"type":"event","length":${event.length}}\n${event}\n`,
      );
      await cli('send-envelope', 'envelope');
      await cli('monitors', 'run', 'nightly', '--schedule', '0 3 * * *', '--', 'true');
      const monitors = `/projects/${project.slug}/monitors`;
      await until(async () => {
        const { items } = await server.api<{ items: { slug: string; status: string }[] }>('GET', monitors);
        return items[0]?.slug === 'nightly' && items[0].status === 'ok';
      });
      await until(async () => (await cli('events', 'list')).includes('by envelope'));
      expect(rowsOf(await cli('monitors', 'list')).map(([, slug]) => slug)).toContain('nightly');
      expect(rowsOf(await cli('projects', 'list')).map(([, slug]) => slug)).toContain(project.slug);
      expect(rowsOf(await cli('organizations', 'list')).map(([, , slug]) => slug)).toEqual(['culprit']);
      expect(await cli('repos', 'list')).toContain('No repos');
    });

    whole('a token of one project does nothing to another', async () => {
      const { project, tries } = await begin('Own');
      const other = await server.createProject(`Other ${major}`);
      const { sentryCliToken } = await server.api<{ sentryCliToken: string }>('POST', '/tokens', {
        name: 'ci',
        scopes: ['write'],
        projectId: project.id,
      });
      const bound = (...args: string[]) => tries(args, { SENTRY_AUTH_TOKEN: sentryCliToken });
      expect((await bound('releases', 'new', '1.0.0')).code).toBe(0);
      expect((await bound('releases', '-p', other.slug, 'new', '1.0.0')).code).toBe(1);
      expect((await bound('issues', '-p', other.slug, 'list')).code).toBe(1);
      expect(await server.api('GET', `/projects/${other.slug}/releases`)).toMatchObject({ items: [] });
      expect((await bound('projects', 'list')).stdout).not.toContain(other.slug);
    });
  });
});

/** A repository with nobody's settings; each call of what it returns is a commit that adds a file. */
const repository = (cwd: string): ((message: string) => void) => {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...args], { cwd, stdio: 'pipe' });
  git('init', '-q', '-b', 'main');
  git('remote', 'add', 'origin', 'https://git.example/acme/shop.git');
  let count = 0;
  return (message) => {
    writeFileSync(join(cwd, `file-${++count}`), message);
    git('add', '.');
    git('commit', '-q', '-m', message);
  };
};

/** The server as it would be with an integration: it names one repository, and is itself in all else. */
const tellOfRepository = async (url: string, name: string) => {
  const provider = { id: 'integrations:github', name: 'GitHub' };
  const repositories = [
    { id: '1', name, url: null, provider, status: 'active', dateCreated: new Date().toISOString() },
  ];
  const proxy = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const passOn = async () => {
        if (request.url?.includes('/repos/') === true)
          return response.setHeader('content-type', 'application/json').end(JSON.stringify(repositories));
        const { method = 'GET', headers } = request;
        const answer = await fetch(`${url}${request.url ?? ''}`, {
          method,
          headers: { authorization: headers.authorization ?? '', 'content-type': headers['content-type'] ?? '' },
          ...(chunks.length === 0 ? {} : { body: Buffer.concat(chunks) }),
        });
        response.writeHead(answer.status, { 'content-type': 'application/json' });
        return response.end(await answer.text());
      };
      passOn().catch((error: Error) => response.destroy(error));
    });
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => new Promise<void>((resolve) => void proxy.close(() => resolve())),
  };
};
