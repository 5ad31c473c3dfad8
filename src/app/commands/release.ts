import type { Command } from 'commander';
import type { ReleaseCommand } from '../../issues/index.ts';
import { systemClock, toIso } from '../../kit/index.ts';
import {
  addSettings,
  clientSettings,
  configOf,
  plain,
  printJson,
  printTable,
  storeSettings,
  usage,
  writeLine,
} from './shared.ts';

interface Named {
  readonly project: string;
  readonly json?: true;
}

/** `culprit release list|new|finalize|deploy`. */
export const register = (program: Command): void => {
  const group = program
    .command('release')
    .description('Releases of a project. sentry-cli does the same, and commits, from elsewhere: docs/releases.md.');

  const verb = (name: string, description: string): Command =>
    addSettings(
      group
        .command(name)
        .description(description)
        .requiredOption('--project <name>', 'slug or number of the project')
        .option('--json', 'one JSON object a line'),
      storeSettings,
    );

  verb('list', 'Lists releases, the newest first.')
    .option('--archived', 'those that were archived, instead of the others')
    .option('--limit <number>', 'at most so many', '25')
    .action(list);
  verb('new', 'Makes a release before its first event, or finds it.')
    .argument('<version>')
    .option('--finalize', 'it is out now')
    .option('--url <url>', 'where it is told of')
    .option('--ref <name>', 'branch, tag or commit')
    .action((version: string, options: Named & { finalize?: true; url?: string; ref?: string }) => {
      const { finalize, url = null, ref = null } = options;
      return run(version, options, { kind: 'new', finalize: finalize === true, url, ref });
    });
  verb('finalize', 'Says that a release is out now.')
    .argument('<version>')
    .action((version: string, options: Named) => run(version, options, { kind: 'finalize' }));
  verb('deploy', 'Notes that a release was brought somewhere.')
    .argument('<version>')
    .requiredOption('--env <name>', 'the environment, as events name it')
    .option('--name <text>', 'of the deploy')
    .option('--url <url>', 'where it is told of')
    .action((version: string, options: Named & { env: string; name?: string; url?: string }) => {
      const { env: environment, name = null, url = null } = options;
      if (environment.trim() === '' || environment.length > 64) throw usage('--env: a name has 1 to 64 characters.');
      return run(version, options, { kind: 'deploy', environment, name, url });
    });
};

const run = async (version: string, options: Named, command: ReleaseCommand): Promise<void> => {
  const { withStores } = await import('./with-stores.ts');
  const { commandRelease } = await import('../../issues/index.ts');
  const { project } = options;
  const done = await withStores(configOf(options, clientSettings), ({ storage }) =>
    commandRelease(storage, systemClock, { project, version }, command),
  );
  if (options.json === true) printJson(done);
  else console.log(done.version);
};

const list = async (options: Named & { archived?: true; limit: string }): Promise<void> => {
  if (!/^[1-9]\d{0,3}$/.test(options.limit)) throw usage(`--limit: "${options.limit}" is not a number from 1 to 9999.`);
  const { withStores } = await import('./with-stores.ts');
  const { commandReleases } = await import('../../issues/index.ts');
  const { project, archived } = options;
  const rows = await withStores(configOf(options, clientSettings), ({ storage }) =>
    commandReleases(storage, { project, limit: Number(options.limit), archived: archived === true }),
  );
  const iso = (at: number | null): string | null => (at === null ? null : toIso(at));
  if (options.json === true) {
    for (const { createdAt, finalizedAt, lastSeen, newIssues, ...row } of rows) {
      const times = { created_at: toIso(createdAt), finalized_at: iso(finalizedAt), last_seen: iso(lastSeen) };
      if (await writeLine(JSON.stringify({ ...row, new_issues: newIssues, ...times }))) return;
    }
    return;
  }
  if (rows.length === 0) return console.log('There is no release.');
  printTable([
    ['RELEASE', 'OUT', 'NEW ISSUES', 'EVENTS', 'COMMITS', 'DEPLOYS', 'LAST SEEN'],
    ...rows.map((row) => [
      `${plain(row.version, 60)}${row.latest ? ' (latest)' : ''}`,
      iso(row.finalizedAt)?.slice(0, 19) ?? '-',
      String(row.newIssues),
      String(row.events),
      String(row.commits),
      String(row.deploys),
      iso(row.lastSeen)?.slice(0, 19) ?? '-',
    ]),
  ]);
};
