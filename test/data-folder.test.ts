import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../src/app/version.ts';
import { parsed, sendEvent } from './support/send.ts';
import { runCulprit, startProcess } from './support/server-process.ts';
import type { TestServer } from './support/server.ts';
import { owner, startTestServer } from './support/server.ts';

describe('one folder of data', () => {
  let server: TestServer;
  let dsn = '';
  const folders: string[] = [];
  const folder = (): string => {
    const made = mkdtempSync(join(tmpdir(), 'culprit-command-line-'));
    folders.push(made);
    return made;
  };

  beforeAll(async () => {
    server = await startTestServer();
    dsn = (await server.createProject('Shop')).dsn;
  });
  afterAll(async () => {
    await server.close();
    for (const made of folders) rmSync(made, { recursive: true, force: true });
  });

  test('has one server; the second is told who is there', async () => {
    const second = await runCulprit(['serve', '--data', server.data, '--port', '0']);
    expect(second.code).toBe(1);
    expect(second.stderr).toMatch(
      new RegExp(
        `^culprit: Another Culprit server uses the data folder .*process ${server.process().pid}, ${server.url},`,
      ),
    );
  });

  test('a port that is taken is said so', async () => {
    const second = await runCulprit(['serve', '--data', folder(), '--port', new URL(server.url).port]);
    expect(second.code).toBe(1);
    expect(second.stderr).toMatch(/culprit: Cannot listen on localhost:\d+: another program has it\. Choose another/);
  });

  test('is backed up while events come in, and the backup is a data folder', async () => {
    const ids: string[] = [];
    for (let number = 0; number < 20; number++) ids.push(await sendEvent(dsn, `event ${number}`));
    const archive = join(folder(), 'backup.tar');
    const [saved, ...during] = await Promise.all([
      server.culprit(['backup', archive, '--json']),
      ...Array.from({ length: 20 }, (_, number) => sendEvent(dsn, `event ${20 + number}`)),
    ]);
    expect(saved).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(saved.stdout)).toEqual({ file: archive, bytes: statSync(archive).size });

    const data = folder();
    await promisify(execFile)('tar', ['-xf', archive, '-C', data]);
    const restored = await startProcess(['--data', data, '--port', '0'], { CULPRIT_LOG: 'warn' });
    try {
      await expect
        .poll(
          async () =>
            parsed((await runCulprit(['events', '--project', 'shop', '--json', '--data', data])).stdout).length,
          { timeout: 30_000 },
        )
        .toBeGreaterThanOrEqual(20);
      const events = parsed((await runCulprit(['events', '--project', 'shop', '--json', '--data', data])).stdout);
      const stored = events.map(({ event_id }) => String(event_id));
      expect(stored).toEqual(expect.arrayContaining(ids));
      expect([...ids, ...during]).toEqual(expect.arrayContaining(stored));
    } finally {
      expect(await restored.end('SIGTERM')).toBe(0);
    }
  });

  test('the wrong folder is not made into a new one by asking', async () => {
    const nowhere = join(folder(), 'data');
    const asked = await runCulprit(['events', '--project', 'shop', '--data', nowhere]);
    expect(asked.code).toBe(1);
    expect(asked.stderr).toMatch(/^culprit: There is no data in /);
    expect(existsSync(nowhere)).toBe(false);
  });

  test('a reader that has read enough ends the stream without an error', async () => {
    const child = spawn(
      process.execPath,
      [join(root, 'src/main.ts'), 'events', '--project', 'shop', '--json', '--data', server.data],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    const errors: string[] = [];
    child.stderr.on('data', (chunk) => errors.push(String(chunk)));
    await once(child.stdout, 'data');
    child.stdout.destroy();
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(0);
    expect(errors.join('')).toBe('');
  });

  test('the owner of the environment may sign in, once and for all', async () => {
    const data = folder();
    const env = { CULPRIT_OWNER: `${owner.email}:${owner.password}`, CULPRIT_LOG: 'warn' };
    for (let start = 0; start < 2; start++) {
      const running = await startProcess(['--data', data, '--port', '0'], env);
      const answer = await fetch(`${running.url}/api/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(owner),
      });
      expect(answer.status).toBe(200);
      expect(await running.end('SIGINT')).toBe(0);
    }
  });

  test('the door for `npx culprit` finds the Node that it needs', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [join(root, 'bin/culprit.js'), '--version']);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
