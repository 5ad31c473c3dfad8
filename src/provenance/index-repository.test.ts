import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { makeRepository } from '../../test/support/git-repository.ts';
import type { Commit } from '../../test/support/git-repository.ts';
import { inOrder, openProvenance } from '../../test/support/provenance.ts';
import { eachStorage } from '../../test/support/storages.ts';
import { localRepository, mirror } from './git/mirror.ts';
import { indexRepository, originId } from './index-repository.ts';
import type { Occurrence } from './model.ts';
import type { ProvenanceStore } from './store.ts';

const URL_OF = 'https://git.example/shop';
const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});
const repository = (commits: readonly Commit[], format?: 'sha1' | 'sha256'): string => {
  const folder = makeRepository(commits, undefined, format);
  made.push(folder);
  return folder;
};
const temporary = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'culprit-git-'));
  made.push(folder);
  return folder;
};
const git = (folder: string, ...parameters: string[]): Buffer =>
  execFileSync('git', ['-C', folder, '-c', 'user.name=A', '-c', 'user.email=a@example.org', ...parameters]);

/** What git alone says: every path of every revision with a date. */
const flat = (folder: string, origin: string | null): Occurrence[] => {
  const rows: Occurrence[] = [];
  const lines = git(folder, 'log', '--all', '--format=%H %at').toString().trim().split('\n');
  for (const line of lines) {
    const [revision = '', at = ''] = line.split(' ');
    if (!/^\d+$/.test(at) || Number(at) === 0) continue;
    const entries = git(folder, 'ls-tree', '-r', '-z', revision).toString('latin1').split('\0');
    for (const entry of entries) {
      const match = /^\d+ blob (\w+)\t([^]*)$/.exec(entry);
      if (match === null) continue;
      rows.push({ content: match[1] ?? '', revision, date: Number(at) * 1_000_000, origin, path: match[2] ?? '' });
    }
  }
  return rows.sort(inOrder);
};

const agrees = async (store: ProvenanceStore, folder: string): Promise<void> => {
  const expected = flat(folder, URL_OF);
  expect(expected.length).toBeGreaterThan(0);
  for (const content of new Set(expected.map((row) => row.content))) {
    const own = expected.filter((row) => row.content === content);
    expect((await store.contentFindFirst([content])).get(content)).toEqual(own[0]);
    expect(await store.contentFindAll(content, 10_000)).toEqual(own);
  }
};

/** Branches, an octopus, dates that run backwards, equal dates, and a content that only a merge has. */
const shop: readonly Commit[] = [
  { msg: 'one', date: 100, parents: [], content: { 'lib/a.js': 'a', 'lib/deep/b.js': 'b', README: 'r' } },
  { msg: 'two', date: 90, parents: ['one'], content: { 'lib/a.js': 'a2', 'lib/deep/b.js': 'b', README: 'r' } },
  { msg: 'three', date: 200, parents: ['one'], content: { 'src/a.js': 'a', 'src/deep/b.js': 'b', README: 'r' } },
  { msg: 'four', date: 200, parents: ['one'], content: { 'lib/a.js': 'a', 'lib/deep/b.js': 'b', README: 'r4' } },
  {
    msg: 'merge',
    date: 300,
    parents: ['two', 'three', 'four'],
    content: { 'lib/a.js': 'only here', 'src/deep/b.js': 'b' },
  },
  { msg: 'last', date: 250, parents: ['merge'], content: { 'lib/a.js': 'a', 'src/deep/b.js': 'b', x: '' }, tag: 'v1' },
];

