import type { Command } from 'commander';
import { notFound, systemClock } from '../../kit/index.ts';
import type { Team } from '../../accounts/index.ts';
import type { Storage } from '../../storage/index.ts';
import { teamsOf, userOf } from './people.ts';
import {
  addSettings,
  clientSettings,
  configOf,
  plain,
  printJson,
  printTable,
  writeLine,
  storeSettings,
} from './shared.ts';

/** `culprit team add|list|remove|join|leave|give|take`. */
export const register = (program: Command): void => {
  const group = program.command('team').description('Teams: members and viewers see the projects of theirs.');

  addSettings(
    group
      .command('add')
      .description('Makes a team.')
      .argument('<name>')
      .option('--json', 'one JSON object on standard output'),
    storeSettings,
  ).action(async (name: string, options: { json?: true }) => {
    const { withStores } = await import('./with-stores.ts');
    const { createTeam } = await import('../../accounts/index.ts');
    const team = await withStores(
      configOf(options, clientSettings),
      ({ storage }) => createTeam(storage, systemClock, name),
      {
        create: true,
      },
    );
    if (options.json === true) printJson({ id: team.id, slug: team.slug, name: team.name });
    else console.log(team.slug);
  });

  addSettings(
    group.command('list').description('Lists the teams.').option('--json', 'one JSON object a line'),
    storeSettings,
  ).action(async (options: { json?: true }) => {
    const { withStores } = await import('./with-stores.ts');
    const rows = await withStores(configOf(options, clientSettings), ({ storage }) => countedTeams(storage));
    if (options.json === true) {
      for (const row of rows) if (await writeLine(JSON.stringify(row))) return;
    } else if (rows.length === 0) console.log('There is no team yet: culprit team add NAME.');
    else
      printTable([
        ['ID', 'SLUG', 'NAME', 'MEMBERS', 'PROJECTS'],
        ...rows.map((row) => [
          String(row.id),
          row.slug,
          plain(row.name, 40),
          String(row.members),
          String(row.projects),
        ]),
      ]);
  });

  change(group, 'remove', 'Removes a team. Its people and projects stay.', null, async (storage, team) => {
    const { deleteTeam } = await import('../../accounts/index.ts');
    await deleteTeam(storage, team.id);
    return `The team ${team.slug} is removed.`;
  });
  change(group, 'join', 'Puts a user into a team.', '<email>', async (storage, team, email) => {
    const { joinTeams } = await import('../../accounts/index.ts');
    await joinTeams(storage, (await userOf(storage, email)).id, [team.id]);
    return `${email} is in ${team.slug}.`;
  });
  change(group, 'leave', 'Takes a user out of a team.', '<email>', async (storage, team, email) => {
    const { leaveTeam } = await import('../../accounts/index.ts');
    if (!(await leaveTeam(storage, (await userOf(storage, email)).id, team.id)))
      throw notFound(`${email} in this team`);
    return `${email} is no longer in ${team.slug}.`;
  });
  change(group, 'give', 'Lets a team see a project.', '<project>', async (storage, team, name) => {
    const { giveProject, visibleProject } = await import('../../accounts/index.ts');
    const project = await visibleProject(storage, { projects: 'all' }, name);
    await giveProject(storage, project.id, [team.id]);
    return `${team.slug} sees ${project.slug}.`;
  });
  change(group, 'take', 'Lets a team see a project no longer.', '<project>', async (storage, team, name) => {
    const { takeProject, visibleProject } = await import('../../accounts/index.ts');
    const project = await visibleProject(storage, { projects: 'all' }, name);
    if (!(await takeProject(storage, project.id, team.id)))
      throw notFound(`${project.slug} among the projects of this team`);
    return `${team.slug} no longer sees ${project.slug}.`;
  });
};

/** A verb on one team, with what else it is about. Prints what `work` says of it. */
const change = (
  group: Command,
  verb: string,
  help: string,
  about: '<email>' | '<project>' | null,
  work: (storage: Storage, team: Team, about: string) => Promise<string>,
): void => {
  const command = group.command(verb).description(help).argument('<team>', 'number or slug');
  if (about !== null) command.argument(about);
  addSettings(command, storeSettings).action(async (name: string, ...rest: unknown[]) => {
    const options = command.opts();
    const { withStores } = await import('./with-stores.ts');
    const said = await withStores(configOf(options, clientSettings), async ({ storage }) => {
      const [team] = await teamsOf(storage, [name]);
      if (team === undefined) throw notFound('The team');
      return await work(storage, team, about === null ? '' : String(rest[0]));
    });
    console.log(said);
  });
};

const countedTeams = async (storage: Storage) => {
  const { countTeams, listTeams } = await import('../../accounts/index.ts');
  const teams: Team[] = [];
  for (
    let page = await listTeams(storage, null, '', 500);
    page.length > 0;
    page = await listTeams(storage, null, teams.at(-1)?.slug ?? '', 500)
  )
    teams.push(...page);
  const counts = await countTeams(
    storage,
    teams.map(({ id }) => id),
  );
  return teams.map(({ id, slug, name }) => ({ id, slug, name, ...(counts.get(id) ?? { members: 0, projects: 0 }) }));
};
