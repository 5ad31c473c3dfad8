import type { Command } from 'commander';
import { systemClock, toIso } from '../../kit/index.ts';
import { roleOf, roleOption, teamOption, teamsOf } from './people.ts';
import { publicUrlOf } from '../public-url.ts';
import { addSettings, clientSettings, configOf, printJson, storeSettings } from './shared.ts';

/** `culprit invite EMAIL`. */
export const register = (program: Command): void => {
  addSettings(
    program
      .command('invite')
      .description('Prints a link by which somebody makes their account. It works once, within seven days.')
      .argument('<email>')
      .option('--name <name>', 'as others see it')
      .addOption(roleOption().default('member'))
      .addOption(teamOption('a team to join'))
      .option('--json', 'one JSON object on standard output'),
    [...storeSettings, 'url', 'port'],
  ).action(async (email: string, options: { name?: string; role: string; team: string[]; json?: true }) => {
    const role = roleOf(options.role);
    const config = configOf(options, clientSettings);
    const { withStores } = await import('./with-stores.ts');
    const { invite, linkTo } = await import('../../accounts/index.ts');
    const { invitation, secret } = await withStores(config, async ({ storage }) => {
      const teamIds = (await teamsOf(storage, options.team)).map(({ id }) => id);
      const name = options.name === undefined ? {} : { name: options.name };
      return await invite(storage, systemClock, null, { email, role, teamIds, ...name });
    });
    const link = linkTo(publicUrlOf(config), 'join', secret);
    if (options.json === true)
      printJson({ email: invitation.email, role, link, expires_at: toIso(invitation.expiresAt) });
    else console.log(link);
  });
};
