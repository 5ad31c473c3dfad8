import type { Command } from 'commander';
import { systemClock, toIso } from '../../kit/index.ts';
import { publicUrlOf } from '../public-url.ts';
import type { SettingName } from '../settings.ts';
import { teamOption, teamsOf } from './people.ts';
import {
  addSettings,
  configOf,
  storeSettings,
  plain,
  printJson,
  printTable,
  usage,
  wholeNumber,
  writeLine,
} from './shared.ts';

/** Where the data is, and what DSNs are made of. */
const projectSettings: readonly SettingName[] = [...storeSettings, 'url', 'port'];

/** `culprit project add|list`. */
export const register = (program: Command): void => {
  const group = program.command('project').description('Projects and their DSNs.');
  addSettings(
    group
      .command('add')
      .description(
        'Creates a project and prints its DSN. Who moves from another tracker keeps the DSN by giving its id and key.',
      )
      .argument('<name>')
      .option('--id <number>', 'project id, the last part of the old DSN')
      .option('--key <hex>', 'public key, the 32 hexadecimal digits of the old DSN')
      .option('--platform <name>', 'such as javascript or python', 'other')
      .addOption(teamOption('a team that sees it'))
      .option('--json', 'one JSON object on standard output'),
    projectSettings,
  ).action(
    async (name: string, options: { id?: string; key?: string; platform: string; team: string[]; json?: true }) => {
      const id = options.id === undefined ? {} : { id: wholeNumber('--id', options.id, 1) };
      if (options.key !== undefined && !/^[0-9a-f]{32}$/i.test(options.key))
        throw usage(`--key: "${options.key}" is not a public key of 32 hexadecimal digits.`);
      const config = configOf(options, projectSettings);
      const { withStores } = await import('./with-stores.ts');
      const { createProject, dsnOf } = await import('../../accounts/index.ts');
      const { project, key } = await withStores(
        config,
        async ({ storage }) =>
          createProject(storage, systemClock, {
            name,
            platform: options.platform,
            teamIds: (await teamsOf(storage, options.team)).map(({ id: team }) => team),
            ...id,
            ...(options.key === undefined ? {} : { publicKey: options.key }),
          }),
        { create: true },
      );
      const dsn = dsnOf(publicUrlOf(config), key);
      if (options.json === true)
        printJson({ id: project.id, name: project.name, slug: project.slug, key: key.publicKey, dsn });
      else console.log(dsn);
    },
  );

  addSettings(
    group.command('list').description('Lists the projects.').option('--json', 'one JSON object a line'),
    projectSettings,
  ).action(async (options: { json?: true }) => {
    const config = configOf(options, projectSettings);
    const { withStores } = await import('./with-stores.ts');
    const { allProjects } = await import('./find-project.ts');
    const { dsnOf, firstKeys } = await import('../../accounts/index.ts');
    const url = publicUrlOf(config);
    await withStores(config, async ({ storage }) => {
      const projects = await allProjects(storage);
      const keys = await firstKeys(
        storage,
        projects.map(({ id }) => id),
      );
      const rows = projects.map(({ id, name, slug, platform, createdAt }) => {
        const key = keys.get(id);
        const dsn = key === undefined ? null : dsnOf(url, key);
        return { id, name, slug, platform, dsn, created_at: toIso(createdAt) };
      });
      if (options.json === true) {
        for (const row of rows) if (await writeLine(JSON.stringify(row))) return;
      } else if (rows.length === 0) console.log('There is no project yet: culprit project add NAME.');
      else
        printTable([
          ['ID', 'SLUG', 'NAME', 'PLATFORM', 'DSN'],
          ...rows.map(({ id, slug, name, platform, dsn }) => [String(id), slug, plain(name, 40), platform, dsn ?? '-']),
        ]);
    });
  });
};
