import type { Command } from 'commander';
import { Option } from 'commander';
import { systemClock, toIso } from '../../kit/index.ts';
import { roleOf, roleOption, teamOption, teamsOf, userOf } from './people.ts';
import { publicUrlOf } from '../public-url.ts';
import { readPassword } from './read-password.ts';
import {
  addSettings,
  clientSettings,
  configOf,
  plain,
  printJson,
  printTable,
  usage,
  writeLine,
  storeSettings,
} from './shared.ts';

/** `culprit user add|list|change|remove|reset`. */
export const register = (program: Command): void => {
  const group = program
    .command('user')
    .description('People who may sign in. To let somebody choose their password: culprit invite.');
  registerAdd(group);
  registerList(group);
  registerChange(group);
  registerRemove(group);
  registerReset(group);
};

const registerAdd = (group: Command): void => {
  addSettings(
    group
      .command('add')
      .description('Creates a user. The password is read from standard input when it is not given.')
      .argument('<email>')
      .option('--password <text>', 'at least 8 characters; other users of this machine may see it in the process list')
      .option('--name <name>', 'as others see it')
      .addOption(roleOption().default(undefined, 'the first user is owner, others are member'))
      .addOption(teamOption('a team to join'))
      .option('--json', 'one JSON object on standard output'),
    storeSettings,
  ).action(
    async (
      email: string,
      options: { password?: string; name?: string; role?: string; team: string[]; json?: true },
    ) => {
      const role = options.role === undefined ? null : roleOf(options.role);
      const config = configOf(options, clientSettings);
      const password = options.password ?? (await readPassword());
      const { withStores } = await import('./with-stores.ts');
      const { createUser, ensureOwner } = await import('../../accounts/index.ts');
      const user = await withStores(
        config,
        async ({ storage }) => {
          const person = { email, password, ...(options.name === undefined ? {} : { name: options.name }) };
          // Without an owner nobody could make the next user.
          if (role === null && (await ensureOwner(storage, systemClock, person))) return { email, role: 'owner' };
          const teamIds = (await teamsOf(storage, options.team)).map(({ id }) => id);
          return await createUser(storage, systemClock, { ...person, role: role ?? 'member', teamIds });
        },
        { create: true },
      );
      if (options.json === true) printJson(user);
      else console.log(`${user.email} may sign in as ${user.role}.`);
    },
  );
};

const registerList = (group: Command): void => {
  addSettings(
    group.command('list').description('Lists the users.').option('--json', 'one JSON object a line'),
    storeSettings,
  ).action(async (options: { json?: true }) => {
    const { withStores } = await import('./with-stores.ts');
    const { listUsers } = await import('../../accounts/index.ts');
    const users = await withStores(configOf(options, clientSettings), async ({ storage }) => {
      const all = [];
      for (
        let page = await listUsers(storage, 0, 500);
        page.length > 0;
        page = await listUsers(storage, all.at(-1)?.id ?? 0, 500)
      )
        all.push(...page);
      return all;
    });
    const rows = users.map(({ id, email, name, role, createdAt, disabledAt }) => ({
      id,
      email,
      name,
      role,
      active: disabledAt === null,
      created_at: toIso(createdAt),
    }));
    if (options.json === true) {
      for (const row of rows) if (await writeLine(JSON.stringify(row))) return;
    } else
      printTable([
        ['ID', 'EMAIL', 'NAME', 'ROLE', 'ACTIVE'],
        ...rows.map((row) => [
          String(row.id),
          plain(row.email),
          plain(row.name, 40),
          row.role,
          row.active ? 'yes' : 'no',
        ]),
      ]);
  });
};

const registerChange = (group: Command): void => {
  addSettings(
    group
      .command('change')
      .description('Changes a user. One owner who may sign in always remains.')
      .argument('<email>')
      .addOption(roleOption())
      .option('--name <name>', 'as others see it')
      .option('--email <email>', 'by which they sign in from now on')
      .addOption(
        new Option('--active <yes|no>', 'no: shuts them out, with their sessions and tokens').choices(['yes', 'no']),
      ),
    storeSettings,
  ).action(async (email: string, options: { role?: string; name?: string; email?: string; active?: 'yes' | 'no' }) => {
    const change = {
      ...(options.role === undefined ? {} : { role: roleOf(options.role) }),
      ...(options.name === undefined ? {} : { name: options.name }),
      ...(options.email === undefined ? {} : { email: options.email }),
      ...(options.active === undefined ? {} : { active: options.active === 'yes' }),
    };
    if (Object.keys(change).length === 0) throw usage('Say what to change: --role, --name, --email or --active.');
    const { withStores } = await import('./with-stores.ts');
    const { changeUser } = await import('../../accounts/index.ts');
    const user = await withStores(configOf(options, clientSettings), async ({ storage }) =>
      changeUser(storage, systemClock, null, (await userOf(storage, email)).id, change),
    );
    console.log(`${user.email} is ${user.role}${user.disabledAt === null ? '' : ' and may not sign in'}.`);
  });
};

const registerRemove = (group: Command): void => {
  addSettings(
    group
      .command('remove')
      .description('Removes a user with their sessions, tokens and open invitations. What they did stays.')
      .argument('<email>'),
    storeSettings,
  ).action(async (email: string, options: object) => {
    const { withStores } = await import('./with-stores.ts');
    const { removeUser } = await import('../../accounts/index.ts');
    await withStores(configOf(options, clientSettings), async ({ storage }) =>
      removeUser(storage, null, (await userOf(storage, email)).id),
    );
    console.log(`${email} is removed.`);
  });
};

const registerReset = (group: Command): void => {
  addSettings(
    group
      .command('reset')
      .description('Prints a link by which a user sets a new password. It works once, within an hour.')
      .argument('<email>'),
    [...storeSettings, 'url', 'port'],
  ).action(async (email: string, options: object) => {
    const config = configOf(options, clientSettings);
    const { withStores } = await import('./with-stores.ts');
    const { createReset, linkTo } = await import('../../accounts/index.ts');
    const { secret } = await withStores(config, async ({ storage }) =>
      createReset(storage, systemClock, (await userOf(storage, email)).id),
    );
    console.log(linkTo(publicUrlOf(config), 'reset-password', secret));
  });
};
