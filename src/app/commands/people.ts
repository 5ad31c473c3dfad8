import { Option } from 'commander';
import { notFound } from '../../kit/index.ts';
import type { Account, Role, Team } from '../../accounts/index.ts';
import type { Queries } from '../../storage/index.ts';
import { usage } from './shared.ts';

const roles = ['owner', 'admin', 'member', 'viewer'] as const satisfies readonly Role[];

/** `--role`, without a default. */
export const roleOption = (): Option => new Option('--role <role>', roles.join(', '));

/** `--team`, any number of times. */
export const teamOption = (help: string): Option =>
  new Option('--team <team>', `${help}; number or slug, may be given several times`)
    .argParser((team: string, before: string[] | undefined) => [...(before ?? []), team])
    .default([], 'none');

/** Throws for a role that is none. */
export const roleOf = (text: string): Role => {
  const role = roles.find((one) => one === text);
  if (role === undefined) throw usage(`--role: "${text}" is not one of ${roles.join(', ')}.`);
  return role;
};

/** Throws `not_found`. */
export const userOf = async (queries: Queries, email: string): Promise<Account> => {
  const { findUserByEmail, normalEmail } = await import('../../accounts/index.ts');
  const user = await findUserByEmail(queries, normalEmail(email));
  if (user === null) throw notFound(`The user ${email}`);
  return user;
};

/** The teams by number or slug. Throws `not_found` where one does not exist. */
export const teamsOf = async (queries: Queries, names: readonly string[]): Promise<Team[]> => {
  const { knownTeam } = await import('../../accounts/index.ts');
  return await Promise.all(names.map((name) => knownTeam(queries, name)));
};
