import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { CulpritError, toIso } from '../../kit/index.ts';
import type { Occurrence, Progress, ProvenanceStore } from '../../provenance/index.ts';
import type { Config } from '../config.ts';
import { mirrorsFolder, provenanceFile } from '../data-folder.ts';
import type { SettingName } from '../settings.ts';
import { addSettings, configOf, plain, printJson, printTable, wholeNumber, writeLine } from './shared.ts';

const settings: readonly SettingName[] = ['data', 'database'];

/** `culprit index|origins|whence`: where a content first appeared, in every repository indexed. */
export const register = (program: Command): void => {
  addSettings(
    program
      .command('index')
      .description(
        'Indexes the history of a git repository: where each content first appeared, and where else. Stopped at any point and called again, it goes on.',
      )
      .argument('<path or url>', 'a folder on this machine, or an address to mirror from')
      .option('--origin <url>', 'the address that stands for it (default: its own)')
      .option('--json', 'one JSON object on standard output'),
    settings,
  ).action(async (from: string, options: { origin?: string; json?: true }) => index(from, options));

  addSettings(
    program
      .command('origins')
      .description('Lists the repositories that are indexed.')
      .option('--json', 'one JSON object a line'),
    settings,
  ).action(async (options: { json?: true }) => {
    await withProvenance(configOf(options, settings), async (store) => {
      const origins = await store.origins();
      if (options.json === true) for (const { url, heads } of origins) printJson({ url, heads });
      else if (origins.length === 0) console.log('No repository is indexed yet: culprit index PATH-OR-URL.');
      else printTable([['HEADS', 'ORIGIN'], ...origins.map(({ url, heads }) => [String(heads), plain(url, 200)])]);
    });
  });

  addSettings(
    program
      .command('whence')
      .description('Tells in which revision a content first appeared, and in which it is.')
      .argument('<file or id>', 'a file on this machine, a git blob id, or swh:1:cnt:…')
      .option('--all', 'every occurrence, the earliest first')
      .option('--limit <number>', 'with --all: at most so many', '100')
      .option('--json', 'one JSON object a line'),
    settings,
  ).action(async (what: string, options: { all?: true; limit: string; json?: true }) => whence(what, options));
};

const index = async (from: string, options: { origin?: string; json?: true }): Promise<void> => {
  const config = configOf(options, settings);
  const { indexRepository, localRepository, mirror, originId } = await import('../../provenance/index.ts');
  const here = existsSync(from);
  const local = here ? await localRepository(from) : null;
  const folder = local?.folder ?? (await mirror(from, join(mirrorsFolder(config), `${originId(from)}.git`)));
  const url = withoutSecret(options.origin ?? local?.origin ?? (here ? `file://${folder}` : from));
  await withProvenance(config, async (store) => {
    const started = performance.now();
    const result = await indexRepository(store, folder, url, { progress: (progress) => tell(progress, started) });
    const { added, undated, tooLarge, heads, rows } = result;
    if (options.json === true) {
      printJson({ origin: url, added, undated, too_large: tooLarge, heads, rows });
      return;
    }
    console.log(`${url}: ${added} revisions added, ${heads} branches and tags.`);
    if (undated > 0) console.log(`${undated} revisions have no usable date and were left out.`);
    for (const id of tooLarge) console.log(`${id} names too many directories and was left out.`);
  });
};

/** Progress is for people: on standard error, and only where one is looking. */
const tell = ({ done, total }: Progress, started: number): void => {
  if (!process.stderr.isTTY) return;
  const seconds = (performance.now() - started) / 1_000;
  const rate = done / Math.max(seconds, 0.001);
  const left = Math.ceil((total - done) / Math.max(rate, 0.001));
  const end = done >= total ? '\n' : '';
  process.stderr.write(`\r${done} of ${total} revisions, ${Math.round(rate)} a second, ${left} s left   ${end}`);
};

const whence = async (what: string, options: { all?: true; limit: string; json?: true }): Promise<void> => {
  const limit = wholeNumber('--limit', options.limit, 1);
  const { contentIdOfFile, readContentId } = await import('../../provenance/index.ts');
  // A stack frame's `path:12` is pasted as it is.
  const id = readContentId(what) ?? (await contentIdOfFile(what.replace(/:\d+(:\d+)?$/, '')));
  await withProvenance(configOf(options, settings), async (store) => {
    const found =
      options.all === true ? await store.contentFindAll(id, limit) : [...(await store.contentFindFirst([id])).values()];
    if (found.length === 0) throw new CulpritError('not_found', 404, `${id} is in no revision that is indexed.`);
    for (const occurrence of found) if (await writeLine(show(occurrence, options.json === true))) return;
  });
};

const show = ({ content, revision, date, origin, path }: Occurrence, json: boolean): string => {
  // Paths are bytes; most are UTF-8, and what is not is shown as well as it can be.
  const readable = Buffer.from(path, 'latin1').toString();
  if (json) return JSON.stringify({ content, revision, date: toIso(date), origin, path: readable });
  return `${toIso(date)}  ${revision}  ${plain(readable, 300)}${origin === null ? '' : `  ${plain(origin, 200)}`}`;
};

/** An address may hold a password; it must not be stored or shown. */
const withoutSecret = (url: string): string => {
  if (!URL.canParse(url)) return url;
  const parsed = new URL(url);
  if (parsed.password === '' && parsed.username === '') return url;
  parsed.password = '';
  if (parsed.protocol.startsWith('http')) parsed.username = '';
  return parsed.href;
};

/** The index has a database file of its own beside the other data; on PostgreSQL it has tables beside the others. */
const withProvenance = async (config: Config, work: (store: ProvenanceStore) => Promise<void>): Promise<void> => {
  const { createProvenanceStore, provenanceMigrations } = await import('../../provenance/index.ts');
  const { migrate, openStorage } = await import('../../storage/index.ts');
  const storage = openStorage(config.database ?? `sqlite:${provenanceFile(config)}`, { postgres: { connections: 2 } });
  try {
    await migrate(storage, provenanceMigrations);
    await work(createProvenanceStore(storage));
  } finally {
    await storage.close();
  }
};
