import type { Command } from 'commander';
import type { ExportedIssue, ListedIssue } from '../../issues/index.ts';
import { CulpritError, systemClock, toIso } from '../../kit/index.ts';
import { addSettings, configOf, storeSettings, plain, printTable, usage, wholeNumber, writeLine } from './shared.ts';

interface Choice {
  readonly project: string;
  readonly query?: string;
  readonly limit?: string;
  readonly json?: true;
}

/** `culprit issues --project NAME [--query SEARCH]`. */
export const register = (program: Command): void => {
  const command = program
    .command('issues')
    .description('Lists issues of a project, the last seen first. The search language is told in docs/search.md.')
    .requiredOption('--project <name>', 'slug or number of the project')
    .option('--query <search>', 'such as \'is:unresolved level:error release:latest "timed out"\'')
    .option('--limit <number>', 'at most so many; default 25 of a search, else all')
    .option('--json', 'one JSON object a line');
  addSettings(command, storeSettings).action(async (options: Choice) =>
    options.query === undefined ? await listAll(options) : await listFound(options, options.query),
  );
};

/** Streams all issues of the project. */
const listAll = async (options: Choice): Promise<void> => {
  const limit = limitOf(options, Infinity);
  const { withStores } = await import('./with-stores.ts');
  const { findProject } = await import('./find-project.ts');
  const { exportIssues } = await import('../../issues/index.ts');
  await withStores(configOf(options, storeSettings), async ({ storage }) => {
    const issues = exportIssues(storage, await findProject(storage, options.project));
    const rows: ExportedIssue[] = [];
    let count = 0;
    for await (const issue of issues) {
      if (options.json !== true) rows.push(issue);
      else if (await writeLine(JSON.stringify(issue))) return;
      if (++count >= limit) break;
    }
    if (options.json === true) return;
    if (rows.length === 0) console.log('There are no issues.');
    else
      printTable([
        ['ISSUE', 'EVENTS', 'USERS', 'LAST SEEN', 'TITLE', 'CULPRIT'],
        ...rows.map(({ issue, events, users, last_seen, title, culprit }) => [
          issue,
          String(events),
          String(users),
          last_seen.slice(0, 19),
          plain(title, 80),
          plain(culprit, 60),
        ]),
      ]);
  });
};

const listFound = async (options: Choice, query: string): Promise<void> => {
  const limit = limitOf(options, 25);
  const { withStores } = await import('./with-stores.ts');
  const { commandList } = await import('../../issues/index.ts');
  const { items, total, totalIsLowerBound } = await withStores(
    configOf(options, storeSettings),
    async ({ storage }) => {
      try {
        return await commandList(storage, systemClock, {
          project: options.project,
          query,
          limit,
        });
      } catch (error) {
        throw pointed(error, query);
      }
    },
  );
  if (options.json === true) {
    for (const { firstSeen, lastSeen, ...issue } of items)
      if (await writeLine(JSON.stringify({ ...issue, first_seen: toIso(firstSeen), last_seen: toIso(lastSeen) })))
        return;
    return;
  }
  if (items.length === 0) return console.log('No issue is like this.');
  printTable([['ISSUE', 'STATUS', 'LEVEL', 'EVENTS', 'USERS', 'LAST SEEN', 'TITLE'], ...items.map(rowOf)]);
  if (total > items.length) console.log(`${items.length} of ${total}${totalIsLowerBound ? ' or more' : ''}.`);
};

const limitOf = ({ limit }: Choice, otherwise: number): number =>
  limit === undefined ? otherwise : wholeNumber('--limit', limit, 1, 9_999);

const rowOf = ({ issue, status, level, events, users, lastSeen, title }: ListedIssue): string[] => {
  const seen = toIso(lastSeen).slice(0, 19);
  return [issue, status, level, String(events), String(users), seen, plain(title)];
};

/** The mistake under the place where it is. */
const pointed = (error: unknown, query: string): unknown => {
  if (!(error instanceof CulpritError) || error.code !== 'bad_query') return error;
  const [column, length] = [Number(error.extra['column']), Number(error.extra['length'])];
  return usage(`${error.message}\n  ${plain(query, 1_000)}\n  ${' '.repeat(column - 1)}${'^'.repeat(length)}`);
};
