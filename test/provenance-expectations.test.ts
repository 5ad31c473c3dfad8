import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createProvenanceStore, provenanceMigrations } from '../src/provenance/index.ts';
import { openTreeReader } from '../src/provenance/git/tree-reader.ts';
import { readHistory } from '../src/provenance/git/history.ts';
import { indexRevisions } from '../src/provenance/index-revisions.ts';
import { createMemory } from '../src/provenance/memory.ts';
import { walkDefaults } from '../src/provenance/walk.ts';
import { migrate } from '../src/storage/index.ts';
import { makeRepository } from './support/git-repository.ts';
import type { Commit } from './support/git-repository.ts';
import { eachStorage } from './support/storages.ts';

/**
 * Expectations of Software Heritage's provenance index, in their format (docs/provenance.md). They are read where they lie: `CULPRIT_TEST_PROVENANCE`, or a
 * folder beside the project.
 */
const folder = process.env['CULPRIT_TEST_PROVENANCE'] ?? join(import.meta.dirname, '../../shared/data/provenance');
const files = existsSync(folder) ? readdirSync(folder) : [];
if (files.length === 0) console.warn('provenance expectations: skipped, set CULPRIT_TEST_PROVENANCE to their folder');

const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));

interface Expected {
  sha1: string;
  msg: string;
  date: number;
  content_in_revision: { content: string; path: string; content_date: number }[];
  directory_in_revision: { directory: string; path: string; directory_date: number }[];
  content_in_directory: { content: string; directory: string; path: string; content_date: number }[];
}

const syntheses = files.flatMap((file) => {
  const match = /^synthetic_(.+)_(lower|upper)_(\d+)\.json$/.exec(file);
  return match === null
    ? []
    : [{ file, name: match[1] ?? '', lower: match[2] === 'lower', minDepth: Number(match[3]) }];
});

describe.skipIf(syntheses.length === 0)('expected relations', () => {
  eachStorage('row for row', (open) => {
    test.each(syntheses)('$file', async ({ file, name, lower, minDepth }) => {
      const storage = await open();
      await migrate(storage, provenanceMigrations);
      const store = createProvenanceStore(storage);
      const commits = read(`${name}.repo.json`) as Commit[];
      const repository = makeRepository(commits, 'SWH <contact@softwareheritage.org>');
      const trees = openTreeReader(repository);
      try {
        const expected = read(file) as Expected[];
        const ids = expected.map(({ sha1 }) => sha1);
        const history = [];
        for await (const portion of readHistory(repository, ids, [])) history.push(...portion);
        expect(new Set(history.map(({ id }) => id))).toEqual(new Set(ids));
        const memory = createMemory(store);
        const rows = {
          content_in_revision: new Set<string>(),
          directory_in_revision: new Set<string>(),
          content_in_directory: new Set<string>(),
        };
        for (const step of expected) {
          const revision = history.find(({ id }) => id === step.sha1);
          if (revision?.date == null) throw new Error(`no revision ${step.msg}`);
          const given = [{ id: revision.id, root: revision.root, date: revision.date }];
          await indexRevisions(store, memory, (wanted) => trees.read(wanted), given, {
            ...walkDefaults,
            lower,
            minDepth,
          });
          for (const { content, path } of step.content_in_revision)
            rows.content_in_revision.add(`${content} ${step.sha1} ${path}`);
          for (const { directory, path } of step.directory_in_revision)
            rows.directory_in_revision.add(`${directory} ${step.sha1} ${path}`);
          for (const { content, directory, path } of step.content_in_directory)
            rows.content_in_directory.add(`${content} ${directory} ${path}`);
          for (const relation of ['content_in_revision', 'directory_in_revision', 'content_in_directory'] as const) {
            const stored = await store.relationGetAll(relation);
            const found = stored.map(({ source, target, path }) => `${source} ${target} ${path ?? ''}`);
            expect(found.sort(), `${step.msg} ${relation}`).toEqual([...rows[relation]].sort());
          }
          const contents = await store.contentGet(step.content_in_revision.map(({ content }) => content));
          for (const { content, content_date: date } of step.content_in_revision)
            expect(contents.get(content), `${step.msg} ${content}`).toBe(date * 1_000_000);
          const directories = await store.directoryGet(step.directory_in_revision.map(({ directory }) => directory));
          for (const { directory, directory_date: date } of step.directory_in_revision)
            expect(directories.get(directory)?.date, `${step.msg} ${directory}`).toBe(date * 1_000_000);
        }
        await expectAnswers(store, name);
      } finally {
        await trees.close();
        rmSync(repository, { recursive: true, force: true });
      }
    });
  });
});

interface Answer {
  revision: string;
  date: number;
  origin: string | null;
  path: string;
}

const expectAnswers = async (store: ReturnType<typeof createProvenanceStore>, name: string): Promise<void> => {
  if (!files.includes(`${name}.queries.json`)) return;
  const queries = read(`${name}.queries.json`) as Record<string, { first: Answer; all: Answer[] }>;
  const show = ({ revision, date, origin, path }: Answer): Answer => ({
    revision,
    date: date / 1_000_000,
    origin,
    path,
  });
  for (const [content, { first, all }] of Object.entries(queries)) {
    const found = (await store.contentFindFirst([content])).get(content);
    expect(found && show(found), content).toEqual(first);
    expect((await store.contentFindAll(content, 1_000)).map(show), content).toEqual(all);
  }
};