eachStorage('a repository', (open) => {
  test.each(['sha1', 'sha256'] as const)('of %s is indexed as git alone would tell it', async (format) => {
    const store = await openProvenance(open);
    const folder = repository(shop, format);
    const result = await indexRepository(store, folder, URL_OF, { batch: 2 });
    expect(result).toMatchObject({ added: 6, undated: 0, tooLarge: [], heads: 6 });
    await agrees(store, folder);
    expect(await store.origins()).toEqual([{ id: originId(URL_OF), url: URL_OF, heads: 6 }]);
  });

  test('that grows is indexed on from where it was; one that was indexed costs nothing', async () => {
    const store = await openProvenance(open);
    const folder = repository(shop.slice(0, 3));
    await indexRepository(store, folder, URL_OF);
    expect(await indexRepository(store, folder, URL_OF)).toMatchObject({ added: 0, rows: 0 });
    const grown = repository(shop);
    expect(await indexRepository(store, grown, URL_OF)).toMatchObject({ added: 3 });
    await agrees(store, grown);
  });

  test('whose indexing is stopped in the middle is whole after the next', async () => {
    const store = await openProvenance(open);
    const folder = repository(shop);
    const controller = new AbortController();
    const stopped = indexRepository(store, folder, URL_OF, {
      batch: 2,
      signal: controller.signal,
      progress: () => controller.abort(),
    });
    await expect(stopped).rejects.toThrow();
    expect(await indexRepository(store, folder, URL_OF, { batch: 2 })).toMatchObject({ added: 4 });
    await agrees(store, folder);
  });

  test('tells which revisions come before its heads, and in which origins they are', async () => {
    const store = await openProvenance(open);
    const folder = repository(shop);
    await indexRepository(store, folder, URL_OF);
    const id = (name: string) => git(folder, 'rev-parse', name).toString().trim();
    const later = await store.relationGet('revision_before_revision', [id('two')]);
    expect(new Set(later.map(({ target }) => target))).toEqual(new Set([id('merge'), id('last')]));
    const earlier = await store.relationGet('revision_before_revision', [id('four')], true);
    expect(earlier.map(({ source }) => source)).toEqual([id('one')]);
    const origins = await store.relationGet('revision_in_origin', [id('last')]);
    expect(origins).toEqual([{ source: id('last'), target: originId(URL_OF), path: null }]);
  });

  test('with odd paths, links, submodules, empty trees and useless dates', async () => {
    const store = await openProvenance(open);
    const folder = repository([{ msg: 'one', date: 100, parents: [], content: { 'a b/"c"': 'c' } }]);
    const blob = (text: string) =>
      execFileSync('git', ['-C', folder, 'hash-object', '-w', '--stdin'], { input: text }).toString().trim();
    const tree = (entries: Buffer) =>
      execFileSync('git', ['-C', folder, 'mktree', '-z', '--missing'], { input: entries }).toString().trim();
    const sub = tree(Buffer.concat([Buffer.from(`100644 blob ${blob('odd')}\ta`), Buffer.from([0xff, 0x0a, 0])]));
    const none = tree(Buffer.alloc(0));
    const root = tree(
      Buffer.from(
        `120000 blob ${blob('../elsewhere')}\tlink\0` +
          `100755 blob ${blob('run')}\trun\0` +
          `160000 commit ${'1'.repeat(40)}\tmodule\0` +
          `040000 tree ${sub}\tsub\u0000040000 tree ${none}\tvoid\0`,
      ),
    );
    const commit = (date: string, at: string) => {
      const variables = { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: '@1 +0000' };
      const parameters = [
        '-C',
        folder,
        '-c',
        'user.name=A',
        '-c',
        'user.email=a@example.org',
        'commit-tree',
        at,
        '-m',
        date,
      ];
      return execFileSync('git', parameters, { env: variables }).toString().trim();
    };
    git(folder, 'update-ref', 'refs/heads/odd', commit('@500 +2359', root));
    git(folder, 'update-ref', 'refs/heads/nothing', commit('@600 +0000', none));
    git(folder, 'update-ref', 'refs/heads/undated', commit('@0 +0000', sub));
    git(folder, 'update-ref', 'refs/tags/tree', root);
    expect(await indexRepository(store, folder, URL_OF)).toMatchObject({ added: 3, undated: 1, heads: 4 });
    await agrees(store, folder);
    const [odd] = await store.contentFindAll(blob('odd'), 10);
    expect(odd?.path).toBe('sub/a\u00ff\n');
  });

  test('that is shallow is refused, with what to do', async () => {
    const store = await openProvenance(open);
    const shallow = temporary();
    git('/', 'clone', '--quiet', '--depth=1', '--branch=last', `file://${repository(shop)}`, shallow);
    const { folder } = await localRepository(shallow);
    await expect(indexRepository(store, folder, URL_OF)).rejects.toThrow('git fetch --unshallow');
  });

  test('from which contents are missing is indexed all the same, and nothing is fetched for it', async () => {
    const store = await openProvenance(open);
    const whole = repository(shop);
    git(whole, 'config', 'uploadpack.allowFilter', 'true');
    const partial = temporary();
    git('/', 'clone', '--quiet', '--mirror', '--filter=blob:none', `file://${whole}`, partial);
    await indexRepository(store, partial, URL_OF);
    await agrees(store, whole);
  });
});

test('a hostile repository runs nothing of its own', async () => {
  const folder = repository(shop);
  const proof = join(temporary(), 'proof');
  const trap = join(temporary(), 'trap.sh');
  writeFileSync(trap, `#!/bin/sh\ntouch ${proof}\n`, { mode: 0o755 });
  for (const name of [
    'core.fsmonitor',
    'core.pager',
    'core.alternateRefsCommand',
    'core.sshCommand',
    'uploadpack.packObjectsHook',
  ])
    git(folder, 'config', name, trap);
  writeFileSync(join(folder, 'hooks/reference-transaction'), `#!/bin/sh\ntouch ${proof}\n`, { mode: 0o755 });
  const { folder: found } = await localRepository(folder);
  expect(found).toBe(folder);
  const target = join(temporary(), 'mirror.git');
  await mirror(`file://${folder}`, target);
  await mirror(`file://${folder}`, target);
  expect(git(target, 'for-each-ref').toString()).toContain('refs/tags/v1');
  expect(() => execFileSync('test', ['-e', proof])).toThrow();
  for (const url of ['ext::sh -c touch', '--upload-pack=touch', 'foo', '-x'])
    await expect(mirror(url, join(temporary(), 'no.git'))).rejects.toThrow('not the address of a git repository');
});
